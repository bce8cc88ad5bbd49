import { describe, expect, it } from 'vitest'
import { anArmClient, subscriptionOf } from './arm-client.ts'
import { aClient } from './client.ts'

const assignments = 'providers/Microsoft.Authorization/roleAssignments'
type Row = { properties: Record<string, string> }

const scopesOf = (rows: readonly unknown[]): string[] =>
  rows.map((row) => (row as Row).properties['scope'] ?? '')

describe('Azure Resource Manager', () => {
  it('demands an api-version, and one that looks like one', async () => {
    const client = await anArmClient()

    const without = await client.get('/subscriptions?api-version=')
    const wrong = await client.get('/subscriptions?api-version=latest')

    expect([without.status, without.body.error.code]).toEqual([400, 'MissingApiVersionParameter'])
    expect([wrong.status, wrong.body.error.code]).toEqual([400, 'InvalidApiVersionParameter'])
  })

  it('refuses a token for Graph, as Graph refuses one for Azure', async () => {
    const graph = await aClient()

    const response = await graph.cloud.app.request('/subscriptions?api-version=2022-12-01', {
      headers: { authorization: `Bearer ${graph.token}` },
    })

    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ error: { code: 'InvalidAuthenticationTokenAudience' } })
  })

  it('compares paths without regard to case', async () => {
    const client = await anArmClient()

    const { status } = await client.get(
      `${subscriptionOf(client).toUpperCase()}/PROVIDERS/microsoft.insights/diagnosticsettings`,
    )

    expect(status).toBe(200)
  })

  it('pages with an absolute next link', async () => {
    const client = await anArmClient({ pageSizeCap: 2 })

    const first = await client.get('/subscriptions')
    const second = await client.get(first.body.nextLink ?? '')

    expect([first.body.value.length, second.body.value.length]).toEqual([2, 1])
    expect(second.body).not.toHaveProperty('nextLink')
  })

  it('shows the partner as a foreign group and the forgotten one as well', async () => {
    const client = await anArmClient()

    const { body } = await client.get(`${subscriptionOf(client, 'plant')}/${assignments}`, '2022-04-01')

    const foreign = body.value.filter((row) => (row as Row).properties['principalType'] === 'ForeignGroup')
    expect(foreign).toHaveLength(2)
  })

  it('tells inherited assignments, and with atScope() leaves out those below', async () => {
    const client = await anArmClient()
    const path = `${subscriptionOf(client)}/${assignments}`

    const all = scopesOf((await client.get(path)).body.value)
    const atScope = scopesOf((await client.get(`${path}?$filter=atScope()`)).body.value)

    expect(all).toContain('/')
    expect(all.some((scope) => scope.includes('/resourceGroups/'))).toBe(true)
    expect(atScope.some((scope) => scope.includes('/resourceGroups/'))).toBe(false)
    expect(atScope).toContain('/')
  })

  it('finds what is assigned to somebody through a group', async () => {
    const client = await anArmClient()
    const { accounts } = client.cloud.estate
    const path = `${subscriptionOf(client, 'plant')}/${assignments}`

    // Every third ordinary person is in the office group, which is Contributor of all plants.
    const { body } = await client.get(`${path}?$filter=assignedTo('${accounts.idOfOrdinary(3)}')`)

    expect(body.value).toHaveLength(1)
  })

  it('shows elevated access at the root', async () => {
    const client = await anArmClient()

    const { body } = await client.get(`/${assignments}?$filter=atScope()`)

    expect(scopesOf(body.value)).toEqual(['/'])
    expect((body.value[0] as Row).properties['roleDefinitionId']).toMatch(/18d7d88d-/)
  })

  it('hides the delegation in the list of role assignments, and the definition unless asked', async () => {
    const client = await anArmClient()
    const path = `${subscriptionOf(client)}/providers/Microsoft.ManagedServices/registrationAssignments`

    const plain = await client.get(path)
    const expanded = await client.get(`${path}?$expandRegistrationDefinition=true`)

    expect(plain.body.value[0]).not.toHaveProperty('properties.registrationDefinition')
    expect(expanded.body.value[0]).toHaveProperty('properties.registrationDefinition')
  })

  it('walks the tree of management groups', async () => {
    const client = await anArmClient()
    const root = `/providers/Microsoft.Management/managementGroups/${client.cloud.tenantId}`

    const { body } = await client.get(`${root}/descendants`)
    const one = await client.get(`${root}?$expand=children`)

    expect(body.value.map(({ name }) => name)).toEqual(expect.arrayContaining(['mg-brightwater', 'mg-plant']))
    expect(body.value).toHaveLength(5)
    expect((one.body['properties'] as { children: unknown[] }).children).toHaveLength(2)
  })

  it('wants P2 for eligible assignments', async () => {
    const client = await anArmClient({ licences: ['p1'] })

    const { status, body } = await client.get(
      `${subscriptionOf(client)}/providers/Microsoft.Authorization/roleEligibilityScheduleInstances`,
    )

    expect([status, body.error.code]).toEqual([400, 'AadPremiumLicenseRequired'])
  })
})

describe('a caller who may not read everything', () => {
  it('gets fewer rows and no word about it', async () => {
    const [all, one, none] = await Promise.all([
      anArmClient(),
      anArmClient({ armReader: 'subscription-1' }),
      anArmClient({ armReader: 'none' }),
    ])

    const answers = await Promise.all([all, one, none].map((client) => client.get('/subscriptions')))

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(answers.map(({ body }) => body.value.length)).toEqual([3, 1, 0])
  })

  it('is refused a subscription by name', async () => {
    const client = await anArmClient({ armReader: 'subscription-1' })

    const { status, body } = await client.get(`${subscriptionOf(client, 'trial')}/${assignments}`)

    expect([status, body.error.code]).toEqual([403, 'AuthorizationFailed'])
  })

  it('is told that a subscription of nobody does not exist', async () => {
    const client = await anArmClient()

    const { status, body } = await client.get('/subscriptions/00000000-0000-0000-0000-000000000000')

    expect([status, body.error.code]).toEqual([404, 'SubscriptionNotFound'])
  })
})

describe('Resource Graph', () => {
  const creations = `resourcechanges
    | extend t = todatetime(properties.changeAttributes.timestamp), ct = tostring(properties.changeType),
             rid = tostring(properties.targetResourceId), rt = tostring(properties.targetResourceType), cid = tostring(properties.changeAttributes.correlationId)
    | where t > ago(2d) and ct == "Create" | project t, rid, rt, cid, subscriptionId, resourceGroup | order by t asc`
  const roles = `authorizationresources | where type =~ "microsoft.authorization/roleassignments"
    | extend rd = tolower(tostring(properties.roleDefinitionId)), pid = tostring(properties.principalId), ptype = tostring(properties.principalType), scope = tostring(properties.scope)
    | join kind=leftouter (authorizationresources | where type =~ "microsoft.authorization/roledefinitions" | project rd = tolower(id), roleName = tostring(properties.roleName)) on rd
    | project id, pid, ptype, roleName, rd, scope, subscriptionId | order by id asc`

  it('answers the queries for creations and for role assignments', async () => {
    const client = await anArmClient()

    const created = (await client.query({ query: creations })).body['data'] as Record<string, unknown>[]
    const granted = (await client.query({ query: roles })).body['data'] as Record<string, unknown>[]

    expect(created).toHaveLength(1)
    expect(Object.keys(created[0] ?? {})).toEqual([
      't',
      'rid',
      'rt',
      'cid',
      'subscriptionId',
      'resourceGroup',
    ])
    expect(granted.filter(({ ptype }) => ptype === 'ForeignGroup')).toHaveLength(3)
    expect(granted.find(({ scope }) => scope === '/')).toMatchObject({
      roleName: 'User Access Administrator',
    })
  })

  it('pages by token, says so in words, and counts', async () => {
    const client = await anArmClient()
    const query = 'resources | project id, name | order by id asc'

    const first = (await client.query({ query, options: { $top: 3 } })).body
    const second = (await client.query({ query, options: { $top: 3, $skipToken: first['$skipToken'] } })).body

    expect([first['resultTruncated'], second['resultTruncated']]).toEqual(['true', 'false'])
    expect([first['count'], second['count'], second['totalRecords']]).toEqual([3, 1, 4])
  })

  it('filters by what the caller may read', async () => {
    const client = await anArmClient({ armReader: 'none' })

    const { body } = await client.query({ query: 'resources | project id' })

    expect(body['totalRecords']).toBe(0)
  })

  it('refuses what it does not understand', async () => {
    const client = await anArmClient()

    const { status } = await client.query({ query: 'resources | where name matches regex "x" | project id' })

    expect(status).toBe(400)
  })
})
