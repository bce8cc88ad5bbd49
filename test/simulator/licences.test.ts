import { describe, expect, it } from 'vitest'
import type { CloudOptions } from '../../simulator/cloud.ts'
import { aClient } from './client.ts'

const report = '/v1.0/reports/authenticationMethods/userRegistrationDetails'
const eligible = '/v1.0/roleManagement/directory/roleEligibilityScheduleInstances'
const active = '/v1.0/roleManagement/directory/roleAssignmentScheduleInstances'
const rules =
  "/v1.0/policies/roleManagementPolicyAssignments?$filter=scopeId eq '/' and scopeType eq 'DirectoryRole'"

async function plansOf(licences: CloudOptions['licences']): Promise<string[]> {
  const client = await aClient(licences ? { licences } : {})
  const skus = await client.rows('/v1.0/subscribedSkus')
  return skus.flatMap(({ servicePlans }) =>
    (servicePlans as { servicePlanName: string }[]).map((plan) => plan.servicePlanName),
  )
}

describe('without a P1 licence', () => {
  it('the registration report is refused as not premium', async () => {
    const client = await aClient({ licences: [] })

    const { status, body } = await client.get(report)

    expect(status).toBe(403)
    expect(body.error.code).toBe('Authentication_RequestFromNonPremiumTenantOrB2CTenant')
  })

  it('signInActivity is refused and the rest of a user is not', async () => {
    const client = await aClient({ licences: [] })

    const statuses = [
      (await client.get('/v1.0/users?$select=id,signInActivity')).status,
      (await client.get('/v1.0/users')).status,
    ]

    expect(statuses).toEqual([403, 200])
  })

  it('the list of Conditional Access policies is empty', async () => {
    const client = await aClient({ licences: [] })

    expect(await client.rows('/v1.0/identity/conditionalAccess/policies')).toEqual([])
  })
})

describe('without a P2 licence', () => {
  it.each([eligible, active, rules])('%s is refused', async (path) => {
    const client = await aClient({ licences: ['p1'] })

    const { status, body } = await client.get(path)

    expect(status).toBe(400)
    expect(body.error.code).toBe('AadPremiumLicenseRequired')
    expect(body.error.message).toContain('Microsoft Entra ID P2')
  })

  it('the registration report is there', async () => {
    const client = await aClient({ licences: ['p1'] })

    expect((await client.get(report)).status).toBe(200)
  })
})

describe('the subscribed SKUs', () => {
  it('say the same as the refusals', async () => {
    const plans = [await plansOf(undefined), await plansOf(['p1']), await plansOf([])]

    expect(plans.map((names) => [names.includes('AAD_PREMIUM'), names.includes('AAD_PREMIUM_P2')])).toEqual([
      [true, true],
      [true, false],
      [false, false],
    ])
  })
})
