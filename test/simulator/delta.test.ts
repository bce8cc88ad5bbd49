import { describe, expect, it } from 'vitest'
import { virtualClock } from '../../simulator/cloud.ts'
import { aClient, type Body, type Client } from './client.ts'

type Row = Record<string, unknown>

interface Synced {
  readonly rows: readonly Row[]
  readonly link: string
}

async function sync(client: Client, from: string): Promise<Synced> {
  const rows: Row[] = []
  let body: Body | undefined
  for (let next: string | undefined = from; next; next = body['@odata.nextLink']) {
    body = (await client.get(next)).body
    rows.push(...body.value)
  }
  return { rows, link: String(body?.['@odata.deltaLink']) }
}

const members = (row: Row | undefined): Row[] => (row?.['members@delta'] ?? []) as Row[]

describe('a delta of users', () => {
  const path = '/v1.0/users/delta?$select=id,displayName,accountEnabled'

  it('brings everybody first and then only what changed', async () => {
    const client = await aClient()
    const { changes, estate } = client.cloud
    const first = await sync(client, path)
    const quiet = await sync(client, first.link)
    const someone = estate.accounts.ordinary(7).user.id
    const leaver = estate.situations['leaver'] ?? ''

    changes.changeAccount(someone, { displayName: 'Someone Else' })
    changes.removeAccount(leaver)
    const added = changes.addAccount({
      name: 'added',
      displayName: 'Added Person',
      userPrincipalName: 'added@brightwater.example',
    })
    const second = await sync(client, quiet.link)

    expect(first.rows).toHaveLength(400)
    expect(quiet.rows).toEqual([])
    expect(second.rows).toEqual([
      { id: someone, displayName: 'Someone Else', accountEnabled: true },
      { id: leaver, '@removed': { reason: 'changed' } },
      { id: added, displayName: 'Added Person', accountEnabled: true },
    ])
    expect((await sync(client, second.link)).rows).toEqual([])
  })

  it('loses nothing that happens between its pages', async () => {
    const client = await aClient({ pageSizeCap: 100 })
    const someone = client.cloud.estate.accounts.at(0).user.id
    const { body } = await client.get(path)

    client.cloud.changes.changeAccount(someone, { displayName: 'Changed Meanwhile' })
    const rest = await sync(client, body['@odata.nextLink'] ?? '')
    const next = await sync(client, rest.link)

    expect(next.rows.map(({ id }) => id)).toEqual([someone])
  })

  it('is bound to what was selected', async () => {
    const client = await aClient()
    const { link } = await sync(client, path)

    const { status, body } = await client.get(link.replace('displayName', 'department'))

    expect([status, body.error.code]).toEqual([410, 'syncStateNotFound'])
  })

  it('dies after seven days, and says where to begin again', async () => {
    const clock = virtualClock()
    const client = await aClient({ clock: clock.now, tokenSeconds: 9_999_999 })
    const { link } = await sync(client, path)
    await clock.advance(8 * 86_400_000)

    const { status, headers } = await client.get(link)
    const again = await sync(client, headers.get('location') ?? '')

    expect(status).toBe(410)
    expect(again.rows).toHaveLength(400)
  })

  it('dies when the plan says so', async () => {
    const client = await aClient()
    const { link } = await sync(client, path)
    client.cloud.faults.add({ path: '/users/delta', kind: 'deadDeltaToken' })

    const { status, body } = await client.get(link)

    expect([status, body.error.code]).toEqual([410, 'resyncRequired'])
  })

  it('may begin with now', async () => {
    const client = await aClient()

    const { rows, link } = await sync(client, `${path}&$deltatoken=latest`)

    expect(rows).toEqual([])
    expect(link).toContain('$deltatoken=')
  })
})

describe('a delta of groups', () => {
  const path = '/v1.0/groups/delta'

  it('brings members in parts, each once', async () => {
    const client = await aClient({ accounts: 9000 })
    const office = client.cloud.estate.situations['officeGroup']

    const { rows } = await sync(client, path)

    const ids = rows.filter(({ id }) => id === office).flatMap((row) => members(row).map(({ id }) => id))
    const direct = await client.rows(`/v1.0/groups/${office}/members?$select=id&$top=999`)
    expect(ids).toHaveLength(direct.length)
    expect(new Set(ids).size).toBe(ids.length)
    expect(rows.filter(({ id }) => id === office).length).toBeGreaterThan(1)
  })

  it('tells who came and who went, of the crowd too', async () => {
    const client = await aClient()
    const { changes, estate } = client.cloud
    const office = estate.situations['officeGroup'] ?? ''
    const [goes, comes] = [estate.accounts.idOfOrdinary(3), estate.accounts.idOfOrdinary(4)]
    const first = await sync(client, path)

    changes.removeMember(office, goes)
    changes.addMember(office, { kind: 'user', id: comes })
    const second = await sync(client, first.link)

    const listed = (await client.rows(`/v1.0/groups/${office}/members?$select=id&$top=999`)).map(
      ({ id }) => id,
    )
    expect(second.rows).toHaveLength(1)
    expect(members(second.rows[0])).toEqual([
      { '@odata.type': '#microsoft.graph.user', id: goes, '@removed': { reason: 'deleted' } },
      { '@odata.type': '#microsoft.graph.user', id: comes },
    ])
    expect(listed).toContain(comes)
    expect(listed).not.toContain(goes)
  })

  it('keeps members out when they were not selected', async () => {
    const client = await aClient()

    const { rows } = await sync(client, `${path}?$select=displayName`)

    expect(rows.some((row) => 'members@delta' in row)).toBe(false)
  })
})

describe('a delta of directory roles', () => {
  it('tells a new and a removed assignment', async () => {
    const client = await aClient()
    const { changes, estate } = client.cloud
    const someone = estate.accounts.idOfOrdinary(5)
    const first = await sync(client, '/v1.0/directoryRoles/delta')

    const row = changes.assignRole('SecurityReader', someone)
    const second = await sync(client, first.link)
    changes.removeRole(row.id)
    const third = await sync(client, second.link)

    expect(second.rows[0]).toMatchObject({ displayName: 'Security Reader' })
    expect(members(second.rows[0])).toEqual([{ '@odata.type': '#microsoft.graph.user', id: someone }])
    expect(members(third.rows[0])[0]).toHaveProperty('@removed')
  })
})

describe('a removed account', () => {
  it('is gone from lists, groups, roles and look-ups, and moves no page', async () => {
    const client = await aClient()
    const { changes, estate } = client.cloud
    const admin = estate.situations['sharedAdmin'] ?? ''
    const before = await client.rows('/v1.0/users?$select=id')

    changes.removeAccount(admin)
    const after = await client.rows('/v1.0/users?$select=id')

    const group = await client.rows(
      `/v1.0/groups/${estate.situations['adminExclusionsGroup']}/members?$select=id`,
    )
    const roles = await client.rows('/v1.0/roleManagement/directory/roleAssignments')
    expect(after).toEqual(before.filter(({ id }) => id !== admin))
    expect(group.map(({ id }) => id)).not.toContain(admin)
    expect(roles.map(({ principalId }) => principalId)).not.toContain(admin)
    expect((await client.get(`/v1.0/users/${admin}`)).status).toBe(404)
  })
})
