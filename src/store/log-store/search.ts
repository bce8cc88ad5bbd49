/** Searching the store: conditions as SQL with bound values, and a limit on the time it may take. */
import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api'
import { KeywardError, messageOf } from '#model/errors.ts'
import { type TextColumn, textColumnNames } from '#model/events/log-event.ts'
import { identifier } from '../duckdb.ts'
import type { OpenLogs } from './log-store.ts'

/** One condition; patterns are without case, and `*` in them stands for anything. */
export type LogCondition =
  | {
      readonly is: 'text'
      readonly columns: readonly TextColumn[]
      readonly patterns: readonly string[]
      readonly not: boolean
    }
  | { readonly is: 'present'; readonly columns: readonly TextColumn[]; readonly not: boolean }
  | { readonly is: 'anywhere'; readonly text: string; readonly not: boolean }

/** One event that was found. */
export type FoundEvent = Readonly<Record<TextColumn, string | null>> & {
  /** Milliseconds since 1970. */
  readonly time: number | null
  readonly whole: boolean
  readonly raw: string | null
}

export interface FoundEvents {
  readonly total: number
  readonly events: readonly FoundEvent[]
}

export interface SearchOptions {
  readonly limit: number
  readonly timeLimitMs: number
  readonly signal?: AbortSignal
}

/** The newest events that all conditions hold for. @throws KeywardError `search-too-long` */
export async function searchLogs(
  { connection, relation }: OpenLogs,
  conditions: readonly LogCondition[],
  options: SearchOptions,
): Promise<FoundEvents> {
  const values: DuckDBValue[] = []
  const bind = (value: string): string => `$${values.push(value)}`
  const where = conditions.map((condition) => sqlOf(condition, bind)).join(' AND ') || 'true'
  return limited(connection, options, async () => {
    const count = await connection.runAndReadAll(`SELECT count(*) FROM ${relation} WHERE ${where}`, values)
    const total = Number(count.getRows()[0]?.[0] ?? 0)
    const columns = textColumnNames.map(identifier).join(', ')
    const found = await connection.runAndReadAll(
      `SELECT epoch_ms(time), whole, raw, ${columns} FROM ${relation} WHERE ${where} ORDER BY time DESC NULLS LAST, id LIMIT ${Math.floor(options.limit)}`,
      values,
    )
    return { total, events: found.getRows().map(eventIn) }
  })
}

function eventIn([time, whole, raw, ...texts]: readonly DuckDBValue[]): FoundEvent {
  const named = Object.fromEntries(textColumnNames.map((name, at) => [name, texts[at] ?? null]))
  return {
    ...(named as Record<TextColumn, string | null>),
    time: time === null ? null : Number(time),
    whole: whole === true,
    raw: typeof raw === 'string' ? raw : null,
  }
}

type Bind = (value: string) => string

function sqlOf(condition: LogCondition, bind: Bind): string {
  const sql = positive(condition, bind)
  return condition.not ? `NOT coalesce(${sql}, false)` : sql
}

function positive(condition: LogCondition, bind: Bind): string {
  if (condition.is === 'anywhere') return `contains(lower(raw), lower(${bind(condition.text)}))`
  if (condition.is === 'present')
    return `(${condition.columns.map((name) => `coalesce(${identifier(name)}, '') <> ''`).join(' OR ')})`
  const tests = condition.columns.flatMap((column) =>
    condition.patterns.map((pattern) => match(column, pattern, bind)),
  )
  return `(${tests.join(' OR ')})`
}

/** Operations end with a full stop in some logs and have a dash of another kind in others; people type neither. */
function match(column: TextColumn, pattern: string, bind: Bind): string {
  const isOperation = column === 'operation'
  const text = isOperation
    ? `rtrim(replace(lower(${identifier(column)}), '–', '-'), '. ')`
    : `lower(${identifier(column)})`
  const plain = isOperation ? pattern.replace(/[\u2010-\u2015]/g, '-').replace(/[. ]+$/, '') : pattern
  if (!pattern.includes('*')) return `${text} = lower(${bind(plain)})`
  const like = plain.replace(/[\\%_]/g, '\\$&').replaceAll('*', '%')
  return `${text} LIKE lower(${bind(like)}) ESCAPE '\\'`
}

const INTERRUPT_EVERY_MS = 50

/** Stops a query that takes too long, or that nobody waits for any more. */
export async function limited<T>(
  connection: DuckDBConnection,
  { timeLimitMs, signal }: Pick<SearchOptions, 'timeLimitMs' | 'signal'>,
  work: () => Promise<T>,
): Promise<T> {
  let isLate = false
  const began = performance.now()
  // An interrupt that comes between two statements is forgotten: it is said again until it was heard.
  const timer = setInterval(
    () => {
      isLate ||= performance.now() - began >= timeLimitMs
      if (isLate || signal?.aborted) connection.interrupt()
    },
    Math.min(INTERRUPT_EVERY_MS, timeLimitMs),
  )
  try {
    return await work()
  } catch (error) {
    signal?.throwIfAborted()
    if (isLate && /interrupt/i.test(messageOf(error)))
      throw new KeywardError('search-too-long', { seconds: Math.round(timeLimitMs / 1000) })
    throw error
  } finally {
    clearInterval(timer)
  }
}
