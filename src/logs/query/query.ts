/**
 * The language of `keyward logs search`: terms side by side, all of which must hold. `field:value`, several values
 * apart by commas, `*` for anything, `-` in front for "not", quotation marks around blanks, and words without a field
 * for anywhere in the record.
 */
import { KeywardError } from '#model/errors.ts'
import { type TextColumn, textColumnNames } from '#model/events/log-event.ts'

/** One condition. */
export type QueryTerm =
  /** Any of the columns is, without case, any of the patterns. */
  | {
      readonly is: 'text'
      readonly columns: readonly TextColumn[]
      readonly patterns: readonly string[]
      readonly not: boolean
    }
  /** The column says something. */
  | { readonly is: 'present'; readonly columns: readonly TextColumn[]; readonly not: boolean }
  /** The record contains the text. */
  | { readonly is: 'anywhere'; readonly text: string; readonly not: boolean }

export interface LogQuery {
  readonly terms: readonly QueryTerm[]
  /** Milliseconds since 1970, both inclusive. */
  readonly after?: number
  readonly before?: number
}

/** What people call columns. */
const FIELDS: Readonly<Record<string, readonly TextColumn[]>> = {
  user: ['user', 'userId', 'userName'],
  who: ['user', 'userId', 'userName', 'servicePrincipalName', 'app'],
  op: ['operation'],
  activity: ['operation'],
  app: ['app', 'appId', 'servicePrincipalName', 'servicePrincipalId'],
  target: ['targets', 'resource', 'objectId'],
  change: ['changes'],
  tenant: ['tenant', 'actorTenant', 'foreignTenant', 'resourceTenant'],
  partner: ['foreignTenant', 'provider'],
  log: ['source'],
  session: ['sessionId'],
  correlation: ['correlationId'],
  code: ['resultCode'],
  agent: ['userAgent'],
  workload: ['service'],
  subscription: ['subscriptionId'],
}

/** Columns in which a text stands among others: what is asked for is somewhere in it. */
const WITHIN: ReadonlySet<string> = new Set([
  'targets',
  'changes',
  'parameters',
  'details',
  'outside',
  'userAgent',
  'resultReason',
])

const TERM = /(-)?(?:([A-Za-z]+):)?((?:"(?:[^"\\]|\\.)*"|[^\s"])+)/g
const LONGEST = 4_096
const DAY_MS = 86_400_000
const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: DAY_MS, w: 7 * DAY_MS }

/**
 * Reads a query; an empty one is everything.
 * @param now what `after:7d` counts from
 * @throws KeywardError `query-invalid`
 */
export function parseQuery(text: string, now: Date): LogQuery {
  if (text.length > LONGEST) throw invalid(text.slice(0, 40), 'it is longer than 4,096 characters')
  const terms: QueryTerm[] = []
  let after: number | undefined
  let before: number | undefined
  for (const [whole, minus, name, value = ''] of text.matchAll(TERM)) {
    const field = name?.toLowerCase()
    if (field === 'after' || field === 'since')
      after = Math.max(after ?? -Infinity, timeIn(whole, value, now, false))
    else if (field === 'before' || field === 'until')
      before = Math.min(before ?? Infinity, timeIn(whole, value, now, true))
    else terms.push(termOf(whole, field, value, minus === '-'))
  }
  return { terms, ...(after === undefined ? {} : { after }), ...(before === undefined ? {} : { before }) }
}

function termOf(whole: string, field: string | undefined, value: string, not: boolean): QueryTerm {
  if (field === undefined) return { is: 'anywhere', text: unquoted(value), not }
  if (field === 'has') return { is: 'present', columns: columnsOf(whole, unquoted(value)), not }
  const columns = columnsOf(whole, field)
  const patterns = valuesIn(value)
  if (patterns.length === 0) throw invalid(whole, 'it has no value')
  if (patterns.length === 1 && patterns[0] === '*') return { is: 'present', columns, not }
  return { is: 'text', columns, patterns: patterns.map((pattern) => patternFor(columns, pattern)), not }
}

const patternFor = (columns: readonly TextColumn[], pattern: string): string =>
  columns.some((column) => WITHIN.has(column)) && !pattern.includes('*') ? `*${pattern}*` : pattern

function columnsOf(whole: string, name: string): readonly TextColumn[] {
  const known = FIELDS[name.toLowerCase()]
  if (known) return known
  const column = textColumnNames.find((column) => column.toLowerCase() === name.toLowerCase())
  if (column) return [column]
  throw invalid(whole, `there is no field ${name}`)
}

/** Values apart by commas; inside quotation marks a comma is a comma. */
function valuesIn(value: string): string[] {
  const parts = value.match(/(?:"(?:[^"\\]|\\.)*"|[^",])+/g) ?? []
  return parts.map(unquoted).filter((part) => part !== '')
}

const unquoted = (text: string): string =>
  text.replace(/"((?:[^"\\]|\\.)*)"/g, (_, inner: string) => inner.replace(/\\(.)/g, '$1'))

/** A day, a moment, or so long ago: `2026-10-01`, `2026-10-01T08:00Z`, `7d`. A day as an end is the whole day. */
function timeIn(whole: string, value: string, now: Date, isEnd: boolean): number {
  const text = unquoted(value)
  const [, amount, unit] = /^(\d{1,5})([mhdw])$/.exec(text) ?? []
  if (amount !== undefined && unit !== undefined)
    return now.getTime() - Number(amount) * (UNITS[unit] ?? DAY_MS)
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text)
  const zoned = isDay || /(Z|[+-]\d{2}:?\d{2})$/i.test(text) ? text : `${text}Z`
  const time = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(zoned) : Number.NaN
  if (Number.isNaN(time)) throw invalid(whole, 'it is no day, time, or span such as 7d')
  return isDay && isEnd ? time + DAY_MS - 1 : time
}

function invalid(term: string, why: string): KeywardError {
  return new KeywardError('query-invalid', { term: term.slice(0, 80), why })
}
