import { describe, expect, test } from 'vitest'
import type { DetectionReport } from '#model/detection.ts'
import type { LogEvent } from '#model/events/log-event.ts'
import { detect } from '#pipeline/logs/detect.ts'
import { parseRules } from '#sigma/parse.ts'
import { withDuckDb } from '#store/duckdb.ts'
import { anEvent, tableOf } from './events.ts'
import { ruleText, shippedMap } from './rules.ts'

const MINUTE = 60_000
const START = Date.UTC(2026, 0, 1)

/** Failed sign-ins are not needed for it: anything that rules match can be counted. */
const failure = (minute: number, user: string, more: Partial<LogEvent> = {}) =>
  anEvent({
    id: `${user}-${minute}-${more.operation ?? ''}`,
    operation: 'Failure',
    time: START + minute * MINUTE,
    user,
    ...more,
  })

const rules = (correlation: object, more: object = {}) => [
  ruleText({ s: { operation: 'Failure' }, condition: 's' }, { id: 'id-failure', name: 'failure' }),
  ruleText({ s: { operation: 'Success' }, condition: 's' }, { id: 'id-success', name: 'success' }),
  ruleText({ s: { operation: 'Change' }, condition: 's' }, { id: 'id-change', name: 'change' }),
  JSON.stringify({ title: 'Correlated', id: 'correlated', level: 'high', correlation, ...more }),
]

async function run(texts: readonly string[], events: readonly LogEvent[]): Promise<DetectionReport> {
  const set = parseRules(texts.map((text, index) => ({ name: `${index}.yml`, text })))
  expect(set.rejected.map(({ error }) => error.message)).toEqual([])
  return withDuckDb([], async (connection) =>
    detect(await tableOf(connection, events), { rules: set, map: shippedMap }),
  )
}

const of = (report: DetectionReport, id: string) => report.rules.find((rule) => rule.id === id)
const hitsOf = (report: DetectionReport, id = 'correlated') => of(report, id)?.hits ?? []

describe('event_count', () => {
  const spray = {
    type: 'event_count',
    rules: ['failure'],
    'group-by': ['user'],
    timespan: '10m',
    condition: { gte: 3 },
  }

  test('fires once with the event that makes it enough, in each group', async () => {
    const events = [0, 2, 4, 5, 6].map((minute) => failure(minute, 'anna'))
    const others = [0, 20, 40].map((minute) => failure(minute, 'ben'))

    const hits = hitsOf(await run(rules(spray), [...events, ...others]))

    expect(hits).toEqual([
      {
        eventId: 'anna-4-',
        time: '2026-01-01T00:04:00.000Z',
        source: 'directoryAudits',
        group: { user: 'anna' },
        count: 3,
        events: ['anna-0-', 'anna-2-', 'anna-4-'],
      },
    ])
  })

  test('fires again after it was no longer true', async () => {
    const events = [0, 1, 2, 60, 61, 62].map((minute) => failure(minute, 'anna'))

    expect(hitsOf(await run(rules(spray), events)).map(({ eventId }) => eventId)).toEqual([
      'anna-2-',
      'anna-62-',
    ])
  })

  test('counts to the end of its time and not beyond', async () => {
    const within = [0, 5, 10].map((minute) => failure(minute, 'anna'))
    const beyond = [0, 5, 10.01].map((minute) => failure(minute, 'ben'))

    expect(hitsOf(await run(rules(spray), [...within, ...beyond]))).toHaveLength(1)
  })

  test('takes a name for the same in another case, and leaves out events without one', async () => {
    const events = [failure(0, 'Anna'), failure(1, 'anna'), failure(2, 'ANNA')]
    const nobody = [0, 1, 2].map((minute) => failure(minute, `none${minute}`, { user: null }))

    expect(hitsOf(await run(rules(spray), [...events, ...nobody]))).toHaveLength(1)
  })

  test('leaves out events whose time is lost', async () => {
    const events = [0, 1, 2].map((minute) => failure(minute, 'anna', { time: null }))

    expect(hitsOf(await run(rules(spray), events))).toEqual([])
  })

  test('over several rules counts all of their events', async () => {
    const both = { ...spray, rules: ['failure', 'id-success'] }
    const events = [failure(0, 'anna'), failure(1, 'anna'), failure(2, 'anna', { operation: 'Success' })]

    expect(hitsOf(await run(rules(both), events))).toHaveLength(1)
  })
})

describe('value_count', () => {
  const many = {
    type: 'value_count',
    rules: ['failure'],
    'group-by': ['ip'],
    timespan: '1h',
    condition: { field: 'user', gt: 2 },
  }

  test('counts different values', async () => {
    const events = ['anna', 'ben', 'Anna', 'cleo'].map((user, minute) =>
      failure(minute, user, { ip: '192.0.2.1' }),
    )

    const hits = hitsOf(await run(rules(many), events))

    expect(hits).toHaveLength(1)
    expect(hits[0]).toMatchObject({ eventId: 'cleo-3-', count: 3, group: { ip: '192.0.2.1' } })
  })

  test('of one value is silent', async () => {
    const events = [0, 1, 2, 3].map((minute) => failure(minute, 'anna', { ip: '192.0.2.1' }))

    expect(hitsOf(await run(rules(many), events))).toEqual([])
  })
})

describe('temporal', () => {
  const together = { type: 'temporal', rules: ['failure', 'success'], 'group-by': ['user'], timespan: '5m' }
  const success = (minute: number, user: string) => failure(minute, user, { operation: 'Success' })

  test('fires when all rules have hits, in whatever order', async () => {
    const events = [success(0, 'anna'), failure(3, 'anna'), success(0, 'ben'), failure(9, 'ben')]

    expect(hitsOf(await run(rules(together), events)).map(({ group }) => group)).toEqual([{ user: 'anna' }])
  })

  test('ordered: only in the order of the rules', async () => {
    const ordered = { ...together, type: 'temporal_ordered' }
    const events = [success(0, 'anna'), failure(3, 'anna'), failure(0, 'ben'), success(4, 'ben')]

    const hits = hitsOf(await run(rules(ordered), events))

    expect(hits.map(({ group, events: ids }) => [group, ids])).toEqual([
      [{ user: 'ben' }, ['ben-0-', 'ben-4-Success']],
    ])
  })

  test('ordered: from the last beginning that is in time', async () => {
    const ordered = { ...together, type: 'temporal_ordered', rules: ['failure', 'change', 'success'] }
    const change = failure(4, 'anna', { operation: 'Change' })
    const events = [failure(0, 'anna'), failure(3, 'anna'), change, success(7, 'anna')]

    expect(hitsOf(await run(rules(ordered), events))).toHaveLength(1)
  })

  test('groups by what each rule calls it', async () => {
    const aliased = {
      ...together,
      'group-by': ['who'],
      aliases: { who: { failure: 'user', success: 'targets.name' } },
    }
    const other = failure(1, 'system', { operation: 'Success', targets: '[{"name":"anna"}]' })

    const hits = hitsOf(await run(rules(aliased), [failure(0, 'anna'), other]))

    expect(hits.map(({ group }) => group)).toEqual([{ who: 'anna' }])
  })
})

describe('the rules that are counted', () => {
  const spray = {
    type: 'event_count',
    rules: ['failure'],
    'group-by': ['user'],
    timespan: '10m',
    condition: { gte: 3 },
  }
  const events = [failure(0, 'anna')]

  test('are counted, and their hits not listed', async () => {
    expect(of(await run(rules(spray), events), 'id-failure')).toMatchObject({
      status: 'ran',
      count: 1,
      hits: [],
      because: 'only counted by Correlated; its own hits are not listed',
    })
  })

  test('are listed when it says so', async () => {
    const report = await run(rules({ ...spray, generate: true }), events)

    expect(hitsOf(report, 'id-failure')).toHaveLength(1)
  })

  test.each([
    ['nobody', 'rejected', 'there is no rule nobody'],
    ['correlated', 'rejected', 'correlated is a correlation; only rules are counted'],
  ])('have to be there: %s', async (name, status, because) => {
    const report = await run(rules({ ...spray, rules: [name] }), events)

    expect(of(report, 'correlated')).toMatchObject({ status, because, hits: [] })
  })

  test('have to run', async () => {
    const off = ruleText({ s: { 'user|expand': '%x%' }, condition: 's' }, { id: 'off', title: 'Off' })
    const report = await run([...rules({ ...spray, rules: ['off'] }), off], events)

    expect(of(report, 'correlated')).toMatchObject({ status: 'off', because: 'Off: not set: %x%' })
  })

  test('have to have events', async () => {
    const elsewhere = ruleText(
      { s: { riskEventType: 'x' }, condition: 's' },
      { id: 'risk', title: 'Risk', logsource: { product: 'azure', service: 'riskdetection' } },
    )
    const report = await run([...rules({ ...spray, rules: ['risk'] }), elsewhere], events)

    expect(of(report, 'correlated')).toMatchObject({
      status: 'unbound',
      because: 'Risk: no events of riskDetections',
    })
  })
})

test('what was counted is more than a batch', async () => {
  const correlation = {
    type: 'event_count',
    rules: ['failure'],
    'group-by': ['user'],
    timespan: '1d',
    condition: { gte: 9000 },
  }
  const events = Array.from({ length: 9000 }, (_, index) =>
    failure(index / 100, 'anna', { id: `event-${index}` }),
  )

  const [hit] = hitsOf(await run(rules(correlation), events))

  expect(hit).toMatchObject({ eventId: 'event-8999', count: 9000 })
  expect(hit?.events).toHaveLength(100)
}, 30_000)
