/**
 * What Azure's records share. Ids vary in case between sources and some lack their first slash (azure.md §0.2), and
 * what matters lies one level down, in `properties`.
 */

export type Fields = Readonly<Record<string, unknown>>

/** True for an object with members. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The members of a nested object; none when there is no such object. */
export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {}
}

/** Elements that are objects, each rewritten; what is no list stays what it is, for the schema to judge. */
export function eachOf(value: unknown, rewrite: (fields: Fields) => Fields): unknown {
  if (!Array.isArray(value)) return value
  return value.map((element: unknown) => (isFields(element) ? known(rewrite(element)) : element))
}

/** An id that can be compared: lower case, one slash before and none behind. Azure writes "none" as empty text. */
export function comparableId(id: unknown): unknown {
  if (typeof id !== 'string') return id
  const trimmed = id.toLowerCase().replace(/^\/+|\/+$/g, '')
  return id === '' ? null : `/${trimmed}`
}

/** A GUID or type that can be compared. */
export function lowered(text: unknown): unknown {
  return typeof text === 'string' ? text.toLowerCase() : text
}

/** Azure writes "none" as empty text in some places and as null in others. */
export function textOrNone(text: unknown): unknown {
  return text === '' ? null : text
}

/** The subscription that an id or a scope lies in; null above the subscriptions. */
export function subscriptionIn(id: unknown): string | null | undefined {
  if (typeof id !== 'string') return undefined
  return /^\/?subscriptions\/([^/]+)/i.exec(id)?.[1]?.toLowerCase() ?? null
}

/** The scope that an id of an extension hangs on: what stands before its provider. */
export function scopeIn(id: unknown): string | undefined {
  if (typeof id !== 'string') return undefined
  const scope = /^(.*?)\/?providers\/[^/]+\/[^/]+\/[^/]+$/i.exec(id.replace(/^\/+/, ''))?.[1]
  return scope === undefined ? undefined : `/${scope.replace(/\/+$/, '')}`
}

/** The last part of an id. A role is written with and without the subscription in front (azure.md §2.1). */
export function lastPart(id: unknown): string | undefined {
  return typeof id === 'string' ? id.toLowerCase().split('/').at(-1) : undefined
}

/**
 * Lifts `properties` beside the id of a resource, whose own fields win (`type`, `name`), and makes the id
 * comparable. Rows of Resource Graph and items that were lifted before come through as they are.
 */
export function lifted(item: unknown, more: (fields: Fields) => Fields = () => ({})): unknown {
  if (!isFields(item)) return item
  const fields = { ...fieldsOf(item['properties']), ...item }
  const subscriptionId = lowered(fields['subscriptionId']) ?? subscriptionIn(fields['id'])
  return known({ ...fields, id: comparableId(fields['id']), subscriptionId, ...more(fields) })
}

/** Absent is not null: a field that nobody wrote must not come into being. */
function known(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}
