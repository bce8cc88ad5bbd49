/** What a report says of each account beside its verdict, column by column. */
import type { DuckDBConnection } from '@duckdb/node-api'
import type { UserRegistrationDetails } from '#model/records/user-registration-details.ts'
import { chunksOf, literal } from '../duckdb.ts'

/** In the order of the sealed accounts. */
export interface AccountNames {
  /** The UPN; the display name or the id of an account without one. */
  readonly names: readonly string[]
  /** Of each account 0 for disabled, 1 for enabled, 2 for not known. */
  readonly enabled: Uint8Array
}

/** What the registration report says of methods, once for all accounts of which it says the same. */
export type ReportClues = Pick<UserRegistrationDetails, 'isMfaRegistered' | 'methodsRegistered'>

export interface AccountReports {
  /** Of each account its place in `clues`; 0 for one that the report leaves out. */
  readonly places: Uint32Array
  readonly clues: readonly (ReportClues | undefined)[]
}

/** Names cross from DuckDB in lists: one text for a thousand of them costs little more than a text for each. */
const NAMES_PER_LIST = 1024
/** DuckDB holds the lists of so many accounts at once. */
const ACCOUNTS_AT_ONCE = 128 * NAMES_PER_LIST

/** Reads names from the sealed `users`. @param connection sees its folder */
export async function readNames(connection: DuckDBConnection, users: string): Promise<AccountNames> {
  const from = `read_parquet(${literal(users)}, file_row_number = true)`
  const counted = await connection.runAndReadAll(`SELECT count(*) FROM ${from}`)
  const count = Number(counted.getRows()[0]?.[0])
  const names: string[] = []
  const enabled = new Uint8Array(count)
  for (let start = 0; start < count; start += ACCOUNTS_AT_ONCE) {
    const sql = `SELECT to_json(list(coalesce(userPrincipalName, displayName, id) ORDER BY file_row_number)),
        to_json(list(coalesce(accountEnabled::UTINYINT, 2) ORDER BY file_row_number))
      FROM ${from} WHERE file_row_number BETWEEN ${start} AND ${start + ACCOUNTS_AT_ONCE - 1}
      GROUP BY file_row_number // ${NAMES_PER_LIST} ORDER BY file_row_number // ${NAMES_PER_LIST}`
    for await (const chunk of chunksOf(connection, sql)) {
      const states = chunk.getColumnValues(1)
      for (const [row, list] of chunk.getColumnValues(0).entries()) {
        enabled.set(JSON.parse(String(states[row])) as number[], names.length)
        names.push(...(JSON.parse(String(list)) as string[]))
      }
    }
  }
  return { names, enabled }
}

const CLUES =
  'to_json(struct_pack(isMfaRegistered := isMfaRegistered, methodsRegistered := methodsRegistered))::VARCHAR'

/** Finds the row of each account in the sealed registration report; DuckDB joins, and hands over numbers alone. */
export async function readReports(
  connection: DuckDBConnection,
  users: string,
  report: string,
  count: number,
): Promise<AccountReports> {
  const places = new Uint32Array(count)
  const [accounts, rows] = [users, report].map(
    (file) => `read_parquet(${literal(file)}, file_row_number = true)`,
  )
  await connection.run(`CREATE TEMP TABLE told AS
    SELECT row_number() OVER () AS place, clues FROM (SELECT DISTINCT ${CLUES} AS clues FROM ${rows})`)
  const told = await connection.runAndReadAll('SELECT clues FROM told ORDER BY place')
  const clues = told.getRows().map(([text]) => JSON.parse(String(text)) as ReportClues)
  const sql = `SELECT account.file_row_number::UINTEGER, told.place::UINTEGER
    FROM (SELECT lower(id) AS own, ${CLUES} AS clues FROM ${rows}) JOIN told USING (clues)
    JOIN (SELECT lower(id) AS own, file_row_number FROM ${accounts}) AS account USING (own)`
  for await (const chunk of chunksOf(connection, sql)) {
    const own = chunk.getColumnValues(1)
    for (const [row, position] of chunk.getColumnValues(0).entries())
      places[Number(position)] = Number(own[row])
  }
  await connection.run('DROP TABLE told')
  return { places, clues: [undefined, ...clues] }
}
