/** The register of partners with what the store of logs holds: used is used, and unused only where it is proven. */
import { describe, expect, it } from 'vitest'
import { complete } from '#model/coverage.ts'
import type { ReportedPartner, ReportedPower } from '#model/partner-report.ts'
import { pruneLogs } from '#pipeline/logs/prune.ts'
import { look } from '#pipeline/look.ts'
import { partnerReport } from '#pipeline/partner-report.ts'
import { AZURE_OWNER, aDelegation, anAccount, FABRIKAM, NOW, SUBSCRIPTION } from '../builders/index.ts'
import { anEstate, type Estate } from './estate.ts'
import { activity, audit, TENANT } from './samples.ts'
import { DAY } from './windows/builders.ts'

const now = NOW.getTime()
const CLAIMS = 'http://schemas.microsoft.com/identity/claims/'
const subscriptionId = SUBSCRIPTION.split('/')[2] ?? ''

const held = {
  organization: [{ id: TENANT, displayName: 'Contoso' }],
  users: [anAccount('ada')],
  subscriptions: [{ subscriptionId, displayName: 'Production', tenantId: TENANT }],
  registrationAssignments: [
    aDelegation({ authorizations: [{ principalId: 'fabrikam-operators', roleDefinitionId: AZURE_OWNER }] }),
  ],
}

/** An operation as Azure's API lists it. */
const operation = (id: string, daysAgo: number, tenant: string, actor: string) => ({
  ...activity,
  eventDataId: id,
  eventTimestamp: new Date(now - daysAgo * DAY).toISOString(),
  caller: `${actor}@x.example`,
  correlationId: id,
  claims: { [`${CLAIMS}objectidentifier`]: actor, [`${CLAIMS}tenantid`]: tenant },
  subscriptionId,
  resourceId: `${SUBSCRIPTION}/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/v`,
  operationName: { value: 'Microsoft.Compute/virtualMachines/write' },
})
const FRANK = '99999999-aaaa-4bbb-8ccc-dddddddddddd'
const byPartner = operation('p', 20, FABRIKAM, FRANK)
const byAda = (daysAgo: number) => operation(`a${daysAgo}`, daysAgo, TENANT, 'ada')

/** The ledger says that a feed was asked for and answered from so many days ago up to so many. */
async function asked({ tenant: { coverage } }: Estate, feed: string, from: number, to = 0, added = 0) {
  const [source] = feed.split('/')
  if (source !== 'azureActivity' && source !== 'directoryAudits') throw new Error(feed)
  const span = { from: now - from * DAY, to: now - to * DAY }
  await coverage.keepFeed({ feed, source, begun: span.from, coverage: complete, at: span.to })
  const window = {
    feed,
    round: 0,
    ...span,
    askFrom: span.from,
    state: 'open',
    tries: 0,
    nextAttempt: now,
  } as const
  await coverage.plan([window], now)
  const entry = { feed, round: 0, ...span, askFrom: span.from, at: now, act: 'answered' } as const
  const tally = { pages: 1, rows: added, added, duplicates: 0, quarantined: 0 }
  await coverage.settle({ window: { ...window, state: 'done', answeredAt: now, tally }, halves: [], entry })
}

const FEED = `azureActivity/${subscriptionId}`

async function fabrikam(prepare: (estate: Estate) => Promise<void>): Promise<ReportedPartner> {
  const estate = await anEstate()
  await estate.snapshot(held, NOW.toISOString())
  await prepare(estate)
  const { partners } = await look({ data: estate.data, clock: () => NOW }, (looked) =>
    partnerReport(looked, NOW),
  )
  const found = partners.find(({ tenantIds }) => tenantIds.includes(FABRIKAM))
  if (found === undefined) throw new Error('Fabrikam is not on the register')
  return found
}

const useOf = ({ powers }: ReportedPartner): ReportedPower['use'] | undefined =>
  powers.find(({ role }) => role === 'Owner (Azure)')?.use

describe('the use of a power in Azure', () => {
  it('is told from the store of logs, however it came there', async () => {
    const imported = await fabrikam(({ events }) => events([byPartner, byAda(1)]))
    expect(useOf(imported)).toMatchObject({ state: 'used', times: 1, last: byPartner.eventTimestamp })
    expect(imported.activity).toMatchObject({ known: true, azureOperations: 1 })
  })

  it('is not called unused because of a store that was only imported, or not at all', async () => {
    expect(useOf(await fabrikam(async () => {}))).toMatchObject({ state: 'notKnown' })
    const imported = useOf(
      await fabrikam(({ events }) =>
        events([byAda(30), byAda(20), byAda(15), byAda(10), byAda(5), byAda(1)]),
      ),
    )
    expect(imported).toMatchObject({
      state: 'notKnown',
      because: expect.stringContaining('nothing proves that they are all'),
    })
  })

  it('is unused over the days that the ledger proves, for that subscription', async () => {
    const whole = await fabrikam(async (estate) => {
      await estate.events([byAda(30), byAda(1)])
      await asked(estate, FEED, 60)
    })
    expect(useOf(whole)).toMatchObject({ state: 'unused', days: 60 })
    const another = await fabrikam(async (estate) => {
      await estate.events([byAda(30), byAda(1)])
      await asked(estate, 'azureActivity/another', 60)
    })
    expect(useOf(another)).toMatchObject({
      state: 'notKnown',
      because: expect.stringContaining('not among those that are collected'),
    })
  })

  it('is not known where the answers are not in the store any more', async () => {
    const lost = await fabrikam((estate) => asked(estate, FEED, 60, 0, 12))
    expect(useOf(lost)).toMatchObject({
      state: 'notKnown',
      because: expect.stringContaining('not in the store any more'),
    })
    const pruned = await fabrikam(async (estate) => {
      await estate.events([byPartner, byAda(10), byAda(1)])
      await asked(estate, FEED, 60, 0, 3)
      await pruneLogs(estate.tenant, { days: 15, reason: 'policy 7', by: 'jo', now: NOW, isMeant: true })
    })
    expect(useOf(pruned)).toMatchObject({ state: 'unused', days: 19 })
  })

  it('is not known where the collection ended days ago, or holds days only', async () => {
    const stale = await fabrikam((estate) => asked(estate, FEED, 60, 5))
    expect(useOf(stale)).toMatchObject({
      state: 'notKnown',
      because: expect.stringContaining('and not since'),
    })
    const short = await fabrikam((estate) => asked(estate, FEED, 3))
    expect(useOf(short)).toMatchObject({ state: 'notKnown', because: expect.stringContaining('3 days only') })
  })
})

describe('changes of the directory', () => {
  const byFrank = {
    ...audit,
    id: 'change',
    activityDateTime: new Date(now - 40 * DAY).toISOString(),
    initiatedBy: {
      user: {
        id: FRANK,
        userPrincipalName: `user_${FRANK.replaceAll('-', '')}@contoso.onmicrosoft.com`,
        homeTenantId: FABRIKAM,
      },
    },
  }

  it('that the store holds are of the partner, and stand once', async () => {
    const both = await fabrikam(async (estate) => {
      await estate.events([byFrank])
      await estate.snapshot({ ...held, directoryAudits: [byFrank] }, NOW.toISOString())
    })
    expect(both.activity).toMatchObject({ known: true, changes: 1, people: [{ id: FRANK, changes: 1 }] })
    const stored = await fabrikam((estate) => estate.events([byFrank]))
    expect(stored.activity).toMatchObject({ known: true, changes: 1, from: byFrank.activityDateTime })
  })

  it('that are later than the time judged at are left out', async () => {
    const later = { ...byFrank, activityDateTime: new Date(now + DAY).toISOString() }
    expect((await fabrikam((estate) => estate.events([later]))).activity).toMatchObject({ known: false })
  })
})
