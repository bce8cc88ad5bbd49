/**
 * The floor of judging everybody: DuckDB reads the same columns, the policies of each group are added to its people
 * bit by bit, and exclusions are taken off. No file is proven, no id looked up, no condition read, no sign-in judged.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { blobsIn, chunksOf, columnChunks, literal, withDuckDb } from '#store/duckdb.ts'
import { answer, timed } from './answer.ts'

interface Input {
  /** Of the snapshot. */
  readonly folder: string
  readonly policies: number
}

/** These are in the index already. */
const INDEXED = new Set(['users.parquet', 'perUserMfaStates.parquet', 'groupMembers.parquet'])

await answer<Input>(async ({ folder, policies }) => {
  const words = Math.ceil(policies / 32)
  const { ms, result } = await timed(() =>
    withDuckDb([folder], async (connection) => {
      const kinds = await readNumbers(connection, join(folder, 'accounts.index.parquet'), [1, 2, 3])
      const people = await readNumbers(connection, join(folder, 'members.index.parquet'), [1])
      for (const file of readdirSync(folder).filter((name) => name.endsWith('.parquet')))
        if (!INDEXED.has(file) && !file.includes('.index.')) await readValues(connection, join(folder, file))
      return marked(
        (kinds[1] ?? []).reduce((sum, { length }) => sum + length, 0),
        people[0] ?? [],
        words,
      )
    }),
  )
  return { ms, judged: result.length }
})

/** Of each of these columns the numbers row by row. */
async function readNumbers(connection: DuckDBConnection, file: string, columns: readonly number[]) {
  const read = columns.map((): Uint32Array[] => [])
  for await (const chunk of chunksOf(connection, `FROM read_parquet(${literal(file)})`))
    for (const [index, column] of columns.entries())
      for (const bytes of blobsIn(chunk, column)) read[index]?.push(new Uint32Array(bytes.slice().buffer))
  return read
}

async function readValues(connection: DuckDBConnection, file: string): Promise<void> {
  for await (const { columns } of columnChunks(connection, `FROM read_parquet(${literal(file)})`))
    if (columns.length === 0) throw new Error(`${file} has no column`)
}

/** Of each account whether any policy is left. */
function marked(accounts: number, groups: readonly Uint32Array[], words: number): Uint8Array {
  const row = 2 * words
  const marks = new Uint32Array(accounts * row)
  for (const [group, people] of groups.entries()) {
    const bit = 1 << (group & 31)
    for (let index = 0; index < people.length; index += 1) {
      const at = (people[index] as number) * row
      for (let word = 0; word < row; word += 1) marks[at + word] = (marks[at + word] as number) | bit
    }
  }
  const verdicts = new Uint8Array(accounts)
  for (let account = 0; account < accounts; account += 1) {
    let left = 0
    for (let word = 0; word < words; word += 1)
      left |= (marks[account * row + word] as number) & ~(marks[account * row + words + word] as number)
    verdicts[account] = left === 0 ? 0 : 1
  }
  return verdicts
}
