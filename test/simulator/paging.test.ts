import { describe, expect, it } from 'vitest'
import { aClient } from './client.ts'

describe('pages', () => {
  it('bring every account once', async () => {
    const client = await aClient({ accounts: 1234 })

    const rows = await client.rows('/v1.0/users?$select=id&$top=100')

    expect(rows).toHaveLength(1234)
    expect(new Set(rows.map(({ id }) => id)).size).toBe(1234)
  })

  it('hold 100 directory objects unless asked otherwise', async () => {
    const client = await aClient()

    const pages = await client.pages('/v1.0/users')

    expect(pages.map(({ body }) => body.value.length)).toEqual([100, 100, 100, 100])
  })

  it('do not announce an empty last page', async () => {
    const client = await aClient({ accounts: 200 })

    const pages = await client.pages('/v1.0/users?$top=100')

    expect(pages).toHaveLength(2)
    expect(pages.at(-1)?.body).not.toHaveProperty('@odata.nextLink')
  })

  it('repeat the query in the next link', async () => {
    const client = await aClient()

    const { body } = await client.get('/v1.0/users?$select=id&$top=5')

    expect(body['@odata.nextLink']).toMatch(/\/v1\.0\/users\?\$select=id&\$top=5&\$skiptoken=[\w-]+$/)
  })

  it('refuse more than 999 rows', async () => {
    const client = await aClient()

    const { status, body } = await client.get('/v1.0/users?$top=1000')

    expect(status).toBe(400)
    expect(body.error.code).toBe('Request_UnsupportedQuery')
  })

  it('are spread over the crowd: the first one does not hold every administrator', async () => {
    const client = await aClient({ accounts: 2000 })
    const admins = client.cloud.estate.roleAssignments.map(({ principalId }) => principalId)

    const { body } = await client.get('/v1.0/users')

    const seen = body.value.filter(({ id }) => admins.includes(String(id)))
    expect(seen.length).toBeLessThan(admins.length / 2)
  })
})

describe('a skip token', () => {
  const first = '/v1.0/users?$select=id&$top=5'

  async function tokenOf(client: Awaited<ReturnType<typeof aClient>>): Promise<string> {
    const { body } = await client.get(first)
    return new URL(body['@odata.nextLink'] ?? '').searchParams.get('$skiptoken') ?? ''
  }

  it('that was made up is refused', async () => {
    const client = await aClient()

    const answers = await Promise.all(
      ['5', 'AAAA', Buffer.alloc(22, 1).toString('base64url')].map((token) =>
        client.get(`${first}&$skiptoken=${token}`),
      ),
    )

    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400])
  })

  it('that was changed by one character is refused', async () => {
    const client = await aClient()
    const token = await tokenOf(client)
    const changed = `${token.startsWith('A') ? 'B' : 'A'}${token.slice(1)}`

    const { status } = await client.get(`${first}&$skiptoken=${changed}`)

    expect(status).toBe(400)
  })

  it('of another query is refused', async () => {
    const client = await aClient()
    const token = await tokenOf(client)

    const answers = await Promise.all([
      client.get(`/v1.0/users?$select=displayName&$top=5&$skiptoken=${token}`),
      client.get(`/v1.0/groups?$select=id&$top=5&$skiptoken=${token}`),
      client.get(`${first}&$skiptoken=${token}`),
    ])

    expect(answers.map(({ status }) => status)).toEqual([400, 400, 200])
  })

  it('of another seed is refused', async () => {
    const [client, other] = await Promise.all([aClient({ seed: 1 }), aClient({ seed: 2 })])

    const { status } = await client.get(`${first}&$skiptoken=${await tokenOf(other)}`)

    expect(status).toBe(400)
  })
})
