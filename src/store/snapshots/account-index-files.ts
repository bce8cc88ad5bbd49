/** Keeps the index of the accounts beside the datasets, in Parquet whose columns are packed numbers. */
import type { DuckDBConnection } from '@duckdb/node-api'
import { blobsIn, chunksOf, literal } from '../duckdb.ts'
import { settle, syncFile } from '../files.ts'
import { joined, unpackIds } from './account-ids.ts'
import type { AccountClues, AccountIndex, IndexedMembers } from './account-index.ts'

/** Accounts in one row: their numbers are read back at once. */
const ACCOUNTS_PER_ROW = 25_000

/** What the first row says of all. */
interface Head {
  readonly packed: boolean
  readonly clues: readonly AccountClues[]
  readonly states: readonly (string | null)[]
}

export interface IndexFiles {
  readonly accounts: string
  readonly members: string
}

/** Writes both files, durably. @param connection sees their folder */
export async function writeIndex(
  connection: DuckDBConnection,
  index: AccountIndex,
  files: IndexFiles,
): Promise<void> {
  await connection.run('CREATE TEMP TABLE accounts (head VARCHAR, ids BLOB, kinds BLOB, states BLOB)')
  await appendAccounts(connection, index)
  await writeTable(connection, 'accounts', files.accounts)
  await connection.run('CREATE TEMP TABLE members (head VARCHAR, people BLOB)')
  const appender = await connection.createAppender('members')
  for (const { people, ...head } of index.members) {
    appender.appendVarchar(JSON.stringify(head))
    appender.appendBlob(bytesOf(people))
    appender.endRow()
  }
  appender.closeSync()
  await writeTable(connection, 'members', files.members)
}

async function appendAccounts(connection: DuckDBConnection, index: AccountIndex): Promise<void> {
  const { ids, clues, states, kinds, perUserMfa } = index
  const head = { packed: ids.packed, clues, states: states.map((state) => state ?? null) } satisfies Head
  const appender = await connection.createAppender('accounts')
  for (let start = 0; start < ids.count; start += ACCOUNTS_PER_ROW) {
    const end = Math.min(ids.count, start + ACCOUNTS_PER_ROW)
    if (start === 0) appender.appendVarchar(JSON.stringify(head))
    else appender.appendNull()
    appender.appendBlob(ids.bytes(start, end))
    appender.appendBlob(bytesOf(kinds.subarray(start, end)))
    appender.appendBlob(bytesOf(perUserMfa.subarray(start, end)))
    appender.endRow()
  }
  appender.closeSync()
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Uint32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength)

async function writeTable(connection: DuckDBConnection, table: string, target: string): Promise<void> {
  const temporary = `${target}.tmp`
  await connection.run(`COPY ${table} TO ${literal(temporary)} (FORMAT parquet, COMPRESSION zstd)`)
  await connection.run(`DROP TABLE ${table}`)
  await syncFile(temporary)
  await settle(temporary, target)
}

/** Reads both files back. */
export async function readIndex(connection: DuckDBConnection, files: IndexFiles): Promise<AccountIndex> {
  let head: Head = { packed: true, clues: [], states: [null] }
  const blocks = { ids: [] as Uint8Array[], kinds: [] as Uint8Array[], states: [] as Uint8Array[] }
  for await (const chunk of chunksOf(connection, `FROM read_parquet(${literal(files.accounts)})`)) {
    for (const text of chunk.getColumnValues(0)) if (text !== null) head = JSON.parse(String(text)) as Head
    blocks.ids.push(...blobsIn(chunk, 1))
    blocks.kinds.push(...blobsIn(chunk, 2))
    blocks.states.push(...blobsIn(chunk, 3))
  }
  return {
    ids: unpackIds(head.packed, blocks.ids),
    clues: head.clues,
    kinds: joined(blocks.kinds),
    states: head.states.map((state) => state ?? undefined),
    perUserMfa: joined(blocks.states),
    members: await readMembers(connection, files.members),
  }
}

async function readMembers(connection: DuckDBConnection, file: string): Promise<IndexedMembers[]> {
  const rows: IndexedMembers[] = []
  for await (const chunk of chunksOf(connection, `FROM read_parquet(${literal(file)})`)) {
    const people = blobsIn(chunk, 1)
    for (const [row, text] of chunk.getColumnValues(0).entries()) {
      const head = JSON.parse(String(text)) as Omit<IndexedMembers, 'people'>
      rows.push({ ...head, people: joined([people[row] ?? new Uint8Array()]) })
    }
  }
  return rows
}
