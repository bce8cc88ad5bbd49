/** What a change really changed, field by field: JSON inside texts is laid open and compared. */
import type { LogChange } from '#model/events/log-event.ts'

/** One field; `null` where the log does not say, which is not the same as empty. */
export interface ReadableChange {
  readonly field: string
  readonly old: string | null
  readonly new: string | null
  /** Of lists: what came and what went. */
  readonly added?: readonly string[]
  readonly removed?: readonly string[]
}

export interface ReadableChanges {
  readonly fields: readonly ReadableChange[]
  /** Fields beyond those that are listed. */
  readonly more: number
  /** False where the record was too long to be laid open. */
  readonly readable: boolean
}

/** Names an id that a value holds: a role by its template; undefined for one that nobody knows. */
export type NameOf = (id: string) => string | undefined

const MOST_FIELDS = 60
const DEEPEST = 8

/** Properties that repeat what stands elsewhere in the record. */
const REPEATED =
  /^(?:Included Updated Properties|TargetId\.|ActorId\.|Role\.WellKnownObjectName|.*modifiedDateTime$)/i

interface Texts {
  readonly changes: string | null
  readonly parameters: string | null
}

/** Reads what was changed from an event: its modified properties, else the parameters of a command. */
export function readableChanges({ changes, parameters }: Texts, nameOf: NameOf): ReadableChanges {
  const listed = parsed(changes)
  const given = parsed(parameters)
  const readable = listed !== undefined && given !== undefined
  const fields = [
    ...(Array.isArray(listed) ? (listed as LogChange[]).flatMap((change) => ofProperty(change, nameOf)) : []),
    ...(isObject(given) ? ofParameters(given, nameOf) : []),
  ]
  return { fields: fields.slice(0, MOST_FIELDS), more: Math.max(0, fields.length - MOST_FIELDS), readable }
}

/** Null for no text, undefined for one that cannot be read. */
function parsed(text: string | null): unknown {
  if (text === null || text === '') return null
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function ofProperty({ name = 'value', old, new: now }: LogChange, nameOf: NameOf): readonly ReadableChange[] {
  if (REPEATED.test(name) || old === now) return []
  return compared(name, laidOpen(old), laidOpen(now), nameOf, 0)
}

/** Which object a command was about stands among its targets. */
const ABOUT = /^(?:Identity|DomainController|Confirm|WhatIf|Force|ErrorAction)$/i

function ofParameters(given: Readonly<Record<string, unknown>>, nameOf: NameOf): readonly ReadableChange[] {
  return Object.entries(given)
    .filter(([name]) => !ABOUT.test(name) && !AZURE_ENVELOPE.test(name))
    .map(([field, value]) => ({ field, old: null, new: shown(laidOpen(String(value)), nameOf) }))
}

/** Azure puts the envelope of its answer among the properties. */
const AZURE_ENVELOPE =
  /^(?:statusCode|serviceRequestId|eventCategory|entity|message|hierarchy|statusMessage)$/i

/** A text that holds JSON as what it holds; undefined for no text. */
function laidOpen(text: unknown): unknown {
  if (typeof text !== 'string') return text
  const trimmed = text.trim()
  if (!/^[[{"]/.test(trimmed)) return text
  const value = parsed(trimmed)
  if (value === undefined) return text
  const alone = Array.isArray(value) && value.length === 1 ? (value[0] as unknown) : value
  // Lists of one text that is JSON again are how the directory writes many of its values.
  if (typeof alone === 'string') return alone === trimmed ? alone : laidOpen(alone)
  return typeof alone === 'object' ? value : alone
}

function compared(
  field: string,
  old: unknown,
  now: unknown,
  nameOf: NameOf,
  depth: number,
): readonly ReadableChange[] {
  if (JSON.stringify(old) === JSON.stringify(now) || REPEATED.test(field)) return []
  if (depth < DEEPEST && isObject(old) && isObject(now)) {
    const names = new Set([...Object.keys(old), ...Object.keys(now)])
    return [...names].flatMap((name) => compared(`${field}.${name}`, old[name], now[name], nameOf, depth + 1))
  }
  // A list of one text was laid open to the text; beside a list it is one again.
  const isList = Array.isArray(old) || Array.isArray(now)
  const [before, after] = [listOf(field, old, isList), listOf(field, now, isList)]
  const pair = { field, old: shownOrNull(old, nameOf), new: shownOrNull(now, nameOf) }
  if (before === undefined || after === undefined || before.length + after.length === 0) return [pair]
  const [had, has] = [before, after].map((list) => list.map((item) => shown(item, nameOf)))
  const added = (has ?? []).filter((item) => !had?.includes(item))
  const removed = (had ?? []).filter((item) => !has?.includes(item))
  return [{ ...pair, added, removed }]
}

/** Permissions stand in one text, apart by blanks. */
const SCOPES = /scope$/i

function listOf(field: string, value: unknown, isList: boolean): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value as unknown[]
  if (value === undefined || value === null || value === '') return []
  if (typeof value === 'string' && SCOPES.test(field)) return value.split(/\s+/).filter((word) => word !== '')
  return isList ? [value] : undefined
}

const shownOrNull = (value: unknown, nameOf: NameOf): string | null =>
  value === undefined ? null : shown(value, nameOf)

const GUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi

/** A value as text, with ids named where somebody knows them. */
function shown(value: unknown, nameOf: NameOf): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return text.replace(GUID, (id) => {
    const name = nameOf(id.toLowerCase())
    return name === undefined ? id : `${name} (${id})`
  })
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
