/** What a sealed snapshot holds. */
import { join } from 'node:path'
import { type DatasetName, datasetOf } from '#model/datasets.ts'
import { KeywardError } from '#model/errors.ts'
import type { SnapshotId } from '#model/ids.ts'
import { withDuckDb } from '../duckdb.ts'
import { hashFile } from '../files.ts'
import type { AccountIndex } from './account-index.ts'
import { type AccountNames, type AccountReports, readNames, readReports } from './account-texts.ts'
import type { Manifest } from './manifest.ts'
import { readDataset, readDatasets, readMatching, readRecord, streamDataset } from './read.ts'
import { readAccountIndex } from './seal-account-index.ts'

export interface Snapshot {
  readonly id: SnapshotId
  readonly manifest: Manifest
  /** @throws KeywardError `snapshot-broken` when the file is not the one that was sealed */
  records(dataset: DatasetName): Promise<Record<string, unknown>[]>
  /** The records of several datasets by name, read at once. @throws as `records` */
  recordsOf(names: readonly DatasetName[]): Promise<ReadonlyMap<string, readonly Record<string, unknown>[]>>
  /** The records piece by piece, for whoever needs them once. @throws as `records` */
  stream(dataset: DatasetName): AsyncGenerator<readonly Record<string, unknown>[]>
  record(dataset: DatasetName, key: string): Promise<Record<string, unknown> | undefined>
  /** The records of a dataset whose `field` is in the other's, case aside. @throws as `records` */
  matching(
    dataset: DatasetName,
    field: string,
    other: readonly [DatasetName, string],
  ): Promise<readonly Record<string, unknown>[]>
  /** What reports call the accounts, in the order of `accounts`. @throws as `records` */
  names(): Promise<AccountNames>
  /** What the registration report says of each account. @throws as `records` */
  reports(count: number): Promise<AccountReports>
  /** All accounts as numbers, for whoever judges every one of them. @throws as `records` */
  accounts(): Promise<AccountIndex>
}

/** The snapshot in a folder whose manifest was read. */
export function snapshotIn(place: string, id: SnapshotId, manifest: Manifest): Snapshot {
  const files = sealedFiles(place, id, manifest)
  return { id, manifest, ...recordsIn(place, files), ...columnsIn(place, manifest, files) }
}

interface SealedFiles {
  /** The path of a sealed file. @throws KeywardError `snapshot-broken` when it is not the one that was sealed */
  checked(sealed: { readonly file: string; readonly fileHash?: string | undefined }): Promise<string>
  /** The same of a dataset; undefined for one without records. */
  fileOf(name: DatasetName): Promise<string | undefined>
}

function sealedFiles(place: string, id: SnapshotId, manifest: Manifest): SealedFiles {
  const checked: SealedFiles['checked'] = async ({ file, fileHash }) => {
    const path = join(place, file)
    const found = await hashFile(path).catch(() => 'missing')
    if (found !== fileHash) throw new KeywardError('snapshot-broken', { snapshot: id, what: file })
    return path
  }
  return {
    checked,
    fileOf: async (name) => {
      const { file, fileHash } = manifest.datasets[name] ?? {}
      return file === undefined ? undefined : checked({ file, fileHash })
    },
  }
}

type Records = Pick<Snapshot, 'records' | 'recordsOf' | 'stream' | 'record' | 'matching'>

function recordsIn(place: string, { fileOf }: SealedFiles): Records {
  return {
    records: async (name) => {
      const file = await fileOf(name)
      return file === undefined ? [] : readDataset(datasetOf(name), file)
    },
    recordsOf: async (names) => {
      const files = await Promise.all(
        names.map(async (name) => [datasetOf(name), await fileOf(name)] as const),
      )
      return readDatasets(
        place,
        files.flatMap(([dataset, file]) => (file === undefined ? [] : [[dataset, file] as const])),
      )
    },
    stream: async function* (name) {
      const file = await fileOf(name)
      if (file !== undefined) yield* streamDataset(datasetOf(name), file)
    },
    record: async (name, key) => {
      const file = await fileOf(name)
      return file === undefined ? undefined : readRecord(datasetOf(name), file, key)
    },
    matching: async (name, field, [otherName, otherField]) => {
      const [file, other] = [await fileOf(name), await fileOf(otherName)]
      if (file === undefined || other === undefined) return []
      return readMatching(datasetOf(name), file, field, { file: other, field: otherField })
    },
  }
}

type Columns = Pick<Snapshot, 'names' | 'reports' | 'accounts'>

function columnsIn(place: string, manifest: Manifest, files: SealedFiles): Columns {
  return {
    names: async () => {
      const users = await files.fileOf('users')
      if (users === undefined) return { names: [], enabled: new Uint8Array() }
      return withDuckDb([place], (connection) => readNames(connection, users))
    },
    reports: async (count) => {
      const [users, report] = [await files.fileOf('users'), await files.fileOf('userRegistrationDetails')]
      if (users === undefined || report === undefined)
        return { places: new Uint32Array(count), clues: [undefined] }
      return withDuckDb([place], (connection) => readReports(connection, users, report, count))
    },
    accounts: () => readAccountIndex(place, manifest.index, files),
  }
}
