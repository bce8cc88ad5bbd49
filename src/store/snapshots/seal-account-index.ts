/** When a snapshot gets an index of its accounts, and where one without comes by it. */
import { join } from 'node:path'
import type { DatasetName } from '#model/datasets.ts'
import { withDuckDb } from '../duckdb.ts'
import { guarded, hashFile } from '../files.ts'
import { type AccountIndex, type IndexedFiles, indexAccounts } from './account-index.ts'
import { readIndex, writeIndex } from './account-index-files.ts'
import type { Manifest, SealedDataset } from './manifest.ts'

/** With fewer accounts making the index when it is asked for takes no longer than reading one. */
const INDEXED_FROM = 10_000

/** As for the sealing itself: a collection is to fit a small machine to its end. */
const SEALING_MEMORY = '128MB'

const INDEXED = ['users', 'perUserMfaStates', 'groupMembers'] as const satisfies readonly DatasetName[]

const FILES = { accounts: 'accounts.index.parquet', members: 'members.index.parquet' }

/** Writes the index of the datasets just sealed; undefined where there are too few accounts for one. */
export async function sealAccountIndex(
  place: string,
  datasets: Readonly<Record<string, SealedDataset>>,
): Promise<Manifest['index']> {
  if ((datasets['users']?.records ?? 0) < INDEXED_FROM) return undefined
  const sealed: IndexedFiles = Object.fromEntries(
    INDEXED.flatMap((name) => {
      const file = datasets[name]?.file
      return file === undefined ? [] : [[name, join(place, file)]]
    }),
  )
  const files = { accounts: join(place, FILES.accounts), members: join(place, FILES.members) }
  await guarded(place, () =>
    withDuckDb(
      [place],
      async (connection) => writeIndex(connection, await indexAccounts(connection, sealed), files),
      { threads: 1, memory: SEALING_MEMORY },
    ),
  )
  return {
    accounts: { file: FILES.accounts, fileHash: await hashFile(files.accounts) },
    members: { file: FILES.members, fileHash: await hashFile(files.members) },
  }
}

/** Paths of sealed files, their hashes compared. */
interface Checked {
  fileOf(name: DatasetName): Promise<string | undefined>
  checked(sealed: NonNullable<Manifest['index']>['accounts']): Promise<string>
}

/** The sealed index; for a snapshot without one it is made of the datasets. */
export async function readAccountIndex(
  place: string,
  sealed: Manifest['index'],
  { fileOf, checked }: Checked,
): Promise<AccountIndex> {
  if (sealed === undefined) {
    const [users, perUserMfaStates, groupMembers] = await Promise.all(INDEXED.map(fileOf))
    const files = { users, perUserMfaStates, groupMembers }
    return withDuckDb([place], (connection) => indexAccounts(connection, files))
  }
  const [accounts, members] = await Promise.all([checked(sealed.accounts), checked(sealed.members)])
  return withDuckDb([place], (connection) => readIndex(connection, { accounts, members }))
}
