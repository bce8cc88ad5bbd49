import { describe, expect, test } from 'vitest'
import type { LogEvent } from '#model/events/log-event.ts'
import { matches } from '#sigma/match.ts'
import { anEvent } from './events.ts'
import { bound, parsed, ruleText, selects } from './rules.ts'

const NOON = Date.UTC(2026, 0, 15, 12, 30)
const at = (change: Partial<LogEvent>) => anEvent(change)
const wide = (text: string) => Buffer.from(text, 'utf16le').toString('latin1')

describe('each modifier says what it says', () => {
  const cases: readonly [string, unknown, LogEvent, boolean][] = [
    ['a text is the whole text', { operation: 'add user' }, at({ operation: 'Add user' }), true],
    ['and not a part of it', { operation: 'add' }, at({ operation: 'Add user' }), false],
    ['a star is anything', { operation: 'add*r' }, at({ operation: 'Add user' }), true],
    ['a question mark is one character', { operation: 'Add use?' }, at({ operation: 'Add user' }), true],
    ['exactly one', { operation: 'Add user?' }, at({ operation: 'Add user' }), false],
    ['one character may be two units', { operation: 'a?b' }, at({ operation: 'a😀b' }), true],
    ['an escaped star is a star', { operation: 'a\\*' }, at({ operation: 'a*' }), true],
    ['and no wildcard', { operation: 'a\\*' }, at({ operation: 'ab' }), false],
    ['a backslash is a backslash', { operation: 'a\\b' }, at({ operation: 'a\\b' }), true],
    ['two before a star are one', { operation: 'a\\\\*' }, at({ operation: 'a\\b' }), true],
    ['contains', { 'operation|contains': 'D U' }, at({ operation: 'Add user' }), true],
    ['contains with a wildcard', { 'operation|contains': 'd?us' }, at({ operation: 'Add user' }), true],
    ['startswith', { 'operation|startswith': 'add' }, at({ operation: 'Add user' }), true],
    ['startswith is not contains', { 'operation|startswith': 'dd' }, at({ operation: 'Add user' }), false],
    ['endswith', { 'operation|endswith': 'USER' }, at({ operation: 'Add user' }), true],
    ['values are alternatives', { operation: ['x', 'add user'] }, at({ operation: 'Add user' }), true],
    [
      'all means each of them',
      { 'operation|contains|all': ['add', 'x'] },
      at({ operation: 'Add user' }),
      false,
    ],
    ['cased', { 'operation|cased': 'add user' }, at({ operation: 'Add user' }), false],
    ['contains and cased', { 'operation|contains|cased': 'user' }, at({ operation: 'Add user' }), true],
    ['a number is a number', { ResultType: 50126 }, at({ resultCode: '50126' }), true],
    ['in another spelling too', { ResultType: 1 }, at({ resultCode: '1.0' }), true],
    ['a text of digits as well', { ResultType: '0' }, at({ resultCode: '0' }), true],
    ['gt', { 'ResultType|gt': 5 }, at({ resultCode: '6' }), true],
    ['gte', { 'ResultType|gte': 6 }, at({ resultCode: '6' }), true],
    ['lt', { 'ResultType|lt': 6 }, at({ resultCode: '6' }), false],
    ['lte', { 'ResultType|lte': 6 }, at({ resultCode: '6' }), true],
    ['a text is no number', { 'ResultType|lt': 6 }, at({ resultCode: 'none' }), false],
    ['true', { 'details.on': true }, at({ details: '{"on":"True"}' }), true],
    ['null is absent', { operation: null }, at({}), true],
    ['null is not empty', { operation: null }, at({ operation: '' }), false],
    ['an empty text is nothing', { operation: '' }, at({}), true],
    ['or empty', { operation: '' }, at({ operation: '' }), true],
    ['and not something', { operation: '' }, at({ operation: 'x' }), false],
    ['exists', { 'operation|exists': true }, at({ operation: '' }), true],
    ['exists: false', { 'operation|exists': false }, at({}), true],
    ['neq', { 'operation|neq': 'add user' }, at({ operation: 'Add user' }), false],
    ['neq of what is absent', { 'operation|neq': 'add user' }, at({}), true],
    ['cidr', { 'ip|cidr': '192.0.2.0/24' }, at({ ip: '192.0.2.77' }), true],
    ['cidr elsewhere', { 'ip|cidr': '192.0.2.0/24' }, at({ ip: '192.0.3.77' }), false],
    ['cidr of IPv6', { 'ip|cidr': '2001:db8::/32' }, at({ ip: '2001:db8::1' }), true],
    ['IPv4 within IPv6', { 'ip|cidr': '192.0.2.0/24' }, at({ ip: '::ffff:192.0.2.1' }), true],
    ['an address that is none', { 'ip|cidr': '0.0.0.0/0' }, at({ ip: '12' }), false],
    ['re is somewhere in the text', { 'operation|re': 'd+ u' }, at({ operation: 'Add user' }), true],
    ['re minds case', { 'operation|re': '^add' }, at({ operation: 'Add user' }), false],
    ['re with i does not', { 'operation|re|i': '^add' }, at({ operation: 'Add user' }), true],
    ['re with m', { 'operation|re|m': '^user' }, at({ operation: 'Add\nuser' }), true],
    ['re with s', { 'operation|re|s': 'Add.user' }, at({ operation: 'Add\nuser' }), true],
    ['re without s', { 'operation|re': 'Add.user' }, at({ operation: 'Add\nuser' }), false],
    ['fieldref', { 'user|fieldref': 'resource' }, at({ user: 'A@x', resource: 'a@X' }), true],
    ['fieldref of nothing', { 'user|fieldref': 'resource' }, at({}), false],
    [
      'fieldref|endswith',
      { 'user|fieldref|endswith': 'resource' },
      at({ user: 'a@x', resource: '@X' }),
      true,
    ],
    ['windash', { 'operation|windash|contains': ' -exec' }, at({ operation: 'run \u2013exec' }), true],
    [
      'windash with a slash',
      { 'operation|windash|contains': ' -exec' },
      at({ operation: 'run /EXEC' }),
      true,
    ],
    ['base64', { 'operation|base64': 'foobar' }, at({ operation: 'Zm9vYmFy' }), true],
    ...[0, 1, 2].map((offset): [string, unknown, LogEvent, boolean] => [
      `base64offset at ${offset}`,
      { 'operation|base64offset|contains': 'secret words' },
      at({ operation: Buffer.from(`${'x'.repeat(offset + 3)}secret words behind`).toString('base64') }),
      true,
    ]),
    ['wide', { 'operation|wide': 'ab' }, at({ operation: wide('ab') }), true],
    ['utf16le', { 'operation|utf16le': 'ab' }, at({ operation: 'a\0b\0' }), true],
    ['utf16be', { 'operation|utf16be': 'ab' }, at({ operation: '\0a\0b' }), true],
    ['utf16', { 'operation|utf16|base64': 'ab' }, at({ operation: '//5hAGIA' }), true],
    ['wide and base64', { 'operation|wide|base64': 'ab' }, at({ operation: 'YQBiAA==' }), true],
    ['minute', { 'time|minute': 30 }, at({ time: NOON }), true],
    ['hour', { 'time|hour': 12 }, at({ time: NOON }), true],
    ['hour beside a number', { 'time|hour|gte': 13 }, at({ time: NOON }), false],
    ['day', { 'time|day': 15 }, at({ time: NOON }), true],
    ['week', { 'time|week': 3 }, at({ time: NOON }), true],
    ['the last week of a year', { 'time|week': 53 }, at({ time: Date.UTC(2027, 0, 1) }), true],
    ['month', { 'time|month': 1 }, at({ time: NOON }), true],
    ['year', { 'time|year': 2026 }, at({ time: NOON }), true],
    ['a keyword is anywhere in the record', ['ROLE/write'], at({ raw: '{"a":"x/role/Write"}' }), true],
    ['also behind escapes', ['role/write'], at({ raw: '{"a":"role\\/wr\\u0069te"}' }), true],
    ['all keywords', { '|all': ['one', 'two'] }, at({ raw: '{"a":"one"}' }), false],
  ]

  test.each(cases)('%s', (_, selection, event, expected) => {
    expect(selects(selection, event)).toBe(expected)
  })
})

describe('fields are found where they lie', () => {
  const changes = JSON.stringify([
    { name: 'ConsentContext.IsAdminConsent', new: 'True' },
    { name: 'Roles', old: '[]', new: '["Guest"]' },
  ])
  const cases: readonly [string, unknown, Partial<LogEvent>, boolean][] = [
    ['under the names of rules', { ActivityDisplayName: 'Add user' }, { operation: 'Add user' }, true],
    ['without the envelope', { 'properties.result': 'success' }, { result: 'success' }, true],
    [
      'in words of ours',
      { 'targetResources.type': 'Service Principal' },
      { targets: '[{"type":"ServicePrincipal"}]' },
      true,
    ],
    ['in any of several columns', { Initiatedby: 'Sync' }, { app: 'Sync' }, true],
    ['by the name of a property', { 'ConsentContext.IsAdminConsent': 'true' }, { changes }, true],
    [
      'in any of several changes',
      { 'TargetResources.ModifiedProperties.NewValue|contains': 'guest' },
      { changes },
      true,
    ],
    ['in the text of the whole', { 'TargetResources|contains': 'consentcontext' }, { changes }, true],
    ['in a key of any case', { 'parameters.forwardTO': 'x' }, { parameters: '{"ForwardTo":"x"}' }, true],
    ['in the record', { 'some.Thing': 'x' }, { raw: '{"properties":{"Some":[{"thing":"x"}]}}' }, true],
    ['in a key with a dot', { 'some.thing.more': 'x' }, { raw: '{"some.thing":{"more":"x"}}' }, true],
    [
      'in JSON that lies there as text',
      { 'some.thing': 'x' },
      { raw: '{"some":"{\\"thing\\":\\"x\\"}"}' },
      true,
    ],
    [
      'in lists of names and values',
      { 'list.colour': 'red' },
      { raw: '{"list":[{"Name":"Colour","Value":"red"}]}' },
      true,
    ],
    [
      'in lists of keys and values',
      { 'list.colour': 'red' },
      { raw: '{"list":[{"key":"Colour","value":"red"}]}' },
      true,
    ],
    [
      'in modified properties',
      { 'list.colour': 'red' },
      { raw: '{"list":[{"displayName":"Colour","newValue":"\\"red\\""}]}' },
      true,
    ],
    ['not in a record that is none', { 'list.colour': 'red' }, { raw: '{"list":[{"Name":"Col' }, false],
  ]

  test.each(cases)('%s', (_, selection, change, expected) => {
    expect(selects(selection, anEvent(change))).toBe(expected)
  })
})

describe('conditions', () => {
  const event = anEvent({ operation: 'Add user', result: 'success' })
  const selections = {
    one: { operation: 'Add user' },
    two: { result: 'failure' },
    _hidden: { operation: 'Add user' },
  }
  const cases: readonly [unknown, boolean][] = [
    ['one', true],
    ['one and two', false],
    ['one or two', true],
    ['not two', true],
    ['not one or one', true],
    ['not (one or two)', false],
    ['two and two or one', true],
    ['two and (two or one)', false],
    ['ONE OR one', true],
    ['1 of them', true],
    ['all of them', false],
    ['any of o*', true],
    ['all of *o*', false],
    ['1 of tw*', false],
    ['2 of *', true],
    ['3 of *', false],
    [['two', 'one'], true],
  ]

  test.each(cases)('%s', (condition, expected) => {
    const names = condition === 'ONE OR one' ? { ...selections, ONE: { operation: 'x' } } : selections
    expect(matches(bound(ruleText({ ...names, condition })), event)).toBe(expected)
  })

  test('a list of selections is any of them', () => {
    expect(selects([{ operation: 'x' }, { operation: 'Add user' }], event)).toBe(true)
  })

  test('a rule says nothing of events of other logs', () => {
    expect(selects({ operation: 'Add user' }, anEvent({ operation: 'Add user', source: 'signIns' }))).toBe(
      false,
    )
  })
})

describe('placeholders', () => {
  const text = ruleText({ selection: { 'user|expand': '%admins%@%domain%' }, condition: 'selection' })

  test('each of their values is one', () => {
    const placeholders = new Map([
      ['admins', ['anna', 'ben']],
      ['domain', ['contoso.example']],
    ])
    expect(matches(bound(text, placeholders), anEvent({ user: 'Ben@contoso.example' }))).toBe(true)
  })

  test('a rule without them is off and says which', () => {
    expect(() => bound(text)).toThrow('not set: %admins%, %domain%')
  })

  test('without expand a percent sign is one', () => {
    expect(selects({ user: '%admins%' }, anEvent({ user: '%admins%' }))).toBe(true)
  })
})

describe('a hostile rule', () => {
  const long = anEvent({ operation: 'a'.repeat(200_000), raw: `{"a":"${'a'.repeat(200_000)}"}` })

  test('with a regular expression of exponential growth ends', () => {
    expect(selects({ 'operation|re': '^(a+)+$x' }, long)).toBe(false)
  }, 5000)

  test('with stars upon stars ends', () => {
    expect(selects({ operation: `${'*a'.repeat(500)}*b` }, long)).toBe(false)
    expect(selects({ operation: `${'*a?'.repeat(50)}*b` }, long)).toBe(false)
  }, 5000)

  test('with a look-ahead is refused', () => {
    expect(() => parsed(ruleText({ s: { 'operation|re': '(?=a)' }, condition: 's' }))).toThrow('RE2')
  })

  test('nested without end is refused', () => {
    const condition = `${'('.repeat(1000)}s${')'.repeat(1000)}`
    expect(() => parsed(ruleText({ s: { operation: 'a' }, condition }))).toThrow('too deeply')
  })

  test('and so does a record of lists in lists', () => {
    const raw = `{"some":${'['.repeat(20_000)}${']'.repeat(20_000)}}`
    expect(selects({ 'some.thing': 'x' }, anEvent({ raw }))).toBe(false)
    expect(selects({ some: 'x' }, anEvent({ raw }))).toBe(false)
  })
})
