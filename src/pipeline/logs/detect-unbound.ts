/** Which fields of a rule are in the data, and whether the rule can do without those that are not. */

import type { FieldBinding } from '#sigma/bind.ts'
import { evaluate } from '#sigma/expression.ts'
import { presenceFilter } from '#sigma/row-filters.ts'
import { type Slot, slotKey, valuesIn } from '#sigma/slot.ts'
import type { JudgedLog, JudgedRule } from './detect-types.ts'

/**
 * Looks for the fields of a rule in one log.
 *
 * @param nowhere columns with nothing in any event
 * @param seen slots in which something was found while rows were judged; what was found now is added
 */
export async function absentFields(
  rule: JudgedRule,
  log: JudgedLog,
  nowhere: ReadonlySet<string>,
  seen: ReadonlySet<string>,
): Promise<{ found: ReadonlyMap<string, boolean | null>; missing: readonly string[] }> {
  const found = new Map<string, boolean | null>()
  for (const field of rule.part.fields) {
    const inColumns = field.slots.some((slot) => slot.kind === 'column' && !nowhere.has(slot.column))
    const isSeen = inColumns || field.slots.some((slot) => slot.kind === 'time' || seen.has(slotKey(slot)))
    found.set(field.field, isSeen || (await inRecords(field, rule, log)))
  }
  const unfound = rule.part.fields.filter((field) => !field.known && found.get(field.field) === false)
  return { found, missing: cannotDoWithout(rule, unfound, log) ? unfound.map(({ field }) => field) : [] }
}

/** Whether a record has the field, of those that the rule's other questions leave over; null when none are left. */
async function inRecords(field: FieldBinding, rule: JudgedRule, log: JudgedLog): Promise<boolean | null> {
  const slots = field.slots.filter((slot) => slot.kind === 'raw')
  if (slots.length === 0) return false
  if (rule.open.length === 0) return null
  for (const slot of slots) if (await isInSome(slot, rule, log)) return true
  return false
}

async function isInSome(slot: Slot, rule: JudgedRule, log: JudgedLog): Promise<boolean> {
  const kinds = rule.open.flatMap((kind) => log.kinds[kind] ?? [])
  const wanted = { kinds, filters: [presenceFilter(slot)] }
  const rows = log.rows.rows(log.classes.columns, wanted, { texts: ['raw'], ordered: false })
  for await (const { texts } of rows) {
    if (texts.get('raw')?.some((raw) => valuesIn(slot, raw).length > 0)) return true
  }
  return false
}

/** True when the rule is false whatever the other fields say, as long as these have no value. */
function cannotDoWithout(rule: JudgedRule, fields: readonly FieldBinding[], { table }: JudgedLog): boolean {
  if (fields.length === 0) return false
  const absent = new Set(fields.flatMap(({ slots }) => slots.map(slotKey)))
  const value = evaluate(rule.test, (number) => {
    const atom = table.atoms[number]
    if (!atom) return undefined
    const asked = atom.kind === 'holds' ? [atom.slot] : atom.slots
    return asked.every((slot) => absent.has(slotKey(slot))) ? false : undefined
  })
  return value === false
}
