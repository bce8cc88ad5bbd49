import { describe, expect, it } from 'vitest'
import { aClient } from './client.ts'

const eventual = { ConsistencyLevel: 'eventual' }

describe('$select', () => {
  it('brings the named properties in the named order', async () => {
    const client = await aClient()

    const { body } = await client.get('/v1.0/users?$select=userType,id&$top=1')

    expect(Object.keys(body.value[0] ?? {})).toEqual(['userType', 'id'])
    expect(body['@odata.context']).toMatch(/\$metadata#users\(userType,id\)$/)
  })

  it('brings eleven fields of a user when it is absent', async () => {
    const client = await aClient()

    const { body } = await client.get('/v1.0/users?$top=1')

    expect(Object.keys(body.value[0] ?? {})).toHaveLength(11)
    expect(body.value[0]).not.toHaveProperty('accountEnabled')
  })

  it('refuses a property that the type does not have', async () => {
    const client = await aClient()

    const { status, body } = await client.get(
      '/v1.0/roleManagement/directory/roleDefinitions?$select=isPrivileged',
    )

    expect(status).toBe(400)
    expect(body.error.message).toContain("'isPrivileged' on type 'microsoft.graph.unifiedRoleDefinition'")
  })

  it('brings isPrivileged in beta', async () => {
    const client = await aClient()

    const rows = await client.rows(
      '/beta/roleManagement/directory/roleDefinitions?$select=displayName,isPrivileged',
    )

    expect(rows).toContainEqual({ displayName: 'Global Administrator', isPrivileged: true })
    expect(rows).toHaveLength(143)
  })

  it('brings the undocumented per-user MFA state, unless that is switched off', async () => {
    const [on, off] = await Promise.all([aClient(), aClient({ undocumentedPerUserMfaState: false })])
    const path = '/v1.0/users?$select=id,perUserMfaState'

    const statuses = [(await on.get(path)).status, (await off.get(path)).status]

    expect(statuses).toEqual([200, 400])
  })

  it('leaves signInActivity out for an account that never signed in', async () => {
    const client = await aClient()

    const { body } = await client.get(
      `/v1.0/users/${client.cloud.estate.situations['newStarter']}?$select=id,signInActivity`,
    )

    expect(body).not.toHaveProperty('signInActivity')
  })
})

describe('$filter', () => {
  it('finds the groups that can hold a role', async () => {
    const client = await aClient()

    const rows = await client.rows('/v1.0/groups?$filter=isAssignableToRole eq true&$select=displayName')

    expect(rows).toEqual([{ displayName: 'Role - Exchange operators' }])
  })

  it('finds guests, and not the external member', async () => {
    const client = await aClient()

    const rows = await client.rows("/v1.0/users?$filter=userType eq 'Guest'&$select=id,userType")

    expect(rows).toHaveLength(8)
    expect(rows.map(({ id }) => id)).not.toContain(client.cloud.estate.situations['externalMember'])
  })

  it.each([
    "/v1.0/users?$filter=startswith(displayName,'A')",
    '/v1.0/groups?$orderby=displayName',
    '/v1.0/users?$search="x"',
  ])('of any other form is refused: %s', async (path) => {
    const client = await aClient()

    const { status, body } = await client.get(path)

    expect(status).toBe(400)
    expect(body.error.code).toBe('Request_UnsupportedQuery')
  })
})

describe('$count', () => {
  it('wants the eventual consistency level', async () => {
    const client = await aClient()

    const [without, with_] = [
      await client.get('/v1.0/users?$count=true'),
      await client.get('/v1.0/users?$count=true', eventual),
    ]

    expect(without.body.error.code).toBe('Request_UnsupportedQuery')
    expect(with_.body['@odata.count']).toBe(400)
  })
})

describe('late members of an enum', () => {
  const path = '/v1.0/identity/conditionalAccess/policies'

  it('are hidden from a reader that does not ask for them', async () => {
    const client = await aClient()

    const { text } = await client.get(path)

    expect(text).toContain('"unknownFutureValue"')
    expect(text).not.toContain('riskRemediation')
  })

  it('are shown to a reader that asks', async () => {
    const client = await aClient()

    const { text } = await client.get(path, { Prefer: 'include-unknown-enum-members' })

    expect(text).toContain('"riskRemediation"')
    expect(text).not.toContain('unknownFutureValue')
  })
})

describe('a path that leads nowhere', () => {
  it.each([
    ['/v1.0/nothing', 'nothing'],
    ['/v1.0/policies/nothing', 'nothing'],
    ['/beta/users/x/authentication/nothing', 'nothing'],
  ])('%s is refused for its first unknown segment', async (path, segment) => {
    const client = await aClient()

    const { status, body } = await client.get(path)

    expect(status).toBe(400)
    expect(body.error.message).toBe(`Resource not found for the segment '${segment}'.`)
  })
})

describe('the price in resource units', () => {
  it.each([
    ['/v1.0/users', '2'],
    ['/v1.0/users?$select=id', '1'],
    ['/v1.0/users?$select=id&$top=5', '1'],
    ['/v1.0/subscribedSkus', '3'],
    ['/v1.0/roleManagement/directory/roleAssignments?$expand=principal', '2'],
  ])('of %s is %s', async (path, units) => {
    const client = await aClient()

    expect((await client.get(path)).headers.get('x-ms-resource-unit')).toBe(units)
  })

  it('is not named by services other than the directory', async () => {
    const client = await aClient()

    const { headers } = await client.get('/v1.0/identity/conditionalAccess/policies')

    expect(headers.has('x-ms-resource-unit')).toBe(false)
  })
})

describe('a batch', () => {
  it('answers each of its reads for itself', async () => {
    const client = await aClient({ withoutPermissions: ['Policy.Read.All'] })
    const requests = ['/organization', '/policies/identitySecurityDefaultsEnforcementPolicy'].map(
      (url, id) => ({
        id: String(id),
        method: 'GET',
        url,
      }),
    )

    const response = await client.cloud.app.request('/v1.0/$batch', {
      method: 'POST',
      headers: { authorization: `Bearer ${client.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ requests }),
    })

    const { responses } = (await response.json()) as { responses: { id: string; status: number }[] }
    expect(responses.map(({ id, status }) => [id, status])).toEqual([
      ['0', 200],
      ['1', 403],
    ])
  })

  it('of more than twenty is refused', async () => {
    const client = await aClient()
    const requests = Array.from({ length: 21 }, (_, id) => ({
      id: String(id),
      method: 'GET',
      url: '/organization',
    }))

    const response = await client.cloud.app.request('/v1.0/$batch', {
      method: 'POST',
      headers: { authorization: `Bearer ${client.token}` },
      body: JSON.stringify({ requests }),
    })

    expect(response.status).toBe(400)
  })
})
