/** How long logs are kept: by Microsoft, by settings, and really. */
import { describe, expect, it } from 'vitest'
import { retentionText } from '#cli/logs/retention-text.ts'
import { achievedOf } from '#logs/retention/achieved.ts'
import { type ConfiguredExport, gapTo } from '#logs/retention/gap.ts'
import { profileIds, profileOf } from '#logs/retention/profiles.ts'
import { displayWidth } from '#model/text/width.ts'
import { logRetention } from '#pipeline/logs/retention.ts'
import type { TenantRecords } from '../builders/tenant.ts'
import { anEstate, type Estate } from './estate.ts'
import { command } from './holed-logs.ts'
import { audit, signIn, TENANT } from './samples.ts'

const DAY = 86_400_000
const NOW = new Date('2026-11-20T12:00:00Z')
const now = NOW.getTime()
const span = (from: number, to: number) => ({ from: now - from * DAY, to: now - to * DAY })

describe('what is really held', () => {
  const full = { events: 1000, oldest: now - 100 * DAY, newest: now - DAY, silences: [], proven: [] }

  it('reaches back to the oldest event where nothing is missing', () => {
    expect(achievedOf(full, now)).toMatchObject({ heldDays: 100, unbrokenDays: 100, because: null })
  })

  it('reaches back to the latest hole, and no further', () => {
    const silences = [span(60, 55), span(30, 28)]
    expect(achievedOf({ ...full, silences }, now)).toMatchObject({ heldDays: 100, unbrokenDays: 28 })
  })

  it('has no hole where the ledger proves that it was asked for and nothing was there', () => {
    const proven = [span(31, 20)]
    expect(achievedOf({ ...full, silences: [span(30, 28)], proven }, now)).toMatchObject({
      unbrokenDays: 100,
      provenDays: 11,
    })
  })

  it('is worth nothing for today when it ended long ago', () => {
    const ended = achievedOf({ ...full, newest: now - 40 * DAY }, now)
    expect(ended).toMatchObject({ heldDays: 100, unbrokenDays: 0, because: 'nothing since 2026-10-11' })
  })

  it('is not known where too few events are there, unless the ledger proves the time', () => {
    const few = { ...full, events: 12 }
    expect(achievedOf(few, now).unbrokenDays).toBeNull()
    expect(achievedOf({ ...few, proven: [span(120, 0.1)] }, now).unbrokenDays).toBe(120)
  })

  it('is not known where the log is too young to know its weeks, unless the ledger proves the time', () => {
    const young = { ...full, oldest: now - 9 * DAY, unjudged: 'the store holds 8 days: too few' }
    expect(achievedOf(young, now)).toMatchObject({
      unbrokenDays: null,
      because: 'the store holds 8 days: too few',
    })
    expect(achievedOf({ ...young, proven: [span(9, 0)] }, now).unbrokenDays).toBe(9)
  })

  it('is nothing in an empty store', () => {
    const nothing = achievedOf({ events: 0, silences: [], proven: [] }, now)
    expect(nothing).toMatchObject({ unbrokenDays: 0, because: 'the store holds no event of it' })
  })
})

describe('the gap to the target', () => {
  const held = achievedOf(
    { events: 1000, oldest: now - 100 * DAY, newest: now, silences: [], proven: [] },
    now,
  )
  const nowhere: ConfiguredExport = { state: 'notSent', days: null, isOpen: false, places: [] }
  const kept = { days: 30, most: 30 }
  const gap = (days: number, sent = nowhere, platform = kept) =>
    gapTo(profileOf('own', days), held, platform, sent, now)

  it('is met by what is held, and by nothing else', () => {
    expect(gap(100)).toMatchObject({ met: 'yes', days: 0 })
    expect(gap(101)).toMatchObject({ met: 'no', days: 1, earliest: '2026-11-21' })
  })

  it('is not known where a setting keeps it for long enough, because settings say nothing of history', () => {
    const sent: ConfiguredExport = {
      state: 'sent',
      days: 365,
      isOpen: false,
      places: ['365 days in workspace w'],
    }
    expect(gap(200, sent)).toMatchObject({ met: 'unknown', days: 100 })
    expect(gap(200, { ...sent, days: 90 })).toMatchObject({ met: 'no' })
    expect(gap(200, { ...sent, days: null, isOpen: true })).toMatchObject({ met: 'unknown' })
  })

  it('is not known where nobody read the settings', () => {
    expect(gap(200, { ...nowhere, state: 'unknown', because: 'denied' })).toMatchObject({ met: 'unknown' })
  })

  it('is not known where Microsoft may have it all', () => {
    expect(gap(150, nowhere, { days: 180, most: 180 })).toMatchObject({ met: 'unknown' })
  })

  it.each(profileIds)('has a source and says how sure it is: %s', (id) => {
    const { source, note, status } = profileOf(id, 30)
    expect([source, note, status].every((text) => text.length > 2)).toBe(true)
  })
})

const plans = (...ids: string[]) => [
  {
    skuId: 'sku',
    capabilityStatus: 'Enabled',
    servicePlans: ids.map((servicePlanId) => ({ servicePlanId })),
  },
]
const P1 = '41781fb2-bc02-4b7c-bd55-b576c07bb09d'
const P2 = 'eec0eb4f-6444-4f95-aba0-50c24d67f998'
const PREMIUM = '2f442157-a11c-46b9-ae5b-6e39ff4e5849'

const WORKSPACE = '/subscriptions/s/resourcegroups/g/providers/microsoft.operationalinsights/workspaces/logs'
const settled: TenantRecords = {
  organization: [{ id: TENANT, displayName: 'Fabrikam' }],
  subscribedSkus: plans(P1),
  commerceSubscriptions: [
    { id: 'new', skuId: 'SKU', createdDateTime: '2025-03-01T00:00:00Z' },
    { id: 'old', skuId: 'sku', createdDateTime: '2024-03-01T00:00:00Z' },
    { id: 'other', skuId: 'other', createdDateTime: '2020-03-01T00:00:00Z' },
  ],
  domains: [{ id: 'fabrikam.example', authenticationType: 'Managed' }],
  entraDiagnosticSettings: [
    { id: 'one', workspaceId: WORKSPACE, logs: [{ category: 'SignInLogs', enabled: true }] },
  ],
  logWorkspaces: [{ id: WORKSPACE, subscriptionId: 's', retentionInDays: 30 }],
  logTables: [
    {
      id: `${WORKSPACE}/tables/signinlogs`,
      subscriptionId: 's',
      workspaceId: WORKSPACE,
      name: 'SigninLogs',
      totalRetentionInDays: 400,
    },
  ],
  subscriptions: [],
  diagnosticSettings: [],
  managementGroups: [],
}

/** Sign-ins every six hours, so many days back. */
const signIns = (days: number) =>
  Array.from({ length: days * 4 }, (_, at) => ({
    ...signIn,
    id: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
    createdDateTime: new Date(now - at * 6 * 3_600_000).toISOString(),
  }))

const reportOf = async ({ tenant }: Estate, days = 365) => {
  const report = await logRetention(tenant, profileOf('own', days), NOW)
  return { report, log: (name: string) => report.logs.find(({ log }) => log === name) }
}

describe('the report', () => {
  it('tells what Microsoft keeps, what is configured and what is held apart', async () => {
    const estate = await anEstate()
    await estate.snapshot(settled, '2026-11-19T00:00:00Z')
    await estate.events(signIns(90))
    const { report, log } = await reportOf(estate)
    expect(report.licence).toEqual({
      entra: 'p1',
      auditPremium: 'no',
      because: null,
      entraSince: '2024-03-01',
      auditPremiumSince: null,
    })
    expect(log('signIns')).toMatchObject({
      available: { state: 'yes' },
      kept: { days: 30, most: 30, verified: true },
      export: { state: 'sent', days: 400 },
      achieved: { unbrokenDays: 89 },
      gap: { met: 'unknown', days: 276 },
    })
    expect(log('directoryAudits')).toMatchObject({
      export: { state: 'notSent' },
      gap: { met: 'no', days: 365 },
    })
    expect(log('unifiedAudit')).toMatchObject({ kept: { days: 180, since: '2023-10-17' } })
    expect(log('directoryAudits')?.advice.map(({ costs }) => costs)).toEqual(['nothing', 'storage'])
    expect((await reportOf(estate, 80)).log('signIns')).toMatchObject({ gap: { met: 'yes' }, advice: [] })
  })

  it('knows neither licence nor settings without a snapshot, and says so', async () => {
    const estate = await anEstate()
    const { report, log } = await reportOf(estate)
    expect(report).toMatchObject({ snapshot: null, licence: { entra: 'unknown', auditPremium: 'unknown' } })
    expect(report.licence.because).toContain('keyward collect')
    expect(log('signIns')).toMatchObject({
      available: { state: 'unknown' },
      kept: { days: null, most: 30 },
      export: { state: 'unknown' },
      gap: { met: 'unknown' },
    })
    expect(log('azureActivity')).toMatchObject({ available: { state: 'yes' }, kept: { days: 90 } })
  })

  it.each([
    ['no dataset of licences', { ...settled, subscribedSkus: undefined }, 'unknown', 'unknown'],
    ['no licence at all in the list', { ...settled, subscribedSkus: [] }, 'unknown', 'unknown'],
    ['a licence that brings neither', { ...settled, subscribedSkus: plans('other') }, 'free', 'no'],
    ['P2 and Audit Premium', { ...settled, subscribedSkus: plans(P2, PREMIUM) }, 'p2', 'yes'],
  ])('takes the licence from the snapshot: %s', async (_, records, entra, auditPremium) => {
    const estate = await anEstate()
    const given = Object.fromEntries(Object.entries(records).filter(([, list]) => list !== undefined))
    await estate.snapshot(given, '2026-11-19T00:00:00Z')
    const { report } = await reportOf(estate)
    expect(report.licence).toMatchObject({ entra, auditPremium })
  })

  it('does not take settings that nobody read for none', async () => {
    const estate = await anEstate()
    const { entraDiagnosticSettings: _, ...rest } = settled
    await estate.snapshot(rest, '2026-11-19T00:00:00Z')
    const { log } = await reportOf(estate)
    expect(log('signIns')).toMatchObject({ export: { state: 'unknown' }, gap: { met: 'unknown' } })
  })

  it('keeps parts of the unified log apart where Audit Premium is there, and names policies that it saw made', async () => {
    const estate = await anEstate()
    await estate.snapshot({ ...settled, subscribedSkus: plans(P1, PREMIUM) }, '2026-11-19T00:00:00Z')
    const policy = (hour: number, verb: string, parameters: Readonly<Record<string, string>>) =>
      command(now - 9 * DAY + hour * 3_600_000, `${verb}-UnifiedAuditLogRetentionPolicy`, parameters)
    await estate.events([
      policy(1, 'New', {
        Name: 'Mail',
        RecordTypes: 'ExchangeAdmin,ExchangeItem',
        RetentionDuration: 'SixMonths',
      }),
      policy(2, 'Set', { Identity: 'mail', RetentionDuration: 'TenYears' }),
      policy(3, 'New', { Name: 'Gone', RetentionDuration: 'NineMonths' }),
      policy(4, 'Remove', { Identity: 'Gone' }),
      policy(5, 'New', { Name: 'Odd', RetentionDuration: 'constructor' }),
    ])
    const { report, log } = await reportOf(estate)
    expect(log('unifiedAudit')?.kept).toMatchObject({
      days: 180,
      most: 3652,
      licensedSince: '2024-03-01',
      parts: [
        { days: 365, services: ['AzureActiveDirectory', 'Exchange', 'SharePoint', 'OneDrive'] },
        { days: 180, services: [] },
      ],
      policies: [
        {
          name: 'mail',
          days: 3652,
          recordTypes: ['ExchangeAdmin', 'ExchangeItem'],
          by: 'eve@fabrikam.example',
        },
        { name: 'Odd', days: null },
      ],
    })
    expect(log('unifiedAudit')?.advice.map(({ costs }) => costs)).toEqual(['nothing', 'nothing'])
    expect(retentionText(report, 80)).toContain('3,652 days: ExchangeAdmin, ExchangeItem, by policy mail')
  })

  it('tells of AD FS only where a domain is federated, and does not know where nobody read that', async () => {
    const managed = await anEstate()
    await managed.snapshot(settled, '2026-11-19T00:00:00Z')
    expect((await reportOf(managed)).log('federationSignIns')).toBeUndefined()
    const federated = await anEstate()
    const domains = [{ id: 'fabrikam.example', authenticationType: 'Federated' }]
    await federated.snapshot({ ...settled, domains }, '2026-11-19T00:00:00Z')
    expect((await reportOf(federated)).log('federationSignIns')).toMatchObject({
      available: { state: 'limited' },
      kept: { days: 30, verified: false },
      gap: { met: 'no' },
    })
    expect((await reportOf(await anEstate())).log('federationSignIns')).toMatchObject({
      gap: { met: 'unknown' },
    })
  })

  it('names no figure for alerts, and other records only where there are some', async () => {
    const estate = await anEstate()
    const { log } = await reportOf(estate)
    expect(log('securityAlerts')).toMatchObject({
      available: { state: 'unknown' },
      kept: { days: null, most: null, because: 'no source here says for how long' },
      gap: { met: 'unknown' },
    })
    expect(log('other')).toBeUndefined()
    await estate.events([{ something: 'else', time: '2026-11-01T00:00:00Z' }])
    expect((await reportOf(estate)).log('other')).toMatchObject({ gap: { met: 'unknown' } })
  })

  it('fits 80 columns and keeps hostile names on their line', async () => {
    const estate = await anEstate()
    const hostile = [
      { ...settled.entraDiagnosticSettings?.[0], id: 'x', workspaceId: '/a/\u001b[31mred\nline' },
    ]
    await estate.snapshot(
      { ...settled, entraDiagnosticSettings: hostile } as TenantRecords,
      '2026-11-19T00:00:00Z',
    )
    await estate.events([audit])
    const { report } = await reportOf(estate)
    const text = retentionText(report, 80)
    expect(text).not.toContain('\u001b')
    expect(text.split('\n').filter((line) => displayWidth(line) > 80)).toEqual([])
    expect(text).toContain('1 event in the store: too few')
  })
})
