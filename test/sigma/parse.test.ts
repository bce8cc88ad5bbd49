import { describe, expect, test } from 'vitest'
import { KeywardError } from '#model/errors.ts'
import { parseFieldMap } from '#sigma/field-map.ts'
import { parseRules } from '#sigma/parse.ts'
import { ruleText } from './rules.ts'

const RULE = ruleText({ s: { operation: 'a' }, condition: 's' })
const errorOf = (text: string) => parseRules([{ name: 'rules/x.yml', text }]).rejected[0]?.error

describe('a rule', () => {
  test('keeps what it says about itself', () => {
    const text = `title: Something
id: 1-2
name: something
status: test
level: high
author: Somebody
license: DRL-1.1
references: [https://example.org]
tags: [attack.t1078]
falsepositives: [none]
logsource: {product: Azure, service: AuditLogs}
detection: {s: {operation: a}, condition: s}
`

    const [rule] = parseRules([{ name: 'a.yml', text, licence: 'other' }]).rules

    expect(rule).toMatchObject({
      head: {
        id: '1-2',
        name: 'something',
        level: 'high',
        author: 'Somebody',
        licence: 'DRL-1.1',
        file: 'a.yml',
      },
      logSource: { product: 'azure', service: 'auditlogs', category: null },
    })
  })

  test('without a licence has that of its collection', () => {
    const { rules } = parseRules([{ name: 'a.yml', text: RULE, licence: 'DRL-1.1' }])

    expect(rules[0]?.head.licence).toBe('DRL-1.1')
  })

  test('may stand beside others in one file', () => {
    const text = `${RULE}\n---\n${RULE.replace('rule-1', 'rule-2')}\n---\n`

    expect(parseRules([{ name: 'a.yml', text }]).rules.map(({ head }) => head.id)).toEqual([
      'rule-1',
      'rule-2',
    ])
  })

  test('that is broken stops no other', () => {
    const { rules, rejected } = parseRules([
      { name: 'broken.yml', text: 'title: [' },
      { name: 'good.yml', text: RULE },
      { name: 'empty.yml', text: '' },
    ])

    expect(rules).toHaveLength(1)
    expect(rejected.map(({ head }) => head.file)).toEqual(['broken.yml'])
  })

  test('of an id that is taken in its own file is refused; another file may have a copy', () => {
    const { rules, rejected } = parseRules([
      { name: 'one.yml', text: `${RULE}\n---\n${RULE}` },
      { name: 'two.yml', text: RULE },
    ])

    expect(rules.map(({ head }) => head.file)).toEqual(['one.yml', 'two.yml'])
    expect(rejected.map(({ error }) => error.message)).toEqual([
      expect.stringContaining('already that of a rule in this file'),
    ])
  })
})

describe('what is wrong is said with file, place and reason', () => {
  const rule = (detection: string) =>
    `title: T\nlogsource: {product: azure, service: auditlogs}\ndetection:\n${detection}`
  const cases: readonly [string, string, string][] = [
    ['no detection', 'title: T\nlogsource: {product: azure}', 'detection is missing'],
    ['no log source', 'title: T\ndetection: {s: {a: 1}, condition: s}', 'logsource is missing'],
    ['no condition', rule('  s: {a: 1}'), 'condition is missing'],
    ['an unknown selection', rule('  s: {a: 1}\n  condition: s and t'), ':5:14: T: the condition names t'],
    ['a pattern for nothing', rule('  s: {a: 1}\n  condition: 1 of x*'), 'no selection is called like x*'],
    [
      'an old aggregation',
      rule('  s: {a: 1}\n  condition: s | count() by b > 3'),
      'write a correlation instead',
    ],
    ['a timeframe', rule('  s: {a: 1}\n  timeframe: 5m\n  condition: s'), 'old aggregations'],
    ['an open parenthesis', rule('  s: {a: 1}\n  condition: (s'), 'not closed'],
    ['a condition that goes on', rule('  s: {a: 1}\n  condition: s s'), 's is not expected'],
    ['a condition that ends', rule('  s: {a: 1}\n  condition: s and'), 'ends too early'],
    [
      'an unknown modifier',
      rule('  s:\n    a|near: 1\n  condition: s'),
      ':5:13: T: there is no modifier near',
    ],
    [
      'modifiers that exclude each other',
      rule('  s: {a|contains|endswith: x}\n  condition: s'),
      'exclude each other',
    ],
    ['a flag without re', rule('  s: {a|i: x}\n  condition: s'), 'needs re'],
    ['a broken expression', rule('  s: {a|re: "("}\n  condition: s'), 'not a regular expression'],
    ['a network that is none', rule('  s: {a|cidr: here}\n  condition: s'), 'here is not a network'],
    ['a number that is none', rule('  s: {a|gt: many}\n  condition: s'), 'many is no number'],
    ['a value within a value', rule('  s: {a: {b: {c: 1}}}\n  condition: s'), 'a value has to be'],
    ['an empty selection', rule('  s: {}\n  condition: s'), 'the selection is empty'],
    ['an encoded wildcard', rule('  s: {a|base64: "x*"}\n  condition: s'), 'cannot be encoded'],
    ['a collection', 'action: global\ntitle: T', 'action: global'],
    ['a filter', 'title: T\nfilter: {rules: any}', 'filters are not read'],
    ['a text', 'just words', 'has to be a mapping'],
    ['broken YAML', 'title: T\ndetection: [', 'rules/x.yml:2:'],
    [
      'a correlation of no kind',
      'title: T\ncorrelation: {type: value_avg, rules: [a]}',
      'value_avg is not one of',
    ],
    ['one of no rules', 'title: T\ncorrelation: {type: event_count, timespan: 1h}', 'names no rules'],
    ['one of no time', 'title: T\ncorrelation: {type: event_count, rules: [a]}', 'timespan'],
    ['one of no number', 'title: T\ncorrelation: {type: event_count, rules: [a], timespan: 1h}', 'how many'],
    [
      'values of no field',
      'title: T\ncorrelation: {type: value_count, rules: [a], timespan: 1h, condition: {gte: 2}}',
      'needs a field',
    ],
  ]

  test.each(cases)('%s', (_, text, reason) => {
    const error = errorOf(text)

    expect(error).toBeInstanceOf(KeywardError)
    expect(error?.code).toBe('sigma-rule-invalid')
    expect(error?.message).toContain('rules/x.yml')
    expect(error?.message).toContain(reason)
  })

  test('aliases that grow without end are refused', () => {
    const levels = Array.from(
      { length: 40 },
      (_, level) => `  s${level + 1}: &a${level + 1} [*a${level}, *a${level}]`,
    )
    const text = `title: T\nlogsource: {product: azure}\ndetection:\n  s0: &a0 [{a: 1}]\n${levels.join('\n')}\n  condition: s40`

    expect(errorOf(text)?.message).toMatch(/too many aliases|too deeply/)
  })
})

describe('the field map', () => {
  test('refuses places that are none', () => {
    const text = 'logs:\n  - {product: azure, service: [x], sources: [signIns], fields: {a: nowhere}}'

    expect(() => parseFieldMap(text)).toThrow('nowhere is neither a column nor raw:path')
  })

  test('refuses logs that are none', () => {
    expect(() => parseFieldMap('logs:\n  - {product: azure, sources: [others]}')).toThrow('no log others')
  })

  test('refuses a text that is none', () => {
    expect(() => parseFieldMap('a: b')).toThrow(KeywardError)
  })
})
