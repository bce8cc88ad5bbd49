/** Whether a rule matches an event, one rule and one event at a time. The store's detection must say the same. */
import type { LogEvent } from '#model/events/log-event.ts'
import type { Atom, BoundRule } from './bind.ts'
import { evaluate } from './expression.ts'
import type { Likeness } from './field-tests.ts'
import type { FieldValue } from './predicate.ts'
import { columnOf, columnText, type Slot, slotKey, valuesIn } from './slot.ts'

/**
 * True when the event is of a log that the rule is for, and the rule matches it.
 *
 * @example
 * const [rule] = parseRules([{ name: 'rule.yml', text }]).rules
 * const binding = bindRule(rule, parseFieldMap(mapText))
 * if (binding.status === 'bound') matches(binding.bound, event)
 */
export function matches(bound: BoundRule, event: LogEvent): boolean {
  const part = bound.parts.find(({ sources }) => sources.includes(event.source))
  if (!part) return false
  return (
    evaluate(part.test, (atom) => atomHolds(atom, (slot) => valuesIn(slot, columnText(event, slot)))) === true
  )
}

/** Whether an atom holds, of the values that its slots have. */
export function atomHolds(atom: Atom, valuesOf: (slot: Slot) => readonly FieldValue[]): boolean {
  if (atom.kind === 'holds') return valuesOf(atom.slot).some((value) => atom.predicate.test(value))
  const others = atom.others.flatMap(valuesOf)
  return atom.slots.flatMap(valuesOf).some((one) => others.some((other) => isLike(one, other, atom)))
}

function isLike(
  one: FieldValue,
  other: FieldValue,
  { how, cased }: { how: Likeness; cased: boolean },
): boolean {
  const text = cased ? one.text : one.lower
  const part = cased ? other.text : other.lower
  switch (how) {
    case 'equals':
      return text === part
    case 'contains':
      return text.includes(part)
    case 'startswith':
      return text.startsWith(part)
    case 'endswith':
      return text.endsWith(part)
  }
}

/** The same for atoms that ask the same. */
export function atomKey(atom: Atom): string {
  if (atom.kind === 'holds') return `${slotKey(atom.slot)} ${atom.predicate.key}`
  const keys = (slots: readonly Slot[]) => slots.map(slotKey).join(',')
  return `${keys(atom.slots)} ${atom.how}:${atom.cased} ${keys(atom.others)}`
}

/** The columns that have to be read for an atom. */
export function atomColumns(atom: Atom): readonly ReturnType<typeof columnOf>[] {
  const slots = atom.kind === 'holds' ? [atom.slot] : [...atom.slots, ...atom.others]
  return Array.from(new Set(slots.map(columnOf)))
}
