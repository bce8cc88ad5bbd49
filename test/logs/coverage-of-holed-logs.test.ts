/** The whole report over logs with faults, and over the same without. */
import { describe, expect, it } from 'vitest'
import { coverageText } from '#cli/logs/coverage-text.ts'
import { displayWidth } from '#model/text/width.ts'
import { type CoverageReport, logCoverage } from '#pipeline/logs/coverage.ts'
import { at, command, holedLogs, LAST, OFF } from './holed-logs.ts'
import { activity, audit } from './samples.ts'
import { withLogs } from './store-of.ts'

const NOW = new Date(at(LAST))
const report = (records: readonly object[]): Promise<CoverageReport> =>
  withLogs(records, (tenant) => logCoverage(tenant, {}, NOW))
const look = ({ warnings }: CoverageReport) => warnings.filter(({ weight }) => weight === 'look')

describe('logs with faults', async () => {
  const holed = await report(holedLogs())
  const of = (code: string) => look(holed).filter((one) => one.code === code)

  it('name the silence, and the event that began it', () => {
    expect(of('silence')).toMatchObject([
      {
        source: 'unifiedAudit',
        from: new Date(OFF.from).toISOString(),
        explainedBy: { actor: 'eve@fabrikam.example', what: 'the unified audit log was switched off' },
      },
    ])
  })

  it('name what was switched off, and until when', () => {
    expect(of('switchedOff').map(({ message }) => message)).toEqual([
      'what an account does in mailboxes is not logged any more by eve@fabrikam.example, 2026-09-27 09:00 UTC',
      'the unified audit log was switched off by eve@fabrikam.example, 2026-10-22 11:59 UTC; on again 2026-10-23 18:00 UTC',
    ])
    expect(holed.switches).toHaveLength(3)
  })

  it('name the service that stopped while the log went on', () => {
    expect(of('stopped')).toMatchObject([{ source: 'unifiedAudit', from: '2026-10-27' }])
    expect(of('stopped')[0]?.message).toContain('SharePoint: nothing since 2026-10-27')
    expect(holed.sources.find(({ source }) => source === 'unifiedAudit')?.parts).toMatchObject([
      { service: 'SharePoint', change: 'stopped' },
    ])
  })

  it('name events from the future, which bend nothing else', () => {
    expect(of('clock')).toMatchObject([{ source: 'signIns' }])
    expect(holed.sources.find(({ source }) => source === 'signIns')?.days).toHaveLength(LAST)
  })

  it('fit 80 columns', () => {
    const text = coverageText(holed, 80)
    expect(text.split('\n').filter((line) => displayWidth(line) > 80)).toEqual([])
    expect(text).toContain('after the unified audit log was switched off by eve@fabrikam.example')
  })
})

it('raise nothing to look at where nothing is wrong', async () => {
  const quiet = await report(holedLogs(false))
  expect(look(quiet)).toEqual([])
  expect(quiet.unknown.map(({ log }) => log).toSorted()).toEqual([
    'azureActivity',
    'directoryAudits',
    'nonInteractiveSignIns',
  ])
  expect(coverageText(quiet, 80)).toContain('No silence, no empty day and no drop in signIns, unifiedAudit.')
})

describe('events that switch logs', () => {
  const of = async (...records: readonly object[]) =>
    (await report(records)).switches.map(({ effect, affects, succeeded }) => ({ effect, affects, succeeded }))
  const time = at(3, 9)

  it.each([
    ['Set-Mailbox', { AuditEnabled: 'False' }, 'narrowed'],
    ['Set-Mailbox', { AuditOwner: 'None' }, 'changed'],
    ['Set-Mailbox', { AuditLogAgeLimit: '1' }, 'changed'],
    ['Set-OrganizationConfig', { AuditDisabled: 'True' }, 'narrowed'],
    ['Set-OrganizationConfig', { AuditDisabled: 'False' }, 'on'],
    ['Remove-UnifiedAuditLogRetentionPolicy', { Identity: 'x' }, 'shortened'],
    ['Set-AdminAuditLogConfig', { AdminAuditLogEnabled: '$false' }, 'narrowed'],
  ] as const)('are told by their parameters: %s %o', async (operation, parameters, effect) => {
    expect(await of(command(time, operation, parameters))).toMatchObject([
      { effect, affects: ['unifiedAudit'] },
    ])
  })

  it('are none where nothing about logs was set', async () => {
    expect(
      await of(
        command(time, 'Set-Mailbox', { ForwardingAddress: 'x' }),
        command(time, 'Set-OrganizationConfig', { Name: 'x' }),
        audit,
      ),
    ).toEqual([])
  })

  it('that only change something are one for each kind, and those that take away one for each actor and day', async () => {
    const by = (hour: number, name: string, value: string) =>
      command(at(3, hour), 'Set-Mailbox', { [name]: value })
    const { warnings } = await report(
      [1, 2, 3].flatMap((hour) => [by(hour, 'AuditOwner', 'None'), by(hour + 10, 'AuditEnabled', 'False')]),
    )
    const told = warnings.filter(({ code }) => code === 'switchedOff')
    expect(told.map(({ weight, message }) => [weight, message.replace(/ by .*/, '')])).toEqual([
      ['look', 'the audit of a mailbox was switched off 3 times, the last'],
      ['note', 'which actions on a mailbox are logged was changed 3 times, the last'],
    ])
  })

  it('are of the log that a setting sends, of none for a resource, and only tried where refused', async () => {
    const operationName = { value: 'Microsoft.Insights/diagnosticSettings/delete' }
    const settingOf = (id: string, scope: string, status = 'Succeeded') => ({
      ...activity,
      eventDataId: id,
      operationName,
      status: { value: status },
      resourceId: `${scope}/providers/microsoft.insights/diagnosticSettings/out`,
    })
    const sub = '/subscriptions/99999999-0000-4000-8000-000000000001'
    const found = await of(
      settingOf('a', sub),
      settingOf('b', `${sub}/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v`),
      settingOf('c', sub, 'Failed'),
      settingOf('d', sub, 'Started'),
    )
    expect(found).toHaveLength(3)
    expect(found).toEqual(
      expect.arrayContaining([
        { effect: 'narrowed', affects: ['azureActivity'], succeeded: true },
        { effect: 'narrowed', affects: [], succeeded: true },
        { effect: 'narrowed', affects: ['azureActivity'], succeeded: false },
      ]),
    )
  })
})

it('lets no time that cannot be stretch a log over centuries', async () => {
  const odd = ['0001-01-01T00:00:00Z', '1601-01-01T00:00:00Z', '9999-12-31T00:00:00Z'].map(
    (activityDateTime, id) => ({ ...audit, id, activityDateTime }),
  )
  const { sources, warnings } = await report([
    ...odd,
    { ...audit, id: 'now', activityDateTime: new Date(at(3)).toISOString() },
  ])
  expect(sources.find(({ source }) => source === 'directoryAudits')?.days.length).toBe(1)
  expect(warnings.filter(({ code }) => code === 'undated')).toHaveLength(1)
})

describe('a log that was imported and ends before the others', () => {
  it('is not called silent: nobody knows whether it was exported any further', async () => {
    const { unknown, warnings } = await report([
      { ...audit, id: 'a', activityDateTime: new Date(at(2)).toISOString() },
      { ...activity, eventTimestamp: new Date(at(30)).toISOString() },
    ])
    expect(unknown.filter(({ because }) => because.includes('ends on'))).toMatchObject([
      { log: 'directoryAudits' },
    ])
    expect(warnings.filter(({ code }) => code === 'silence')).toEqual([])
  })
})
