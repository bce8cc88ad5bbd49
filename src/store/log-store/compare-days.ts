/** Two stores held against each other for one day: which events both have, by the id of the record. */
import type { DuckDBConnection } from '@duckdb/node-api'
import { literal } from '../duckdb.ts'
import { type LogStore, readTogether } from './log-store.ts'

/** Events of one log in one hour. */
export interface ComparedHour {
  readonly source: string
  /** Whole hours since 1970. */
  readonly hour: number
  readonly both: number
  readonly onlyOurs: number
  readonly onlyTheirs: number
}

/** Of the events that both have: how often our record says something, and theirs does not. */
export interface ComparedField {
  readonly source: string
  readonly field: string
  readonly ours: number
  readonly lacking: number
}

/** What came, of one log. */
export interface CameIn {
  readonly source: string
  readonly inDay: number
  readonly otherDays: number
  readonly undated: number
  /** Cut off: only what could be recovered is there. */
  readonly recovered: number
  /** From the log of another tenant, such as their own: nothing here could be equal to it. */
  readonly otherTenant: number
}

export interface ComparedDay {
  readonly hours: readonly ComparedHour[]
  readonly fields: readonly ComparedField[]
  readonly came: readonly CameIn[]
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** What people ask for first: who, what, from where, with what, how it ended. */
const FIELDS = ['user', 'userId', 'ip', 'userAgent', 'app', 'operation', 'result', 'correlationId'] as const

/**
 * Compares a day. Events without a time are on neither side: nobody can say of which day they are.
 * @param from its midnight, milliseconds since 1970
 * @param tenant whose logs ours are
 */
export function compareDay(
  ours: LogStore,
  theirs: LogStore,
  from: number,
  tenant: string,
): Promise<ComparedDay> {
  const day = { from, to: from + DAY_MS - 1 }
  return readTogether([ours, theirs], async (connection, [mine, other]) => {
    const own = await ownTenants(connection, mine(day), tenant)
    const isOther =
      own.length === 0 ? 'false' : `coalesce(tenant NOT IN (${own.map(literal).join(', ')}), false)`
    const left = `(SELECT * FROM ${mine(day)} WHERE time IS NOT NULL)`
    const right = `(SELECT * FROM ${other(day)} WHERE time IS NOT NULL AND NOT ${isOther})`
    return {
      hours: await hoursOf(connection, left, right),
      fields: await fieldsOf(connection, left, right),
      came: await cameOf(connection, other({}), isOther, day),
    }
  })
}

/** As the records of the day name it, and as it is filed here. */
async function ownTenants(connection: DuckDBConnection, relation: string, tenant: string) {
  const reader = await connection.runAndReadAll(
    `SELECT DISTINCT tenant FROM ${relation} WHERE tenant IS NOT NULL LIMIT 1000`,
  )
  const named = reader.getRows().map(([name]) => String(name))
  return [...new Set([...named, ...(GUID.test(tenant) ? [tenant] : [])])]
}

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

async function hoursOf(connection: DuckDBConnection, left: string, right: string) {
  const reader = await connection.runAndReadAll(`
    SELECT coalesce(o.source, t.source) AS source, epoch_ms(coalesce(o.time, t.time)) // ${HOUR_MS} AS hour,
      count(*) FILTER (WHERE o.id IS NOT NULL AND t.id IS NOT NULL),
      count(*) FILTER (WHERE t.id IS NULL), count(*) FILTER (WHERE o.id IS NULL)
    FROM ${left} o FULL JOIN ${right} t ON o.source = t.source AND o.id = t.id
    GROUP BY 1, 2 ORDER BY 1, 2`)
  return reader.getRows().map(
    ([source, hour, both, onlyOurs, onlyTheirs]): ComparedHour => ({
      source: String(source),
      hour: Number(hour),
      both: Number(both),
      onlyOurs: Number(onlyOurs),
      onlyTheirs: Number(onlyTheirs),
    }),
  )
}

async function fieldsOf(connection: DuckDBConnection, left: string, right: string) {
  const counts = FIELDS.map(
    (field) =>
      `count(o."${field}"), count(*) FILTER (WHERE o."${field}" IS NOT NULL AND t."${field}" IS NULL)`,
  )
  const reader = await connection.runAndReadAll(
    `SELECT o.source, ${counts.join(', ')} FROM ${left} o JOIN ${right} t ON o.source = t.source AND o.id = t.id
     GROUP BY 1 ORDER BY 1`,
  )
  return reader.getRows().flatMap(([source, ...numbers]) =>
    FIELDS.map(
      (field, at): ComparedField => ({
        source: String(source),
        field,
        ours: Number(numbers[at * 2]),
        lacking: Number(numbers[at * 2 + 1]),
      }),
    ),
  )
}

async function cameOf(
  connection: DuckDBConnection,
  relation: string,
  isOther: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly CameIn[]> {
  const isIn = `time BETWEEN epoch_ms(${from}::BIGINT) AND epoch_ms(${to}::BIGINT)`
  const reader = await connection.runAndReadAll(`
    SELECT source, count(*) FILTER (WHERE ${isIn} AND NOT ${isOther}),
      count(*) FILTER (WHERE NOT ${isIn}), count(*) FILTER (WHERE time IS NULL),
      count(*) FILTER (WHERE NOT whole), count(*) FILTER (WHERE ${isIn} AND ${isOther})
    FROM ${relation} GROUP BY 1 ORDER BY 1`)
  return reader.getRows().map(([source, inDay, otherDays, undated, recovered, otherTenant]) => ({
    source: String(source),
    inDay: Number(inDay),
    otherDays: Number(otherDays),
    undated: Number(undated),
    recovered: Number(recovered),
    otherTenant: Number(otherTenant),
  }))
}
