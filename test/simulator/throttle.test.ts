import { describe, expect, it } from 'vitest'
import { floors, limitsFor, priceOf, tenantSize, virtualClock } from '../../simulator/cloud.ts'
import { anArmClient, subscriptionOf } from './arm-client.ts'
import { aClient } from './client.ts'

describe('a price', () => {
  it.each([
    ['/v1.0/users', 2],
    ['/v1.0/users?$select=id', 1],
    ['/v1.0/users?$select=id&$top=10', 1],
    ['/v1.0/groups/x/members', 3],
    ['/v1.0/groups/x/members?$select=id', 2],
    ['/v1.0/groups/x/transitiveMembers', 5],
    ['/v1.0/subscribedSkus', 3],
    ['/v1.0/oauth2PermissionGrants', 2],
    ['/v1.0/applications?$expand=owners', 3],
    ['/v1.0/roleManagement/directory/roleAssignments?$expand=principal', 2],
  ])('of %s is %i resource units', (path, units) => {
    expect(priceOf('GET', path)).toEqual({ lane: 'directory', units })
  })

  it.each([
    ['/v1.0/reports/authenticationMethods/userRegistrationDetails', 'reports'],
    ['/v1.0/users?$select=id,signInActivity', 'reports'],
    ['/v1.0/identity/conditionalAccess/policies', 'conditionalAccess'],
    ['/subscriptions?api-version=2022-12-01', 'armTenant'],
    ['/subscriptions/11111111-1111-1111-1111-111111111111/providers/Microsoft.Insights/x', 'armSubscription'],
  ])('of %s is paid in the lane %s', (path, lane) => {
    expect(priceOf('GET', path)?.lane).toBe(lane)
  })

  it('is asked for nothing that leads nowhere, and for no envelope of a batch', () => {
    expect(priceOf('GET', '/v1.0/nothing')).toBeUndefined()
    expect(priceOf('POST', '/v1.0/$batch')).toBeUndefined()
  })

  it('is what the answer says', async () => {
    const client = await aClient()
    const paths = ['/v1.0/users', '/v1.0/users?$select=id', '/v1.0/groups?$expand=owners', '/v1.0/devices']

    for (const path of paths) {
      const { headers } = await client.get(path)
      expect(headers.get('x-ms-resource-unit'), path).toBe(String(priceOf('GET', path)?.units))
    }
  })
})

describe('the directory', () => {
  it('gives more to larger tenants', () => {
    const capacities = [49, 50, 500, 501].map((users) => limitsFor(users).directory)

    expect([49, 50, 500, 501].map(tenantSize)).toEqual(['S', 'M', 'M', 'L'])
    expect(capacities).toMatchObject([
      { capacity: 3500 },
      { capacity: 5000 },
      { capacity: 5000 },
      { capacity: 8000 },
    ])
  })

  it('warns above four fifths, refuses over the limit, and says why and for how long', async () => {
    const clock = virtualClock()
    const client = await aClient({ estate: 'small', throttle: true, clock: clock.now })
    const path = '/v1.0/subscribedSkus'
    const before = await client.get(path)
    for (let units = 3; units < 3498; units += 3) await client.get(path)

    const last = await client.get(path)
    const refused = await client.get(path)
    await clock.advance(1000)
    const later = await client.get(path)

    expect(before.headers.has('x-ms-throttle-limit-percentage')).toBe(false)
    expect(Number(last.headers.get('x-ms-throttle-limit-percentage'))).toBeGreaterThan(0.99)
    expect([refused.status, later.status]).toEqual([429, 200])
    expect(refused.headers.get('retry-after')).toBe('1')
    expect(refused.headers.get('x-ms-throttle-scope')).toContain(client.cloud.clientId)
    expect(refused.headers.get('x-ms-throttle-information')).toBe('ResourceUnitLimitExceeded')
  })

  it('counts every part of a batch by itself', async () => {
    const clock = virtualClock()
    const client = await aClient({ throttle: true, clock: clock.now })
    const requests = Array.from({ length: 7 }, (_, id) => ({
      id: String(id),
      method: 'GET',
      url: '/reports/authenticationMethods/userRegistrationDetails',
    }))

    const response = await client.cloud.app.request('/v1.0/$batch', {
      method: 'POST',
      headers: { authorization: `Bearer ${client.token}` },
      body: JSON.stringify({ requests }),
    })

    const { responses } = (await response.json()) as { responses: { status: number; headers: object }[] }
    expect(responses.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429, 429])
    expect(responses.at(-1)?.headers).toHaveProperty('retry-after', '10')
  })
})

describe('Azure', () => {
  it('gives 250 reads at once and 25 each second, and counts each subscription apart', async () => {
    const clock = virtualClock()
    const client = await anArmClient({ throttle: true, clock: clock.now })
    const path = `${subscriptionOf(client)}/providers/Microsoft.Insights/diagnosticSettings`
    const first = await client.get(path)
    for (let read = 1; read < 250; read++) await client.get(path)

    const refused = await client.get(path)
    const other = await client.get(subscriptionOf(client, 'plant'))
    await clock.advance(40)
    const later = await client.get(path)

    expect(first.headers.get('x-ms-ratelimit-remaining-subscription-reads')).toBe('249')
    expect(first.headers.get('x-ms-ratelimit-remaining-subscription-global-reads')).toBe('3749')
    expect([refused.status, other.status, later.status]).toEqual([429, 200, 200])
    expect(refused.headers.get('retry-after')).toBe('1')
  })

  it('gives fifteen queries of Resource Graph in five seconds, and says so in headers of its own', async () => {
    const clock = virtualClock()
    const client = await anArmClient({ throttle: true, clock: clock.now })
    const answers = []
    for (let query = 0; query < 16; query++)
      answers.push(await client.query({ query: 'resources | project id' }))

    expect(answers.map(({ status }) => status)).toEqual([...Array(15).fill(200), 429])
    expect(answers[0]?.headers.get('x-ms-user-quota-remaining')).toBe('14')
    expect(answers[15]?.headers.get('x-ms-user-quota-resets-after')).toBe('00:00:05')
    expect(answers[15]?.headers.has('retry-after')).toBe(false)
  })
})

describe('usage reports', () => {
  it('may be taken fourteen times in ten minutes, each kind by itself', async () => {
    const clock = virtualClock()
    const client = await aClient({ throttle: true, clock: clock.now })
    const take = async (name: string): Promise<number> =>
      (await client.get(`/v1.0/reports/${name}(period='D30')`)).status
    const statuses: number[] = []
    for (let time = 0; time < 15; time++) statuses.push(await take('getOffice365ActiveUserDetail'))

    expect(statuses).toEqual([...Array(14).fill(302), 429])
    expect(await take('getEmailActivityUserDetail')).toBe(302)
  })
})

describe('a floor', () => {
  const registration = '/v1.0/reports/authenticationMethods/userRegistrationDetails'
  const asked = (path: string, times: number) =>
    Array.from({ length: times }, () => ({ method: 'GET', path }))

  it('is computed from the very requests', () => {
    const requests = [
      ...asked('/v1.0/subscribedSkus', 4000),
      ...asked(registration, 12),
      ...asked('/v1.0/identity/conditionalAccess/policies', 3),
    ]

    expect(Object.fromEntries(floors(requests, 1000))).toEqual({
      directory: 5000,
      reports: 20_000,
      conditionalAccess: 2000,
    })
  })

  it('is what a client with the same clock needs, to the millisecond', async () => {
    const clock = virtualClock({ auto: true })
    const client = await aClient({ throttle: true, clock: clock.now, sleep: clock.sleep, latencyMs: 100 })
    const start = clock.now()
    for (let left = 12; left > 0; ) {
      const { status, headers } = await client.get(registration)
      if (status === 200) left--
      else await clock.sleep(Number(headers.get('retry-after')) * 1000)
    }

    const floor = Math.max(0, ...floors(asked(registration, 12), 400).values())
    expect(clock.now() - start).toBeGreaterThanOrEqual(floor)
    expect(clock.now() - start).toBeLessThan(floor * 1.1)
  })
})

describe('a virtual clock', () => {
  it('wakes sleepers in order, and those who sleep again within the time', async () => {
    const clock = virtualClock({ start: 0 })
    const woken: string[] = []
    const twice = clock.sleep(10).then(async () => {
      woken.push(`a${clock.now()}`)
      await clock.sleep(15)
      woken.push(`a${clock.now()}`)
    })
    const once = clock.sleep(20).then(() => void woken.push(`b${clock.now()}`))

    await clock.advance(30)
    await Promise.all([twice, once])

    expect(woken).toEqual(['a10', 'b20', 'a25'])
    expect(clock.now()).toBe(30)
  })

  it('stands still while somebody holds it', async () => {
    const clock = virtualClock({ start: 0, auto: true })
    const release = clock.hold()
    const sleeping = clock.sleep(1000)

    await new Promise((resolve) => setTimeout(resolve, 30))
    const held = clock.now()
    release()
    await sleeping

    expect([held, clock.now()]).toEqual([0, 1000])
  })

  it('lets a sleeper be woken by a signal', async () => {
    const clock = virtualClock()
    const abort = new AbortController()
    const sleeping = clock.sleep(1000, abort.signal)

    abort.abort(new Error('enough'))

    await expect(sleeping).rejects.toThrow('enough')
  })
})
