/**
 * Folding: logs write properties as lists of a name and a value, in four spellings. Folded they are an object, and a
 * rule can ask for one by its name.
 */
import type { LogChange } from '#model/events/log-event.ts'
import { type Fields, isFields, listOf, text } from './fields.ts'

/** The name and the value of one property; undefined for what is none. */
function pairOf(item: unknown): readonly [string, unknown] | undefined {
  if (!isFields(item)) return undefined
  const name = item['Name'] ?? item['name'] ?? item['key'] ?? item['Key'] ?? item['displayName']
  if (typeof name !== 'string' || name === '') return undefined
  return [name, item['Value'] ?? item['value']]
}

/** A list of names and values as an object of texts; objects are taken as they are. Null when there is nothing. */
export function folded(...lists: readonly unknown[]): Record<string, string> | null {
  const into: Record<string, string> = {}
  let isEmpty = true
  const put = (name: string, value: unknown) => {
    into[name] = text(value) ?? ''
    isEmpty = false
  }
  for (const list of lists) {
    if (list === undefined || list === null) continue
    for (const item of listOf(list)) {
      const pair = pairOf(item)
      if (pair) put(...pair)
      else if (isFields(item)) Object.entries(item).forEach(([name, value]) => put(name, value))
    }
  }
  return isEmpty ? null : into
}

/** An object or list as the JSON of a column; null for nothing. */
export function json(value: Fields | readonly unknown[] | null | undefined): string | null {
  if (value === null || value === undefined) return null
  if (Array.isArray(value) && value.length === 0) return null
  return JSON.stringify(value)
}

/** A value without the quotation marks that directory logs wrap texts in: `"\"True\""` is True. */
export function unquoted(value: unknown): string | undefined {
  const found = text(value)
  if (found === null) return undefined
  if (found.length < 2 || !found.startsWith('"') || !found.endsWith('"')) return found
  try {
    const inner = JSON.parse(found) as unknown
    return typeof inner === 'string' ? inner : found
  } catch {
    return found
  }
}

/** What was changed, from either spelling of modified properties; SharePoint lists names alone. */
export function changesOf(list: unknown): LogChange[] {
  return listOf(list).flatMap((item) => {
    if (typeof item === 'string') return [{ name: item }]
    if (!isFields(item)) return []
    const name = text(item['displayName'] ?? item['Name'] ?? item['name'])
    const old = unquoted(item['oldValue'] ?? item['OldValue'])
    const now = unquoted(item['newValue'] ?? item['NewValue'])
    return [
      {
        ...(name === null ? {} : { name }),
        ...(old === undefined ? {} : { old }),
        ...(now === undefined ? {} : { new: now }),
      },
    ]
  })
}
