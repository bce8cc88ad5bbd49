import { afterEach, describe, expect, it } from 'vitest'
import { type Cloud, startCloud } from '../../simulator/cloud.ts'
import { aClient, signIn } from './client.ts'

const users = '/v1.0/users?$top=10'

describe('a planned fault', () => {
  it('spoils the nth matching request and no other', async () => {
    const client = await aClient()
    client.cloud.faults.add({ path: '/v1.0/users', nth: 2, kind: 'throttled', retryAfterSeconds: 7 })

    const answers = [
      await client.get(users),
      await client.get('/v1.0/groups'),
      await client.get(users),
      await client.get(users),
    ]

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429, 200])
    expect(answers[2]?.headers.get('retry-after')).toBe('7')
    expect(answers[2]?.body.error.code).toBe('TooManyRequests')
  })

  it('may throttle without saying for how long', async () => {
    const client = await aClient()
    client.cloud.faults.add({ path: /users/, kind: 'throttled' })

    const { status, headers } = await client.get(users)

    expect(status).toBe(429)
    expect(headers.has('retry-after')).toBe(false)
  })

  it.each([500, 502, 503, 504] as const)('may answer %i', async (status) => {
    const client = await aClient()
    client.cloud.faults.add({ path: '/users', kind: 'status', status })

    expect((await client.get(users)).status).toBe(status)
  })

  it('may last for several requests', async () => {
    const client = await aClient()
    client.cloud.faults.add({ path: '/users', kind: 'status', status: 503, times: 2 })

    const statuses = [await client.get(users), await client.get(users), await client.get(users)].map(
      ({ status }) => status,
    )

    expect(statuses).toEqual([503, 503, 200])
  })

  it('may end the life of the token in the middle of the pages', async () => {
    const client = await aClient()
    client.cloud.faults.add({ path: '/users', nth: 2, kind: 'expiredToken' })
    await client.get(users)

    const refused = await client.get(users)
    const again = await client.get(users)
    const renewed = await client.get(users, { authorization: `Bearer ${await signIn(client.cloud)}` })

    expect([refused.status, again.status, renewed.status]).toEqual([401, 401, 200])
  })

  it('may send a next link to another host', async () => {
    const client = await aClient()
    client.cloud.faults.add({ path: '/users', kind: 'foreignNextLink', host: 'evil.example' })

    const { body } = await client.get(users)

    expect(body['@odata.nextLink']).toMatch(/^https:\/\/evil\.example\//)
  })

  it('may break one record of a page', async () => {
    const client = await aClient()
    client.cloud.faults.add({ path: '/users', kind: 'brokenRecord', index: 3 })

    const { body } = await client.get(users)

    expect(body.value.map(({ id }) => typeof id)).toEqual(
      body.value.map((_row, index) => (index === 3 ? 'object' : 'string')),
    )
  })

  it('may send text that is no JSON', async () => {
    const client = await aClient()
    client.cloud.faults.add({ path: '/users', kind: 'malformed' })

    const { status, text } = await client.get(users)

    expect(status).toBe(200)
    expect(() => JSON.parse(text)).toThrow(SyntaxError)
  })

  it('may be taken back', async () => {
    const client = await aClient()
    client.cloud.faults.add({ path: '/users', kind: 'status', status: 500 })
    client.cloud.faults.clear()

    expect((await client.get(users)).status).toBe(200)
  })
})

describe('a fault on the wire', () => {
  let cloud: Cloud | undefined
  afterEach(() => cloud?.close())

  async function ask(started: Cloud): Promise<Response> {
    cloud = started
    const authorization = `Bearer ${await signIn(started)}`
    return fetch(`${started.origin}${users}`, { headers: { authorization } })
  }

  it('resets the connection', async () => {
    const started = await startCloud()
    started.faults.add({ path: '/users', kind: 'reset' })

    await expect(ask(started)).rejects.toThrow()
  })

  it('breaks the body off before its announced end', async () => {
    const started = await startCloud()
    started.faults.add({ path: '/users', kind: 'truncated' })

    const response = await ask(started)

    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow()
  })

  it('answers late', async () => {
    const started = await startCloud()
    started.faults.add({ path: '/users', kind: 'slow', ms: 80 })
    const before = performance.now()

    await ask(started)

    expect(performance.now() - before).toBeGreaterThan(75)
  })
})

describe('the throttle', () => {
  it('lets five report reads through in ten seconds', async () => {
    let now = 1_000_000
    const client = await aClient({ throttle: true, clock: () => now })
    const report = '/v1.0/reports/authenticationMethods/userRegistrationDetails'
    const statuses: number[] = []

    for (let i = 0; i < 6; i++) statuses.push((await client.get(report)).status)
    now += 10_000
    statuses.push((await client.get(report)).status)

    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 200])
  })

  it('lets one Conditional Access read through in a second, and does not say when to come back', async () => {
    let now = 1_000_000
    const client = await aClient({ throttle: true, clock: () => now })
    const path = '/v1.0/identity/conditionalAccess/policies'

    const [first, second] = [await client.get(path), await client.get(path)]
    now += 1000
    const third = await client.get(path)

    expect([first.status, second.status, third.status]).toEqual([200, 429, 200])
    expect(second.headers.has('retry-after')).toBe(false)
  })
})
