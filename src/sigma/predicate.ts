/** What may be asked of one value of a field. Each predicate is the one place that decides its question. */
import ipaddr from 'ipaddr.js'
import { RE2JS } from 're2js'
import { messageOf } from '#model/errors.ts'
import type { NumericModifier, TimePart } from './modifier-names.ts'
import { compilePattern, literalsOf, MANY, type Pattern, patternKey, plainText } from './text-pattern.ts'
import { partOfTime } from './time-parts.ts'

/** A value as text, and the same in lower case, worked out once for all predicates. */
export interface FieldValue {
  readonly text: string
  readonly lower: string
}

/** A value for predicates. */
export const fieldValue = (text: string): FieldValue => ({ text, lower: text.toLowerCase() })

/**
 * What every value that satisfies a predicate must have, so that a database may leave the others out beforehand:
 * `equals`, the whole value in lower case; `contains`, texts in lower case that occur in it. `some` holds of any
 * value with a text in it, `none` promises nothing.
 */
export type Hint =
  | { readonly kind: 'equals'; readonly text: string }
  | { readonly kind: 'contains'; readonly texts: readonly string[] }
  | { readonly kind: 'some' }
  | { readonly kind: 'none' }

export interface Predicate {
  /** The same for predicates that ask the same. */
  readonly key: string
  readonly hint: Hint
  /** Where all it asks is whether this text occurs in the lower case of a value. */
  readonly literal?: string
  test(value: FieldValue): boolean
}

const NO_HINT: Hint = { kind: 'none' }

/** The value is there at all. */
export const present: Predicate = { key: 'present', hint: { kind: 'some' }, test: () => true }
/** The value is there and not an empty text: exports leave out and write '' alike. */
export const filled: Predicate = { key: 'filled', hint: { kind: 'some' }, test: ({ text }) => text !== '' }

/** The whole text, with wildcards; case counts only when `cased`. */
export function textLike(pattern: Pattern, cased: boolean): Predicate {
  const lowered = pattern.map((piece) => (typeof piece === 'string' ? piece.toLowerCase() : piece))
  const matches = compilePattern(cased ? pattern : lowered)
  const whole = plainText(lowered)
  const hint: Hint =
    whole === undefined ? { kind: 'contains', texts: literalsOf(lowered) } : { kind: 'equals', text: whole }
  const key = `text:${cased}:${patternKey(cased ? pattern : lowered)}`
  const [before, inner, behind, ...more] = lowered
  const isLiteral =
    !cased && before === MANY && behind === MANY && more.length === 0 && typeof inner === 'string'
  return {
    key,
    hint,
    ...(isLiteral ? { literal: inner } : {}),
    test: cased ? ({ text }) => matches(text) : ({ lower }) => matches(lower),
  }
}

/** A number, however the log writes it. */
export function numberIs(number: number | bigint): Predicate {
  const written = String(number).toLowerCase()
  const exact =
    typeof number === 'number' || Number.isSafeInteger(Number(number)) ? Number(number) : undefined
  return {
    key: `number:${written}`,
    hint: NO_HINT,
    test: ({ lower }) => lower === written || (exact !== undefined && numberIn(lower) === exact),
  }
}

const compare: Readonly<Record<NumericModifier, (value: number, limit: number) => boolean>> = {
  lt: (value, limit) => value < limit,
  lte: (value, limit) => value <= limit,
  gt: (value, limit) => value > limit,
  gte: (value, limit) => value >= limit,
}

/** A number on one side of a limit; what is no number is on neither. */
export function numberBeside(limit: number, side: NumericModifier): Predicate {
  const holds = compare[side]
  return {
    key: `${side}:${limit}`,
    hint: NO_HINT,
    test({ lower }) {
      const value = numberIn(lower)
      return value !== undefined && holds(value, limit)
    },
  }
}

/** A part of a time, in UTC, equal to a number or on one side of it. */
export function timePartIs(part: TimePart, number: number, side?: NumericModifier): Predicate {
  return {
    key: `${part}:${side ?? 'is'}:${number}`,
    hint: NO_HINT,
    test({ text }) {
      const value = partOfTime(text, part)
      if (value === undefined) return false
      return side ? compare[side](value, number) : value === number
    },
  }
}

/** A regular expression somewhere in the text, by RE2's rules: in time that grows with the text. @throws Error */
export function textMatches(source: string, flags: readonly ('i' | 'm' | 's')[]): Predicate {
  const bits = { i: RE2JS.CASE_INSENSITIVE, m: RE2JS.MULTILINE, s: RE2JS.DOTALL }
  let expression: RE2JS
  try {
    expression = RE2JS.compile(
      source,
      flags.reduce((sum, flag) => sum | bits[flag], 0),
    )
  } catch (error) {
    throw new Error(`not a regular expression of RE2: ${messageOf(error)}`, { cause: error })
  }
  return {
    key: `re:${flags.toSorted().join('')}:${source}`,
    hint: NO_HINT,
    test: ({ text }) => expression.test(text),
  }
}

/** An address in a network. An IPv4 address written as IPv6 is the IPv4 address. @throws Error */
export function addressIn(network: string): Predicate {
  const written = network.includes('/') ? network : `${network}/${network.includes(':') ? 128 : 32}`
  if (!ipaddr.isValidCIDR(written)) throw new Error(`${network} is not a network`)
  const [base, bits] = ipaddr.parseCIDR(written)
  return {
    key: `cidr:${base.toNormalizedString()}/${bits}`,
    hint: NO_HINT,
    test({ text }) {
      if (!ipaddr.IPv4.isValidFourPartDecimal(text) && !ipaddr.IPv6.isValid(text)) return false
      const address = ipaddr.process(text)
      return address.kind() === base.kind() && address.match(base, bits)
    },
  }
}

const NUMBER = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/

/** The number that a text in lower case writes; undefined when it writes none. */
function numberIn(lower: string): number | undefined {
  const trimmed = lower.trim()
  return NUMBER.test(trimmed) ? Number(trimmed) : undefined
}
