/** From a written item to tests of fields: what its modifiers mean. */

import { encoded } from './encodings.ts'
import { all, any, type Expression, leaf, not } from './expression.ts'
import { type Modifier, numeric, regexFlags, timeParts } from './modifier-names.ts'
import { expanded, type Placeholders } from './placeholders.ts'
import {
  addressIn,
  filled,
  numberBeside,
  numberIs,
  type Predicate,
  present,
  textLike,
  textMatches,
  timePartIs,
} from './predicate.ts'
import type { SigmaItem, SigmaValue } from './rule.ts'
import { MANY, type Pattern } from './text-pattern.ts'

/** How two fields are compared. */
export type Likeness = 'equals' | 'contains' | 'startswith' | 'endswith'

/**
 * One question about a field: some value of it satisfies the predicate, or some value of it is like some value of
 * another field. A field of null is the whole record.
 */
export type FieldTest =
  | { readonly kind: 'holds'; readonly field: string | null; readonly predicate: Predicate }
  | {
      readonly kind: 'alike'
      readonly field: string
      readonly other: string
      readonly how: Likeness
      readonly cased: boolean
    }

/**
 * The tests of an item. Values are alternatives, with `all` they must all be found; `neq` turns the whole round.
 * A value of null says that the field has none, an empty text that it has nothing in it.
 *
 * @param inOurWords how the columns write a value; several are alternatives
 * @throws Error in words for the rule's author
 */
export function testsOf(
  item: SigmaItem,
  placeholders: Placeholders,
  inOurWords: (value: SigmaValue) => readonly SigmaValue[] = (value) => [value],
): Expression<FieldTest> {
  const { modifiers } = item
  const tests = item.values.flatMap((value) => {
    const values = modifiers.includes('expand') ? expanded(value, placeholders) : [value]
    return values.map((each) => any(inOurWords(each).map((ours) => testOf(item, ours))))
  })
  if (tests.length === 0) throw new Error('there is no value')
  const together = modifiers.includes('all') ? all(tests) : any(tests)
  return modifiers.includes('neq') ? not(together) : together
}

function testOf(item: SigmaItem, value: SigmaValue): Expression<FieldTest> {
  const { field, modifiers } = item
  if (field === null) return any(keywords(value, modifiers).map((predicate) => holds(null, predicate)))
  if (modifiers.includes('fieldref')) return sameField(field, value, modifiers)
  if (modifiers.includes('exists')) return existence(field, value)
  if (value === null) {
    if (modifiers.some((modifier) => !['all', 'neq', 'cased'].includes(modifier))) {
      throw new Error(`null cannot stand behind ${modifiers.join('|')}`)
    }
    return not(holds(field, present))
  }
  if (value === '' && !modifiers.some((modifier) => modifier !== 'neq' && modifier !== 'all')) {
    return not(holds(field, filled))
  }
  return any(predicates(value, modifiers).map((predicate) => holds(field, predicate)))
}

const holds = (field: string | null, predicate: Predicate): Expression<FieldTest> =>
  leaf({ kind: 'holds', field, predicate })

function predicates(value: SigmaValue, modifiers: readonly Modifier[]): readonly Predicate[] {
  const part = timeParts.find((name) => modifiers.includes(name))
  const side = numeric.find((name) => modifiers.includes(name))
  if (part) return [timePartIs(part, numberOf(value), side)]
  if (side) return [numberBeside(numberOf(value), side)]
  if (modifiers.includes('cidr')) return [addressIn(String(value))]
  if (modifiers.includes('re')) {
    return [
      textMatches(
        String(value),
        regexFlags.filter((flag) => modifiers.includes(flag)),
      ),
    ]
  }
  const plain = modifiers.every((modifier) => ['all', 'neq', 'cased', 'expand'].includes(modifier))
  if (plain && (typeof value === 'number' || typeof value === 'bigint')) return [numberIs(value)]
  return texts(value, modifiers, modifiers)
}

/** A keyword is looked for anywhere in the record. */
function keywords(value: SigmaValue, modifiers: readonly Modifier[]): readonly Predicate[] {
  if (value === null || value === '') throw new Error('an empty keyword is in every record')
  if (modifiers.includes('re')) return predicates(value, modifiers)
  const wrong = modifiers.find(
    (modifier) => !['all', 'neq', 'cased', 'expand', 'contains'].includes(modifier),
  )
  if (wrong) throw new Error(`the modifier ${wrong} needs a field`)
  return texts(value, modifiers, ['contains'])
}

function texts(
  value: SigmaValue,
  modifiers: readonly Modifier[],
  kinds: readonly Modifier[],
): readonly Predicate[] {
  const cased = modifiers.includes('cased')
  return encoded(String(value), modifiers).map((pattern) => textLike(opened(pattern, kinds), cased))
}

/** The pattern with a star before or behind it, as the modifier wants. */
function opened(pattern: Pattern, kinds: readonly Modifier[]): Pattern {
  const before: Pattern = kinds.includes('contains') || kinds.includes('endswith') ? [MANY] : []
  const behind: Pattern = kinds.includes('contains') || kinds.includes('startswith') ? [MANY] : []
  const inner = pattern.slice(
    before.length && pattern[0] === MANY ? 1 : 0,
    behind.length && pattern.length > 1 && pattern.at(-1) === MANY ? -1 : undefined,
  )
  return [...before, ...inner, ...behind]
}

function existence(field: string, value: SigmaValue): Expression<FieldTest> {
  const wanted =
    typeof value === 'boolean' ? value : { true: true, false: false }[String(value).toLowerCase()]
  if (wanted === undefined) throw new Error('exists needs true or false')
  const there = holds(field, present)
  return wanted ? there : not(there)
}

function sameField(field: string, value: SigmaValue, modifiers: readonly Modifier[]): Expression<FieldTest> {
  if (typeof value !== 'string' || value === '') throw new Error('fieldref needs the name of a field')
  const how = (['contains', 'startswith', 'endswith'] as const).find((name) => modifiers.includes(name))
  const cased = modifiers.includes('cased')
  return leaf({ kind: 'alike', field, other: value, how: how ?? 'equals', cased })
}

function numberOf(value: SigmaValue): number {
  const number =
    typeof value === 'string' && value.trim() !== ''
      ? Number(value)
      : typeof value === 'string'
        ? Number.NaN
        : value
  if (typeof number === 'bigint') return Number(number)
  if (typeof number !== 'number' || !Number.isFinite(number)) throw new Error(`${String(value)} is no number`)
  return number
}
