/** Reading values out of records that nobody vouches for: anything may be missing, or be of another type. */

/** A record, or an object inside one, as JSON gives it. */
export type Fields = Readonly<Record<string, unknown>>

/** True for an object that is no array. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An object, also one that lies there as JSON text (Log Analytics and CSV); undefined for anything else. */
export function fieldsOf(value: unknown): Fields | undefined {
  const found = unpacked(value)
  return isFields(found) ? found : undefined
}

/** The objects of a list, also of one that lies there as JSON text or of a single object without its list. */
export function listOf(value: unknown): readonly unknown[] {
  const found = unpacked(value)
  if (Array.isArray(found)) return found
  return isFields(found) ? [found] : []
}

/** What a JSON text holds; other values as they are. */
export function unpacked(value: unknown): unknown {
  if (typeof value !== 'string') return value
  const first = value.trimStart()[0]
  if (first !== '{' && first !== '[') return value
  try {
    return JSON.parse(value) as unknown
  } catch {
    return value
  }
}

/** A value as text: numbers and truth values in words, objects as JSON; null for nothing. */
export function text(value: unknown): string | null {
  if (typeof value === 'string') return value
  if (value === null || value === undefined) return null
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** Words with which exports say that there is nothing. */
const NOTHING = new Set(['', '<null>', 'null', 'none', 'not available', 'n/a'])

const LONGEST_NOTHING = 13

/** The first of the values that says something; an empty text only where no other does. */
export function first(...values: readonly unknown[]): string | null {
  let empty: string | null = null
  for (const value of values) {
    const found = text(value)
    if (found === null) continue
    if (found !== '' && found !== '<null>') return found
    if (found === '') empty ??= ''
  }
  return empty
}

/** The first value that names something: as `first`, but what only says "nothing" is null. */
export function named(...values: readonly unknown[]): string | null {
  for (const value of values) {
    if (value === undefined || value === null) continue
    const found = (typeof value === 'string' ? value : (text(value) ?? '')).trim()
    if (found.length > LONGEST_NOTHING || !NOTHING.has(found.toLowerCase())) return found
  }
  return null
}

const NOBODY = '00000000-0000-0000-0000-000000000000'
const GUID_LENGTH = 36
const DASH = 0x2d
const isDashAt = (at: number): boolean => at === 8 || at === 13 || at === 18 || at === 23
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39
/** Of the lower case letter; `| 0x20` makes one of a letter in upper case. */
const isHexLetter = (code: number): boolean => code >= 0x61 && code <= 0x66

/** By hand: every event has a dozen ids, and a pattern costs several times as much. */
function isGuid(text: string): boolean {
  if (text.length !== GUID_LENGTH) return false
  for (let at = 0; at < GUID_LENGTH; at += 1) {
    const code = text.charCodeAt(at)
    if (isDashAt(at) ? code !== DASH : !isDigit(code) && !isHexLetter(code | 0x20)) return false
  }
  return true
}

/** The first value that is an id and not all zeros, in lower case. */
export function guid(...values: readonly unknown[]): string | null {
  for (const value of values) {
    if (typeof value === 'string' && isGuid(value) && value !== NOBODY) return value.toLowerCase()
  }
  return null
}

/**
 * The first value as an id: a GUID in lower case, anything else as it stands. Exports differ in the case of GUIDs
 * alone, and texts with upper case elsewhere mean it.
 */
export function id(...values: readonly unknown[]): string | null {
  const found = named(...values)
  if (found === null || found === NOBODY) return null
  return isGuid(found) ? found.toLowerCase() : found
}
