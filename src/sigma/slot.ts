/** Where a field of a rule lies in an event, and the values found there. */
import { type LogEvent, type TextColumn, textColumns } from '#model/events/log-event.ts'
import { type FieldValue, fieldValue } from './predicate.ts'
import { parsedJson, valuesAt, valuesOf } from './record-values.ts'

/**
 * A column; something inside a column that holds JSON; the time; something in the raw record; the text of the whole
 * record. A path is in lower case.
 */
export type Slot =
  | { readonly kind: 'column'; readonly column: TextColumn; readonly path: readonly string[] }
  | { readonly kind: 'time' }
  | { readonly kind: 'raw'; readonly path: readonly string[] }
  | { readonly kind: 'record' }

/** One text for each slot. */
export function slotKey(slot: Slot): string {
  switch (slot.kind) {
    case 'column':
      return [slot.column, ...slot.path].join('.')
    case 'raw':
      return `raw:${slot.path.join('.')}`
    case 'time':
    case 'record':
      return slot.kind
  }
}

/** The column of the store that a slot is read from. */
export function columnOf(slot: Slot): TextColumn | 'time' | 'raw' {
  switch (slot.kind) {
    case 'column':
      return slot.column
    case 'time':
      return 'time'
    case 'raw':
    case 'record':
      return 'raw'
  }
}

/** True for a column whose text is the value itself. */
export const isPlain = (slot: Slot): boolean => slot.kind === 'column' && !holdsJson(slot.column)

/** True for a column that holds JSON. */
export const holdsJson = (column: TextColumn): boolean => 'holds' in textColumns[column]

/** The values of a slot of which the text of its column is given (of the time: ISO 8601); null is a null column. */
export function valuesIn(slot: Slot, text: string | null): readonly FieldValue[] {
  if (text === null) return []
  return textsIn(slot, text).map(fieldValue)
}

function textsIn(slot: Slot, text: string): readonly string[] {
  switch (slot.kind) {
    case 'time':
      return [text]
    case 'record':
      return searchedTexts(text)
    case 'raw':
      return valuesAt(parsedJson(text), slot.path, 'record')
    case 'column': {
      if (!holdsJson(slot.column)) return [text]
      const parsed = parsedJson(text)
      if (parsed === undefined) return slot.path.length === 0 ? [text] : []
      return slot.path.length === 0 ? valuesOf(parsed) : valuesAt(parsed, slot.path, 'column')
    }
  }
}

/** What an event has in the column of a slot. */
export function columnText(event: LogEvent, slot: Slot): string | null {
  const column = columnOf(slot)
  if (column !== 'time') return event[column]
  return event.time === null ? null : new Date(event.time).toISOString()
}

/** JSON may write characters as escapes; then the text is searched without them too. */
function searchedTexts(raw: string): readonly string[] {
  if (!raw.includes('\\u') && !raw.includes('\\/')) return [raw]
  const parsed = parsedJson(raw)
  return parsed === undefined ? [raw] : [raw, JSON.stringify(parsed)]
}
