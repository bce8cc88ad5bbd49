import { describe, expect, it } from 'vitest'
import { daysOf } from '#logs/silence/days.ts'
import type { LogHour } from '#logs/silence/hours.ts'
import { silencesOf } from '#logs/silence/silence.ts'
import { volumeOf } from '#logs/silence/volume.ts'
import { logCoverage } from '#pipeline/logs/coverage.ts'
import { activity, signIn } from './samples.ts'
import { withLogs } from './store-of.ts'

const START = Date.UTC(2026, 8, 1) / 3_600_000
const HOURS = 24 * 28

/** Four weeks: people from eight to six on weekdays, programs always. */
const usual = (at: number): LogHour => {
  const [hour, day] = [at % 24, Math.floor(at / 24)]
  const isWork = hour >= 8 && hour < 18 && day % 7 < 5
  return { hour: START + at, human: isWork ? 40 : 0, system: 20 }
}
const month = Array.from({ length: HOURS }, (_, at) => usual(at))
const without = (from: number, to: number, what: 'human' | 'system' | 'all') =>
  month.flatMap((hour, at) => {
    if (at < from || at >= to) return [hour]
    if (what === 'all') return []
    const rest = { ...hour, [what]: 0 }
    return rest.human + rest.system === 0 ? [] : [rest]
  })

describe('silences', () => {
  it('are none in nights and at weekends', () => {
    expect(silencesOf(month)).toEqual([])
  })

  it('are of everything, of programs alone, or of people alone', () => {
    expect(silencesOf(without(300, 312, 'all'))).toMatchObject([
      { kind: 'all', hours: 12, from: new Date((START + 300) * 3_600_000).toISOString() },
    ])
    expect(silencesOf(without(24 * 7, 24 * 7 + 48, 'system'))).toMatchObject([{ kind: 'system', hours: 48 }])
    expect(silencesOf(without(24 * 7, 24 * 14, 'human'))).toMatchObject([{ kind: 'human' }])
  })

  it('are not told of a log that hardly speaks', () => {
    expect(
      silencesOf([
        { hour: START, human: 1, system: 0 },
        { hour: START + 500, human: 1, system: 0 },
      ]),
    ).toEqual([])
  })
})

describe('days', () => {
  it('lists empty ones between the first and the last', () => {
    const days = daysOf(without(48, 72, 'all'))
    expect(days).toHaveLength(28)
    expect(days[2]).toEqual({ day: '2026-09-03', events: 0, human: 0, system: 0 })
  })

  it('names those that hold far less than the same days of the weeks before', () => {
    const thin = month.map((hour, at) =>
      at >= 24 * 22 && at < 24 * 23 ? { ...hour, human: Math.min(hour.human, 2), system: 2 } : hour,
    )
    expect(volumeOf(daysOf(thin)).drops).toMatchObject([{ day: '2026-09-23', kind: 'all' }])
    expect(volumeOf(daysOf(month)).drops).toEqual([])
  })
})

it('tells days, delays and rows that were cut off, from the store', async () => {
  const cut = JSON.stringify({ ...signIn, id: 'cut' }).slice(0, -20)
  const { sources, warnings } = await withLogs(
    [signIn, activity, cut, { ...signIn, id: 'later', createdDateTime: '2026-10-08T08:00:00Z' }],
    (tenant) => logCoverage(tenant, {}, new Date('2026-10-09T00:00:00Z')),
  )
  expect(sources.find(({ source }) => source === 'azureActivity')).toMatchObject({
    events: 1,
    delayMinutes: { median: 2, events: 1 },
  })
  expect(sources.find(({ source }) => source === 'signIns')).toMatchObject({
    events: 3,
    recovered: 1,
    emptyDays: ['2026-10-06', '2026-10-07'],
    collected: false,
    delayMinutes: null,
  })
  expect(warnings.map(({ code }) => code)).toEqual(expect.arrayContaining(['emptyDays', 'recovered']))
})

it('says of logs that are not there, or that hardly speak, that it cannot say, and never that all is well', async () => {
  const { warnings, unknown } = await withLogs([signIn], (tenant) =>
    logCoverage(tenant, {}, new Date('2026-10-06T00:00:00Z')),
  )
  expect(warnings).toEqual([])
  expect(unknown.map(({ log }) => log).toSorted()).toEqual([
    'azureActivity',
    'directoryAudits',
    'nonInteractiveSignIns',
    'signIns',
    'unifiedAudit',
  ])
})
