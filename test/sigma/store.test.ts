import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DetectionReport } from '#model/detection.ts'
import { type LogEvent, logSources } from '#model/events/log-event.ts'
import { detect } from '#pipeline/logs/detect.ts'
import { bindRule } from '#sigma/bind.ts'
import { matches } from '#sigma/match.ts'
import { parseRules } from '#sigma/parse.ts'
import { withDuckDb } from '#store/duckdb.ts'
import { events, rule } from './chance.ts'
import { anEvent, tableOf } from './events.ts'
import { reference } from './reference.ts'
import { ruleText, shippedMap } from './rules.ts'

const rulesOf = (detections: readonly object[]) =>
  parseRules(
    detections.map((each, index) => ({
      name: `${index}.yml`,
      text: ruleText(each, { id: `rule-${index}` }),
    })),
  )

const idsOf = (report: DetectionReport, id: string) =>
  (report.rules.find((one) => one.id === id)?.hits ?? []).map(({ eventId }) => eventId).toSorted()

test('the store finds what the reference finds, and so does the naive path', async () => {
  let hits = 0
  await withDuckDb([], async (connection) => {
    const property = fc.asyncProperty(
      fc.array(rule, { minLength: 1, maxLength: 6 }),
      events,
      async (detections, list) => {
        const rules = rulesOf(detections)
        expect(rules.rejected.map(({ error }) => error.message)).toEqual([])
        const stored = await tableOf(connection, list)
        const report = await detect(stored, { rules, map: shippedMap })
        for (const each of rules.rules) {
          const expected = list.filter((event) => reference(each, shippedMap, event)).map(({ id }) => id)
          const binding = bindRule(each, shippedMap)
          const naive = list.filter((event) => binding.status === 'bound' && matches(binding.bound, event))
          expect(naive.map(({ id }) => id)).toEqual(expected)
          const said = report.rules.find((one) => one.id === each.head.id)
          if (said?.status === 'unbound') expect(expected).toEqual([])
          else expect(idsOf(report, each.head.id)).toEqual(expected.toSorted())
          expect(said?.count).toBe(expected.length)
          hits += expected.length
        }
      },
    )
    await fc.assert(property, { numRuns: 150 })
  })
  expect(hits).toBeGreaterThan(100)
}, 120_000)

test('values that hardly repeat are found just as well', async () => {
  const list = Array.from({ length: 3000 }, (_, index) =>
    anEvent({
      id: `event-${String(index).padStart(4, '0')}`,
      operation: index % 3 === 0 ? 'Update user' : 'Add user',
      user: `user${index}@contoso.example`,
      time: index * 60_000,
      changes: JSON.stringify([{ name: 'Role', new: `role ${index}` }]),
      details: index % 7 === 0 ? JSON.stringify({ ForwardTo: `someone${index}@elsewhere.example` }) : null,
      raw: JSON.stringify({ deep: { number: index }, text: `record ${index}` }),
    }),
  )
  const detections = [
    { s: { user: 'USER77@contoso.example' }, condition: 's' },
    { s: { 'user|contains': ['user12', 'ser300@'] }, condition: 's' },
    { s: { 'user|re': '^user(1|2)\\d@' }, condition: 's' },
    { s: { 'changes.new': 'role 5' }, condition: 's' },
    { s: { 'changes.role|endswith': '99', operation: 'Add user' }, condition: 's' },
    { s: { 'details.forwardto|exists': true }, f: { operation: 'Update user' }, condition: 's and not f' },
    { s: { 'deep.number|gte': 2990 }, condition: 's' },
    { s: ['record 10'], condition: 's' },
    { s: { operation: 'Update user' }, f: { 'changes.new|contains': '1' }, condition: 's and not f' },
    { s: { 'time|hour': 3 }, condition: 's' },
  ]
  const rules = rulesOf(detections)
  await withDuckDb([], async (connection) => {
    const stored = await tableOf(connection, list)
    const report = await detect(stored, { rules, map: shippedMap })
    for (const each of rules.rules) {
      const expected = list.filter((event) => reference(each, shippedMap, event)).map(({ id }) => id)
      expect(expected.length).toBeGreaterThan(0)
      expect(idsOf(report, each.head.id), each.head.id).toEqual(expected)
    }
  })
}, 60_000)

test('a column of more different values than are kept is read row by row', async () => {
  await withDuckDb([], async (connection) => {
    await connection.run(`CREATE TABLE many AS SELECT 'event-' || i AS id, 'directoryAudits' AS source,
      'user' || i || '@contoso.example' AS "user", 'Add user' AS operation, make_timestamp_ms(i) AS time,
      '{}' AS raw FROM range(60000) t(i)`)
    const rules = rulesOf([{ s: { 'user|re': '^user1234\\d?@' }, condition: 's' }])

    const relationOf = (source: string) => (source === 'directoryAudits' ? 'many' : undefined)
    const report = await detect({ connection, relationOf }, { rules, map: shippedMap })

    expect(report.rules[0]?.count).toBe(11)
  })
}, 60_000)

test('a limit shortens the lists and not the count', async () => {
  const list = Array.from({ length: 50 }, (_, index) =>
    anEvent({ id: `event-${index}`, operation: 'Add user', time: (50 - index) * 1000, raw: '{"x":"word"}' }),
  )
  const rules = rulesOf([
    { s: { operation: 'Add user' }, condition: 's' },
    { s: ['word'], condition: 's' },
  ])
  await withDuckDb([], async (connection) => {
    const report = await detect(await tableOf(connection, list), { rules, map: shippedMap, limit: 3 })

    for (const { count, hits } of report.rules) {
      expect(count).toBe(50)
      expect(hits.map(({ eventId }) => eventId)).toEqual(['event-49', 'event-48', 'event-47'])
    }
  })
})

test('ids and values that look like ours take nothing apart', async () => {
  const list = ['a\x1eb', 'a\x1fb', 'plain', "it's", '\x1e', '50\x1f'].map((id, index) =>
    anEvent({ id, operation: 'Add\x00user', user: `user ${id}`, time: index === 2 ? null : index }),
  )
  const rules = rulesOf([{ s: { 'operation|startswith': 'add' }, condition: 's' }])
  await withDuckDb([], async (connection) => {
    const report = await detect(await tableOf(connection, list), { rules, map: shippedMap })

    expect(report.rules[0]?.count).toBe(6)
    expect(idsOf(report, 'rule-0')).toEqual(list.map(({ id }) => id).toSorted())
    expect(report.rules[0]?.hits.at(-1)).toEqual({ eventId: 'plain', time: null, source: 'directoryAudits' })
  })
})

test('logs that are looked through at once give the same', async () => {
  const sources = ['directoryAudits', 'signIns'] as const
  const list = Array.from({ length: 400 }, (_, index) =>
    anEvent({
      id: `event-${index}`,
      source: sources[index % 2] ?? 'signIns',
      user: 'anna',
      operation: 'Add user',
      time: index,
    }),
  )
  const any = { product: 'keyward', service: 'any' }
  const texts = [
    ruleText({ s: { operation: 'Add user' }, condition: 's' }, { id: 'one', logsource: any }),
    JSON.stringify({
      title: 'Many',
      id: 'many',
      correlation: {
        type: 'event_count',
        rules: ['one'],
        'group-by': ['user'],
        timespan: '1h',
        condition: { gte: 400 },
        generate: true,
      },
    }),
  ]
  const rules = parseRules(texts.map((text, index) => ({ name: `${index}.yml`, text })))
  await withDuckDb([], (connection) =>
    withDuckDb([], async (other) => {
      const stored = await tableOf(connection, list)
      await tableOf(other, list)

      const report = await detect({ ...stored, beside: (work) => work(other) }, { rules, map: shippedMap })

      expect(report.rules.map(({ count }) => count)).toEqual([400, 1])
      expect(report.rules[0]?.hits.map(({ eventId }) => eventId)).toEqual(list.map(({ id }) => id))
    }),
  )
})

test('what could not be looked at is said', async () => {
  const off = { s: { 'user|expand': '%admins%' }, condition: 's' }
  const unbound = { s: { operation: 'Add user', 'no.such.field': 'x' }, condition: 's' }
  const optional = { s: { operation: 'Add user' }, f: { 'no.such.field': 'x' }, condition: 's and not f' }
  const unasked = { s: { operation: 'Nothing', 'no.such.field': 'x' }, condition: 's' }
  const rules = rulesOf([off, unbound, optional, unasked])
  const elsewhere = parseRules([
    {
      name: 'w.yml',
      text: ruleText({ s: { a: 1 }, condition: 's' }, { id: 'windows', logsource: { product: 'windows' } }),
    },
    {
      name: 'r.yml',
      text: ruleText(
        { s: { a: 1 }, condition: 's' },
        { id: 'risk', logsource: { product: 'azure', service: 'riskdetection' } },
      ),
    },
    { name: 'b.yml', text: 'title: Broken' },
  ])
  await withDuckDb([], async (connection) => {
    const stored = await tableOf(connection, [anEvent({ operation: 'Add user' })])
    const all = {
      rules: [...rules.rules, ...elsewhere.rules],
      correlations: [],
      rejected: elsewhere.rejected,
    }

    const report = await detect(stored, { rules: all, map: shippedMap })

    const said = report.rules.map(({ status, because, count }) => [status, because, count])
    expect(said).toEqual([
      ['off', 'not set: %admins%', 0],
      ['unbound', 'no event has no.such.field', 0],
      ['ran', undefined, 1],
      ['ran', undefined, 0],
      ['unbound', "no log of Keyward's is windows", 0],
      ['unbound', 'no events of riskDetections', 0],
      ['rejected', expect.stringContaining('logsource is missing'), 0],
    ])
    expect(report.rules[1]?.fields).toEqual([
      { field: 'operation', places: ['operation'], found: true },
      { field: 'no.such.field', places: ['raw:no.such.field'], found: false },
    ])
    expect(report.rules[3]?.fields[1]?.found).toBeNull()
  })
})

test('every log has its own events', async () => {
  const list = logSources.map((source): LogEvent => anEvent({ id: source, source, operation: 'Something' }))
  const text = ruleText(
    { s: { operation: 'Something' }, condition: 's' },
    { logsource: { product: 'keyward', service: 'any' } },
  )
  await withDuckDb([], async (connection) => {
    const report = await detect(await tableOf(connection, list), {
      rules: parseRules([{ name: 'a.yml', text }]),
      map: shippedMap,
    })

    expect(new Set(report.rules[0]?.hits.map(({ source }) => source))).toEqual(new Set(logSources))
  })
})

test('words in records are found, whether the database answers or the record is read', async () => {
  const words = Array.from({ length: 18 }, (_, index) => `Word/${index}x`)
  const said = [
    (word: string) => JSON.stringify({ text: `before ${word} behind` }),
    (word: string) => JSON.stringify({ text: word.toUpperCase() }),
    // As other programs write the same: escapes for what needs none, and letters beyond ASCII beside.
    (word: string) => `{"text":"${word.replace('/', '\\/')}"}`,
    (word: string) => `{"text":"${word.replace('W', '\\u0057')}"}`,
    (word: string) => JSON.stringify({ text: `größer ${word} İ` }),
    (word: string) => JSON.stringify({ path: `C:\\temp\\${word}`, quoted: '"' }),
    () => JSON.stringify({ text: 'nothing of it' }),
  ]
  const DAY = 86_400_000
  const list = words.flatMap((word, index) =>
    said.map((write, how) =>
      anEvent({
        id: how === 1 ? `odd\x1e${index}` : `event-${index}-${how}`,
        operation: how % 2 === 0 ? 'Add user' : 'Update user',
        time: how === 3 ? null : DAY * (index % 4) + (100 - index) * how,
        raw: write(word),
      }),
    ),
  )
  const detections = [
    ...words.map((word) => ({ s: [word.toLowerCase()], condition: 's' })),
    { s: ['word/1x', 'word/2x', 'Word/17x'], condition: 's' },
    { s: ['word/3x'], o: { operation: 'Add user' }, condition: 's and not o' },
    { s: { '|all': ['word/4x', 'before'] }, condition: 's' },
    { s: ['word/5x'], o: ['before'], condition: 'not s and o' },
  ]
  const rules = rulesOf(detections)
  await withDuckDb([], async (connection) => {
    const report = await detect(await tableOf(connection, list), { rules, map: shippedMap })
    for (const each of rules.rules) {
      const expected = list.filter((event) => reference(each, shippedMap, event)).map(({ id }) => id)
      const found = report.rules.find(({ id }) => id === each.head.id)
      expect(expected.length).toBeGreaterThan(0)
      expect(found?.count, each.head.id).toBe(expected.length)
      expect(idsOf(report, each.head.id), each.head.id).toEqual(expected.toSorted())
      const times = (found?.hits ?? []).map(({ time }) => time ?? '~')
      expect(times).toEqual(times.toSorted())
    }
  })
}, 60_000)

test('values that hold what stands between values are told apart all the same', async () => {
  const odd = ['a', 'a\x1e', 'a\x1fb', '=a', '~', '', 'a\x1e=a\x1f1']
  const list = odd.flatMap((user, index) =>
    odd.map((operation, at) => anEvent({ id: `${index}-${at}`, user, operation, time: index })),
  )
  const rules = rulesOf([
    { s: { user: 'a' }, condition: 's' },
    { s: { user: '~', operation: '=a' }, condition: 's' },
    { s: { 'user|contains': '\x1f', 'operation|endswith': '\x1e' }, condition: 's' },
    { s: { 'user|startswith': 'a' }, f: { operation: 'a' }, condition: 's and not f' },
  ])
  await withDuckDb([], async (connection) => {
    for (const events of [list, list.filter(({ user }) => !/[\x1e\x1f]/.test(user ?? ''))]) {
      const report = await detect(await tableOf(connection, events), { rules, map: shippedMap })
      for (const each of rules.rules) {
        const expected = events.filter((event) => reference(each, shippedMap, event)).map(({ id }) => id)
        expect(idsOf(report, each.head.id), each.head.id).toEqual(expected.toSorted())
      }
    }
  })
})
