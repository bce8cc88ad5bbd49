import { describe, expect, it } from 'vitest'
import { aClient } from './client.ts'

const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10'

type Row = Record<string, unknown>

describe('Brightwater Foods', () => {
  it('has five people who are Global Administrator all the time, and one who can become it', async () => {
    const client = await aClient()

    const active = await client.rows('/v1.0/roleManagement/directory/roleAssignments')
    const eligible = await client.rows('/v1.0/roleManagement/directory/roleEligibilityScheduleInstances')

    const holds = (row: Row): boolean => row['roleDefinitionId'] === globalAdministrator
    const own = active.filter((row) => holds(row) && row['principalOrganizationId'] === client.cloud.tenantId)
    expect(own).toHaveLength(5)
    expect(eligible.filter(holds)).toHaveLength(1)
  })

  it('has a forgotten partner whose group is Global Administrator and unknown here', async () => {
    const client = await aClient()
    const { forgottenPartnerForeignGroup: group, forgottenPartnerTenant: home } =
      client.cloud.estate.situations

    const assignments = await client.rows('/v1.0/roleManagement/directory/roleAssignments?$expand=principal')
    const lookUp = await client.get(`/v1.0/groups/${group}`)
    const partners = await client.rows('/v1.0/policies/crossTenantAccessPolicy/partners')

    const found = assignments.find(({ principalId }) => principalId === group)
    expect(found).toMatchObject({ roleDefinitionId: globalAdministrator, principalOrganizationId: home })
    expect(found?.['principal']).toMatchObject({
      '@odata.type': '#microsoft.graph.group',
      organizationId: home,
    })
    expect(lookUp.status).toBe(404)
    expect(lookUp.body.error.code).toBe('Request_ResourceNotFound')
    expect(partners).toContainEqual(expect.objectContaining({ tenantId: home, isServiceProvider: true }))
  })

  it('names the tenants of its partners', async () => {
    const client = await aClient()
    const { northgateTenant } = client.cloud.estate.situations

    const { body } = await client.get(
      `/v1.0/tenantRelationships/findTenantInformationByTenantId(tenantId='${northgateTenant}')`,
    )

    expect(body['displayName']).toBe('Northgate Managed IT')
  })

  it('has groups that contain each other, and their members come once', async () => {
    const client = await aClient()
    const { ternGroup } = client.cloud.estate.situations

    const rows = await client.rows(`/v1.0/groups/${ternGroup}/transitiveMembers?$select=id`)

    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
    expect(rows).toHaveLength(5)
  })

  it('excludes an account from a policy through a nested group', async () => {
    const client = await aClient()
    const { legacyExclusionsGroup, nestedExcluded } = client.cloud.estate.situations

    const direct = await client.rows(`/v1.0/groups/${legacyExclusionsGroup}/members?$select=id`)
    const all = await client.rows(`/v1.0/groups/${legacyExclusionsGroup}/transitiveMembers?$select=id`)

    expect(direct.map(({ id }) => id)).not.toContain(nestedExcluded)
    expect(all.map(({ id }) => id)).toContain(nestedExcluded)
  })

  it('reports what the methods of each administrator say', async () => {
    const client = await aClient()
    const report = await client.rows('/v1.0/reports/authenticationMethods/userRegistrationDetails')
    const expected: Record<string, boolean> = {
      breakGlassWithKey: true,
      breakGlassWithoutKey: false,
      sharedAdmin: true,
    }

    for (const [name, isMfaRegistered] of Object.entries(expected)) {
      const id = client.cloud.estate.situations[name]
      const methods = await client.rows(`/v1.0/users/${id}/authentication/methods`)
      expect(report.find((row) => row['id'] === id)).toMatchObject({ isMfaRegistered, isAdmin: true })
      expect(methods.length > 1).toBe(isMfaRegistered)
    }
  })

  it('has no row in the report for the disabled and for the newest', async () => {
    const client = await aClient()
    const { leaver, newStarter, disabledAdmin } = client.cloud.estate.situations

    const ids = (await client.rows('/v1.0/reports/authenticationMethods/userRegistrationDetails')).map(
      ({ id }) => id,
    )

    for (const id of [leaver, newStarter, disabledAdmin]) expect(ids).not.toContain(id)
    expect(ids.length).toBeGreaterThan(350)
  })

  it('has display names that want to be formulas, scripts and other names', async () => {
    const client = await aClient()

    const names = (await client.rows('/v1.0/users?$select=displayName')).map(({ displayName }) =>
      String(displayName),
    )

    expect(names.some((name) => name.startsWith('=HYPERLINK('))).toBe(true)
    expect(names).toContain('<script>alert(1)</script>')
    expect(names.some((name) => name.includes('\u202e'))).toBe(true)
  })

  it('finds an account by id and by name, in the crowd too', async () => {
    const client = await aClient()
    const { accounts } = client.cloud.estate
    const someone = accounts.ordinary(17).user

    const answers = await Promise.all(
      [someone.id, someone.userPrincipalName].map((key) => client.get(`/v1.0/users/${key}`)),
    )

    expect(answers.map(({ body }) => body['id'])).toEqual([someone.id, someone.id])
    expect((await client.get('/v1.0/users/nobody@brightwater.example')).status).toBe(404)
  })

  it('can be changed before the start', async () => {
    const client = await aClient({
      estate: (estate) => void (estate.securityDefaults = { ...estate.securityDefaults, isEnabled: true }),
    })

    const { body } = await client.get('/v1.0/policies/identitySecurityDefaultsEnforcementPolicy')

    expect(body['isEnabled']).toBe(true)
  })
})

describe('the small company', () => {
  it('has ten accounts, security defaults, no policy and one partner', async () => {
    const client = await aClient({ estate: 'small' })

    const users = await client.rows('/v1.0/users')
    const defaults = await client.get('/v1.0/policies/identitySecurityDefaultsEnforcementPolicy')
    const assignments = await client.rows('/v1.0/roleManagement/directory/roleAssignments')

    const foreign = assignments.filter((row) => row['principalOrganizationId'] !== client.cloud.tenantId)
    expect(users).toHaveLength(10)
    expect(defaults.body['isEnabled']).toBe(true)
    expect(foreign).toHaveLength(1)
    expect((await client.get('/v1.0/reports/authenticationMethods/userRegistrationDetails')).status).toBe(403)
  })
})
