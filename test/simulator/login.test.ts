import { describe, expect, it } from 'vitest'
import { createCloud } from '../../simulator/cloud.ts'
import { aClient, askForToken, signIn } from './client.ts'

type Refusal = { error: string; error_description: string; error_codes: number[]; trace_id: string }

describe('the token endpoint', () => {
  it.each([
    ['a wrong secret', { client_secret: 'guess' }, 401, 'invalid_client', 7000215],
    [
      'an unknown application',
      { client_id: '00000000-1111-2222-3333-444444444444' },
      400,
      'unauthorized_client',
      700016,
    ],
    ['another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type', 70003],
    ['a scope that is not .default', { scope: 'User.Read' }, 400, 'invalid_scope', 70011],
  ] as const)('refuses %s', async (_what, changes, status, error, code) => {
    const response = await askForToken(createCloud(), { ...changes })

    const body = (await response.json()) as Refusal
    expect(response.status).toBe(status)
    expect(body.error).toBe(error)
    expect(body.error_codes).toEqual([code])
    expect(body.error_description).toMatch(new RegExp(`^AADSTS${code}: `))
  })

  it('refuses an unknown tenant', async () => {
    const response = await askForToken(createCloud(), {}, 'nobody.example')

    expect(response.status).toBe(400)
    expect(((await response.json()) as Refusal).error_codes).toEqual([90002])
  })

  it('writes the granted permissions into the token', async () => {
    const cloud = createCloud({ withoutPermissions: ['Policy.Read.All'] })

    const token = await signIn(cloud)

    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<
      string,
      unknown
    >
    expect(claims['roles']).toContain('User.Read.All')
    expect(claims['roles']).not.toContain('Policy.Read.All')
    expect(claims).toMatchObject({
      tid: cloud.tenantId,
      appid: cloud.clientId,
      aud: 'https://graph.microsoft.com',
    })
  })
})

describe('a token', () => {
  it('expires', async () => {
    let now = Date.parse('2026-11-15T08:00:00Z')
    const client = await aClient({ tokenSeconds: 60, clock: () => now })
    const before = await client.get('/v1.0/organization')
    now += 60_000

    const after = await client.get('/v1.0/organization')

    expect([before.status, after.status]).toEqual([200, 401])
    expect(after.body.error.code).toBe('InvalidAuthenticationToken')
    expect(Object.keys(after.body.error.innerError)).toEqual(['date', 'request-id', 'client-request-id'])
  })

  it.each([
    ['absent', () => ''],
    ['not a token', () => 'Bearer nonsense'],
    ['changed', (token: string) => `Bearer ${token.slice(0, -2)}xx`],
    ['unsigned', (token: string) => `Bearer ${token.split('.').slice(0, 2).join('.')}.`],
  ])('that is %s is refused', async (_what, authorization) => {
    const client = await aClient()

    const { status, body } = await client.get('/v1.0/organization', {
      authorization: authorization(client.token),
    })

    expect(status).toBe(401)
    expect(body.error.code).toBe('InvalidAuthenticationToken')
  })

  it('of another cloud is refused', async () => {
    const [client, other] = await Promise.all([aClient(), aClient()])

    const { status } = await client.get('/v1.0/organization', { authorization: `Bearer ${other.token}` })

    expect(status).toBe(401)
  })
})
