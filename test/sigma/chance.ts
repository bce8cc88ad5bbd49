/** Rules and events by chance, so that rules hit often enough and miss narrowly. */
import fc from 'fast-check'
import type { LogSource } from '#model/events/log-event.ts'
import { anEvent } from './events.ts'

/** Texts that come near each other, and letters whose lower case is not what one thinks. */
const word = fc.oneof(
  fc.constantFrom(
    '',
    'Add user',
    'add USER',
    'Delete user',
    'user',
    'İstanbul',
    'taxi',
    'TAXİ',
    'K',
    'straße',
    'ΣΑΣ',
    'a*b',
    'a?b',
    'a\\b',
    '😀',
    '0',
    '50126',
    '1e3',
    '"quoted"',
    "it's",
    '[]',
    'true',
    'a/b',
    '\u0000x',
  ),
  fc.string({
    unit: fc.constantFrom('a', 'A', 'i', 'İ', 'k', '\u212a', 's', 'ſ', '/', '"', '.', ' '),
    maxLength: 4,
  }),
)
const nullable = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null, freq: 4 })
const json = (some: fc.Arbitrary<unknown>) => nullable(some.map((value) => JSON.stringify(value)))
const fields = fc.dictionary(fc.constantFrom('ForwardTo', 'forwardto', 'Name', 'Dotted.Key', 'ı'), word, {
  maxKeys: 3,
})
const pairs = fc.array(fc.record({ Name: fc.constantFrom('ForwardTo', 'Identity'), Value: word }), {
  maxLength: 2,
})
const changes = fc.array(fc.record({ name: fc.constantFrom('Role', 'Roles'), old: word, new: word }), {
  maxLength: 2,
})

const record = fc.record(
  {
    Deep: fc.oneof(word, fields, fc.array(word, { maxLength: 2 }), fc.integer({ min: -2, max: 60 })),
    Listed: fc.oneof(
      pairs,
      pairs.map((list) => JSON.stringify(list)),
    ),
    properties: fc.record({ deep: word }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
)
/** Some exports write characters as escapes. */
const raw = fc.oneof(
  record.map((value) => JSON.stringify(value)),
  record.map((value) => JSON.stringify(value).replaceAll('/', '\\/').replaceAll('s', '\\u0073')),
  record.map((value) => JSON.stringify(value, null, 1)),
  word,
)

const change = fc.record({
  source: fc.constantFrom<LogSource>('directoryAudits', 'directoryAudits', 'directoryAudits', 'signIns'),
  operation: nullable(word),
  user: nullable(word),
  userName: nullable(word),
  resultCode: nullable(fc.oneof(word, fc.integer({ min: -3, max: 60 }).map(String))),
  result: nullable(fc.constantFrom('success', 'failure')),
  changes: json(changes),
  details: json(fields),
  riskEvents: json(fc.array(word, { maxLength: 2 })),
  time: nullable(fc.integer({ min: 0, max: 2_000_000_000_000 })),
  raw,
})
/** Events of two logs, in all of whose columns hardly anything is equal and much is nearly so. */
export const events = fc
  .array(change, { minLength: 1, maxLength: 40 })
  .map((list) => list.map((each, index) => anEvent({ ...each, id: `event-${index}` })))

const column = fc.constantFrom('operation', 'user', 'Initiatedby', 'ResultType', 'result')
const inside = fc.constantFrom(
  'changes',
  'changes.new',
  'changes.role',
  'details',
  'details.forwardto',
  'details.dotted.key',
  'riskEvents',
)
const fallback = fc.constantFrom('deep', 'Deep.ForwardTo', 'listed.forwardto', 'properties.deep', 'time')
const field = fc.oneof(
  { weight: 3, arbitrary: column },
  { weight: 2, arbitrary: inside },
  { weight: 1, arbitrary: fallback },
)
const escaped = fc.oneof(
  word,
  word.map((text) => text.replaceAll(/[*?\\]/g, '\\$&')),
)
const values = fc.oneof(escaped, fc.array(escaped, { minLength: 1, maxLength: 3 }))

const item: fc.Arbitrary<[string, unknown]> = fc.oneof(
  fc.tuple(field, fc.oneof(values, fc.constant(null), fc.integer({ min: -3, max: 60 }))),
  fc.tuple(
    fc
      .tuple(
        field,
        fc.constantFrom(
          'contains',
          'startswith',
          'endswith',
          'cased',
          'contains|all',
          'contains|cased',
          'neq',
        ),
      )
      .map((parts) => parts.join('|')),
    values,
  ),
  fc.tuple(
    field.map((name) => `${name}|exists`),
    fc.boolean(),
  ),
  fc.tuple(
    fc.tuple(field, fc.constantFrom('gt', 'gte', 'lt', 'lte')).map((parts) => parts.join('|')),
    fc.integer({ min: -3, max: 60 }),
  ),
  fc.tuple(
    fc.tuple(field, fc.constantFrom('re', 're|i')).map((parts) => parts.join('|')),
    fc.constantFrom('^a', 'user$', 'd+', '[a-z]i'),
  ),
  fc.tuple(fc.constantFrom('user|fieldref', 'user|fieldref|contains', 'deep|fieldref'), field),
  fc.tuple(fc.constant('time|hour'), fc.integer({ min: 0, max: 23 })),
)
const selection = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.array(item, { minLength: 1, maxLength: 3 }).map((items) => Object.fromEntries(items)),
  },
  {
    weight: 1,
    arbitrary: fc.array(
      escaped.filter((text) => text !== ''),
      { minLength: 1, maxLength: 2 },
    ),
  },
)
const condition = fc.constantFrom(
  'a',
  'not a',
  'a and b',
  'a or b',
  'a and not b',
  'not (a or b) or c',
  '1 of them',
  'all of them',
  '2 of them',
  'b or (a and not c)',
)
/** The detection of a rule over them. */
export const rule = fc.record({ a: selection, b: selection, c: selection, condition })
