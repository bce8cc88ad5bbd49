/** The simulated What-If: who may ask, what it refuses, and what it answers. */
import { describe, expect, it } from 'vitest'
import type { CloudOptions } from '../../simulator/cloud.ts'
import { aClient } from './client.ts'

const PATH = '/v1.0/identity/conditionalAccess/evaluate'
const EXCHANGE = '00000002-0000-0ff1-ce00-000000000000'

async function aReader(options: CloudOptions = {}) {
  const { cloud, token } = await aClient({ accounts: 40, ...options })
  const post = async (body: unknown, path = PATH, bearer = token) => {
    const response = await cloud.app.request(path, {
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return { status: response.status, headers: response.headers, body: await response.json() }
  }
  const [account] = [cloud.estate.accounts.at(0)]
  return { cloud, post, userId: account.user.id }
}

const question = (userId: string, changes: object = {}) => ({
  signInIdentity: { '@odata.type': '#microsoft.graph.userSignIn', userId },
  signInContext: { '@odata.type': '#microsoft.graph.applicationContext', includeApplications: [EXCHANGE] },
  signInConditions: { clientAppType: 'browser', devicePlatform: 'windows' },
  ...changes,
})

interface Result {
  readonly policyApplies: boolean
  readonly analysisReasons: string
  readonly state: string
  readonly displayName: string
}

describe('the simulated What-If', () => {
  it('answers for every policy, with the reason against it', async () => {
    const { post, userId, cloud } = await aReader()

    const { status, body } = await post(question(userId))

    const results = (body as { value: Result[] }).value
    expect(status).toBe(200)
    expect(results).toHaveLength(cloud.estate.conditionalAccessPolicies.length)
    for (const { policyApplies, analysisReasons } of results)
      expect(policyApplies).toBe(analysisReasons === 'notSet')
    const off = results.filter(({ state }) => state === 'disabled')
    expect(off.every(({ analysisReasons }) => analysisReasons === 'policyNotEnabled')).toBe(true)
  })

  it('leaves out what does not apply when asked for applied policies only', async () => {
    const { post, userId } = await aReader()

    const { body } = await post(question(userId, { appliedPoliciesOnly: true }))

    expect((body as { value: Result[] }).value.every(({ policyApplies }) => policyApplies)).toBe(true)
  })

  it('refuses what it cannot read, whom it does not know, and every other path', async () => {
    const { post, userId } = await aReader()

    expect((await post({})).status).toBe(400)
    expect((await post(question(userId, { signInIdentity: { userId } }))).status).toBe(400)
    expect((await post(question('00000000-0000-4000-8000-000000000000'))).status).toBe(404)
    expect((await post({}, '/v1.0/identity/conditionalAccess/policies')).status).toBe(405)
    expect((await post(question(userId), PATH, 'nonsense')).status).toBe(401)
  })

  it('takes a permission and a licence', async () => {
    const denied = await aReader({ withoutPermissions: ['Policy.Read.All'] })
    expect((await denied.post(question(denied.userId))).status).toBe(403)

    const unlicensed = await aReader({ licences: [] })
    expect((await unlicensed.post(question(unlicensed.userId))).status).toBe(403)
  })

  it('is counted in the lane of Conditional Access: one a second, without Retry-After', async () => {
    let time = 0
    const { post, userId } = await aReader({ throttle: true, clock: () => time })
    const statuses = [await post(question(userId)), await post(question(userId))]
    time = 1_100
    statuses.push(await post(question(userId)))

    expect(statuses.map(({ status }) => status)).toEqual([200, 429, 200])
    expect(statuses[1]?.headers.get('retry-after')).toBeNull()
  })
})
