import { describe, expect, it } from 'vitest'
import { aClient } from './client.ts'

const directory = { grantedPermissions: ['Directory.Read.All', 'Reports.Read.All', 'AuditLog.Read.All'] }

describe('applications', () => {
  it('show credentials without their secrets, and one that has run out', async () => {
    const client = await aClient()

    const rows = await client.rows(
      '/v1.0/applications?$select=id,displayName,passwordCredentials,keyCredentials',
    )

    const payroll = rows.find(({ displayName }) => displayName === 'Payroll Export')
    const [secret] = (payroll?.['passwordCredentials'] ?? []) as { secretText: null; endDateTime: string }[]
    expect(secret?.secretText).toBeNull()
    expect(Date.parse(secret?.endDateTime ?? '')).toBeLessThan(Date.parse(client.cloud.estate.now))
  })

  it('come from partners, and one may give itself every role', async () => {
    const client = await aClient()
    const { forgottenPartnerTenant } = client.cloud.estate.situations
    const select = 'id,appId,displayName,appOwnerOrganizationId,servicePrincipalType,createdDateTime'

    const principals = await client.rows(`/v1.0/servicePrincipals?$select=${select}`)
    const grants = await client.rows(
      "/v1.0/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')/appRoleAssignedTo",
    )

    const foreign = principals.find(
      ({ appOwnerOrganizationId }) => appOwnerOrganizationId === forgottenPartnerTenant,
    )
    const own = grants.filter(({ principalId }) => principalId === foreign?.['id'])
    expect(own.map(({ appRoleId }) => appRoleId)).toEqual(['9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8'])
  })

  it('have owners, alone and expanded', async () => {
    const client = await aClient()
    const { estate } = client.cloud

    const rows = await client.rows('/v1.0/applications?$expand=owners')
    const backup = rows.find(({ displayName }) => displayName === 'Mail Backup Agent')
    const listed = await client.rows(`/v1.0/applications/${backup?.['id']}/owners`)

    const owner = { '@odata.type': '#microsoft.graph.user', id: estate.situations['syncedAdmin'] }
    expect(backup?.['owners']).toMatchObject([owner])
    expect(listed).toMatchObject([owner])
  })
})

describe('delegated grants', () => {
  it('open to the whole directory only', async () => {
    const [narrow, wide] = await Promise.all([aClient(), aClient(directory)])
    const path = '/v1.0/oauth2PermissionGrants'

    const rows = await wide.rows(path)

    expect((await narrow.get(path)).status).toBe(403)
    expect(rows.map(({ consentType }) => consentType)).toEqual(['AllPrincipals', 'Principal'])
  })
})

describe('guests', () => {
  it('have sponsors, alone and expanded', async () => {
    const client = await aClient()
    const { acceptedGuest, registeredNotEnforced } = client.cloud.estate.situations

    const listed = await client.rows(`/v1.0/users/${acceptedGuest}/sponsors`)
    const guests = await client.rows("/v1.0/users?$filter=userType eq 'Guest'&$select=id&$expand=sponsors")

    const expanded = guests.find(({ id }) => id === acceptedGuest)
    expect(listed).toMatchObject([{ id: registeredNotEnforced }])
    expect(expanded?.['sponsors']).toMatchObject([{ id: registeredNotEnforced }])
  })
})

describe('the list of delegated relationships', () => {
  it('is refused to a customer, whatever was consented', async () => {
    const client = await aClient({ grantedPermissions: ['DelegatedAdminRelationship.Read.All'] })

    expect((await client.get('/v1.0/tenantRelationships/delegatedAdminRelationships')).status).toBe(403)
  })
})

describe('a federated domain', () => {
  it('says who answers for multifactor authentication, and a managed one says nothing', async () => {
    const client = await aClient()
    const [managed, federated] = ['brightwater.example', 'plant.brightwater.example']

    const rows = await client.rows(`/v1.0/domains/${federated}/federationConfiguration`)

    expect(rows).toMatchObject([{ federatedIdpMfaBehavior: 'acceptIfMfaDoneByFederatedIdp' }])
    expect(await client.rows(`/v1.0/domains/${managed}/federationConfiguration`)).toEqual([])
    expect((await client.get('/v1.0/domains/other.example/federationConfiguration')).status).toBe(404)
  })
})

describe('access reviews', () => {
  it('want P2', async () => {
    const client = await aClient({ licences: ['p1'] })

    const { body } = await client.get('/v1.0/identityGovernance/accessReviews/definitions')

    expect(body.error.code).toBe('AadPremiumLicenseRequired')
  })
})

describe('a usage report', () => {
  const path = "/v1.0/reports/getOffice365ActiveUserDetail(period='D30')"

  async function lines(concealed: boolean): Promise<string[]> {
    const client = await aClient({
      edit: (estate) => void (estate.reportSettings = { id: '', displayConcealedNames: concealed }),
    })
    const { headers } = await client.get(path)
    const response = await client.cloud.app.request(headers.get('location') ?? '')
    return (await response.text()).trim().split('\n')
  }

  it('is a redirect to a file on the same origin, which needs no token and works once', async () => {
    const client = await aClient()
    const { status, headers } = await client.get(path)
    const location = headers.get('location') ?? ''

    const first = await client.cloud.app.request(location)
    const second = await client.cloud.app.request(location)

    expect(status).toBe(302)
    expect(new URL(location).host).toBe('localhost')
    expect([first.status, second.status]).toEqual([200, 404])
  })

  it('names people, or conceals them', async () => {
    const [open, concealed] = await Promise.all([lines(false), lines(true)])

    expect(open[0]).toMatch(/^Report Refresh Date,User Principal Name,Display Name,/)
    expect(open.some((line) => line.includes('@brightwater.example'))).toBe(true)
    expect(concealed.some((line) => line.includes('@'))).toBe(false)
    expect(concealed).toHaveLength(open.length)
  })

  it('refuses a period that it does not know', async () => {
    const client = await aClient()

    expect((await client.get(path.replace('D30', 'D31'))).status).toBe(400)
  })
})
