/** The events of some accounts and partners, in the order of their times, a piece at a time. */
import { type TextColumn, textColumnNames } from '#model/events/log-event.ts'
import { columnChunks, identifier, literal } from '../duckdb.ts'
import type { OpenLogs } from './log-store.ts'
import type { FoundEvent } from './search.ts'

/** Whose events are meant. */
export interface CaseScope {
  /** Nobody was named: everybody's. Names that lead to nobody are nobody's. */
  readonly isEverybody: boolean
  /** Accounts by name or id. */
  readonly users: readonly string[]
  /** Tenant ids of partners. */
  readonly tenants: readonly string[]
}

/** Events by and about the accounts, and by people of the partners; the record is in `raw`. */
export async function* caseEvents(
  { connection, relation }: OpenLogs,
  scope: CaseScope,
): AsyncGenerator<readonly FoundEvent[]> {
  const columns = textColumnNames.map(identifier).join(', ')
  const sql = `SELECT epoch_ms(time), whole, raw, ${columns} FROM ${relation}
    WHERE ${conditionOf(scope)} ORDER BY time NULLS LAST, source, id`
  for await (const { rows, columns: values } of columnChunks(connection, sql))
    yield Array.from({ length: rows }, (_, row) => eventAt(values, row))
}

function eventAt(columns: readonly (readonly unknown[])[], row: number): FoundEvent {
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  const [time, whole, raw, ...texts] = columns.map((column) => column[row])
  const named = Object.fromEntries(textColumnNames.map((name, at) => [name, text(texts[at])]))
  return {
    ...(named as Record<TextColumn, string | null>),
    time: time === null || time === undefined ? null : Number(time),
    whole: whole === true,
    raw: text(raw),
  }
}

function conditionOf({ isEverybody, users, tenants }: CaseScope): string {
  if (isEverybody) return 'true'
  const conditions = [
    ...users.map((user) => user.trim().toLowerCase()).map(ofUser),
    ...(tenants.length === 0
      ? []
      : [`"foreignTenant" IN (${tenants.map((id) => literal(id.toLowerCase())).join(', ')})`]),
  ]
  return conditions.length === 0 ? 'false' : `(${conditions.join(' OR ')})`
}

/** Who acted, and what was acted on: what happened to an account belongs to its story. */
function ofUser(user: string): string {
  const is = ['user', 'userId', 'objectId'].map((name) => `lower(${identifier(name)}) = ${literal(user)}`)
  const target = `contains(lower(coalesce(targets, '')), ${literal(JSON.stringify(user))})`
  return `coalesce(${is.join(' OR ')} OR ${target}, ${target})`
}
