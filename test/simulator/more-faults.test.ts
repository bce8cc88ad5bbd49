import { describe, expect, it } from 'vitest'
import { anArmClient } from './arm-client.ts'
import { aClient } from './client.ts'

describe('a planned fault', () => {
  it('may forget the position of a page', async () => {
    const client = await aClient()
    client.cloud.faults.add({ path: '/v1.0/users', nth: 2, kind: 'deadSkipToken' })
    const { body } = await client.get('/v1.0/users')

    const refused = await client.get(body['@odata.nextLink'] ?? '')
    const again = await client.get(body['@odata.nextLink'] ?? '')

    expect([refused.status, refused.body.error.code]).toEqual([400, 'Directory_ExpiredPageToken'])
    expect(again.status).toBe(200)
  })

  it('may leave out, once, what was changed last', async () => {
    const client = await aClient()
    const { changes, faults } = client.cloud
    const added = changes.addAccount({
      name: 'late',
      displayName: 'Late',
      userPrincipalName: 'late@brightwater.example',
    })
    faults.add({ path: '/v1.0/users', kind: 'missing' })
    const path = '/v1.0/users?$select=id&$top=999'

    const [first, second] = [await client.rows(path), await client.rows(path)]

    expect(first.some(({ id }) => id === added)).toBe(false)
    expect(second.some(({ id }) => id === added)).toBe(true)
  })

  it.each([
    ['p1', 403, 'Authentication_RequestFromNonPremiumTenantOrB2CTenant'],
    ['p2', 400, 'AadPremiumLicenseRequired'],
    ['risk', 403, 'Forbidden'],
  ] as const)('may deny the licence %s', async (code, status, error) => {
    const client = await aClient()
    client.cloud.faults.add({ path: '/v1.0/domains', kind: 'unlicensed', code })

    const answer = await client.get('/v1.0/domains')

    expect([answer.status, answer.body.error.code]).toEqual([status, error])
  })

  it('may meet one part of a batch and leave the same read alone by itself', async () => {
    const client = await aClient()
    client.cloud.faults.add({ path: '/v1.0/domains', inBatch: true, kind: 'throttled', retryAfterSeconds: 3 })
    const alone = await client.get('/v1.0/domains')

    const response = await client.cloud.app.request('/v1.0/$batch', {
      method: 'POST',
      headers: { authorization: `Bearer ${client.token}` },
      body: JSON.stringify({
        requests: ['/domains', '/groups'].map((url, id) => ({ id: String(id), method: 'GET', url })),
      }),
    })

    const { responses } = (await response.json()) as { responses: { status: number; headers: object }[] }
    expect(alone.status).toBe(200)
    expect(responses.map(({ status }) => status)).toEqual([429, 200])
    expect(responses[0]?.headers).toHaveProperty('retry-after', '3')
  })

  it('may let Azure answer with fewer rows', async () => {
    const client = await anArmClient()
    client.cloud.faults.add({ path: '/subscriptions', kind: 'filtered', keep: 1 })

    const [first, second] = [await client.get('/subscriptions'), await client.get('/subscriptions')]

    expect([first.status, first.body.value.length, second.body.value.length]).toEqual([200, 1, 3])
  })

  it.each([
    [{ kind: 'throttled', retryAfterSeconds: 4 }, 429],
    [{ kind: 'status', status: 503 }, 503],
    [{ kind: 'expiredToken' }, 401],
  ] as const)('meets Azure as well: %j', async (fault, status) => {
    const client = await anArmClient()
    client.cloud.faults.add({ path: '/subscriptions', ...fault })

    expect((await client.get('/subscriptions')).status).toBe(status)
  })

  it('may send the next link of Azure to another host', async () => {
    const client = await anArmClient()
    client.cloud.faults.add({ path: '/subscriptions', kind: 'foreignNextLink', host: 'evil.example' })

    expect((await client.get('/subscriptions')).body.nextLink).toMatch(/^https:\/\/evil\.example\//)
  })
})
