/** A rule on our events: every field of it where it lies, every question about one place of an event. */
import type { LogSource } from '#model/events/log-event.ts'
import { any, type Expression, leaf, leavesOf, mapLeaves } from './expression.ts'
import { type FieldMap, type FieldPlace, type LogBinding, logsFor } from './field-map.ts'
import { type FieldTest, type Likeness, testsOf } from './field-tests.ts'
import { type Placeholders, placeholdersIn } from './placeholders.ts'
import type { Predicate } from './predicate.ts'
import type { SigmaItem, SigmaRule, SigmaValue } from './rule.ts'
import type { Slot } from './slot.ts'

/** One question that is true or false of an event: some value in a slot satisfies; two places are alike. */
export type Atom =
  | { readonly kind: 'holds'; readonly slot: Slot; readonly predicate: Predicate }
  | {
      readonly kind: 'alike'
      readonly slots: readonly Slot[]
      readonly others: readonly Slot[]
      readonly how: Likeness
      readonly cased: boolean
    }

/** A field of a rule and where it was found. */
export interface FieldBinding {
  readonly field: string
  readonly slots: readonly Slot[]
  /** False for a name that nobody mapped: it is looked for in the raw record. */
  readonly known: boolean
}

/** A rule for some of our logs, in which its fields lie alike. */
export interface BoundPart {
  readonly sources: readonly LogSource[]
  readonly test: Expression<Atom>
  readonly fields: readonly FieldBinding[]
  /** Where any field lies there, also one that the rule does not ask for. */
  place(field: string): FieldPlace
}

export interface BoundRule {
  readonly rule: SigmaRule
  readonly parts: readonly BoundPart[]
}

/**
 * A rule that can run; `off`, one whose placeholders are not set, so that it does not know what to look for;
 * `unbound`, one for a log that is none of ours.
 */
export type Binding = { readonly rule: SigmaRule } & (
  | { readonly status: 'bound'; readonly bound: BoundRule }
  | { readonly status: 'off'; readonly because: string; readonly placeholders: readonly string[] }
  | { readonly status: 'unbound'; readonly because: string }
)

/** Binds a rule. @param placeholders what `%name%` stands for */
export function bindRule(rule: SigmaRule, map: FieldMap, placeholders: Placeholders = new Map()): Binding {
  const missing = unsetPlaceholders(rule, placeholders)
  if (missing.length > 0) {
    const names = missing.map((name) => `%${name}%`).join(', ')
    return { rule, status: 'off', because: `not set: ${names}`, placeholders: missing }
  }
  const logs = logsFor(map, rule.logSource)
  if (logs.length === 0) {
    const { product, service, category } = rule.logSource
    const named = [product, service, category].filter((part) => part !== null).join('/')
    return { rule, status: 'unbound', because: `no log of Keyward's is ${named}` }
  }
  const parts = logs.map((log) => partOf(rule, log, placeholders))
  return { rule, status: 'bound', bound: { rule, parts } }
}

/** The placeholders of a rule that have no values, as written. */
export function unsetPlaceholders(rule: SigmaRule, placeholders: Placeholders): readonly string[] {
  const named = Array.from(leavesOf(rule.condition))
    .filter(({ modifiers }) => modifiers.includes('expand'))
    .flatMap(({ values }) => values.flatMap(placeholdersIn))
  return Array.from(new Set(named)).filter((name) => !placeholders.get(name.toLowerCase())?.length)
}

function partOf(rule: SigmaRule, log: LogBinding, placeholders: Placeholders): BoundPart {
  const fields = new Map<string, FieldBinding>()
  const place = (field: string): FieldPlace => {
    const found = log.place(field)
    fields.set(field, { field, slots: found.slots, known: found.known })
    return found
  }
  const test = mapLeaves(rule.condition, (item) =>
    mapLeaves(testsOf(item, placeholders, inOurWords(item, place)), (test) => atomsOf(test, place)),
  )
  return {
    sources: log.sources,
    test,
    fields: Array.from(fields.values()),
    place: (field) => log.place(field),
  }
}

/** A value as our columns write it. */
function inOurWords(item: SigmaItem, place: (field: string) => FieldPlace) {
  const values = item.field === null ? undefined : place(item.field).values
  return (value: SigmaValue): readonly SigmaValue[] =>
    (value === null ? undefined : values?.get(String(value).toLowerCase())) ?? [value]
}

function atomsOf(test: FieldTest, place: (field: string) => FieldPlace): Expression<Atom> {
  if (test.kind === 'alike') {
    const { how, cased } = test
    return leaf({
      kind: 'alike',
      slots: place(test.field).slots,
      others: place(test.other).slots,
      how,
      cased,
    })
  }
  const { field, predicate } = test
  const slots: readonly Slot[] = field === null ? [{ kind: 'record' }] : place(field).slots
  return any(slots.map((slot) => leaf({ kind: 'holds', slot, predicate })))
}
