/** A run is the spool of one collection; it stays until its snapshot is sealed, so that it can be resumed. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DatasetName } from '#model/datasets.ts'
import { type SnapshotId, snapshotId } from '#model/ids.ts'
import { makeFolder, removeIfThere, writeWhole } from './files.ts'
import { DatasetSpool } from './spool.ts'

/** A run goes on only for the same purpose: same cloud, same endpoint, same datasets. */
export interface RunPurpose {
  readonly source: 'graph' | 'input'
  readonly cloud: string
  readonly endpoint: string
  readonly datasets: readonly DatasetName[]
  readonly startedAt: string
}

export interface SpoolRun {
  /** The id that the snapshot will have. */
  readonly id: SnapshotId
  readonly startedAt: string
  /** True when an earlier, unfinished run goes on. */
  readonly resumed: boolean
  spool(dataset: DatasetName): Promise<DatasetSpool>
  /** Closes the files; the run stays on the disk. */
  close(): Promise<void>
  /** Removes the run, once sealed. */
  discard(): Promise<void>
}

/** A run older than this is not resumed: half of its facts would be from another day. */
const STALE_AFTER_MS = 24 * 60 * 60 * 1000

/** Opens the unfinished run of the same purpose, or begins `fresh`. */
export async function openRun(folder: string, purpose: RunPurpose, fresh: SnapshotId): Promise<SpoolRun> {
  const unfinished = await unfinishedRun(folder, purpose)
  if (unfinished) return handle(join(folder, unfinished.id), unfinished.id, unfinished.startedAt, true)
  const place = join(folder, fresh)
  await makeFolder(place)
  await writeWhole(join(place, 'run.json'), `${JSON.stringify(purpose)}\n`)
  return handle(place, fresh, purpose.startedAt, false)
}

async function unfinishedRun(folder: string, purpose: RunPurpose) {
  const names = await readdir(folder).catch(() => [] as string[])
  for (const name of names.sort().reverse()) {
    const earlier = await purposeOf(join(folder, name))
    const isFresh = earlier !== undefined && earlier.source === 'graph' && isOfToday(earlier, purpose)
    if (isFresh && isSamePurpose(earlier, purpose))
      return { id: snapshotId(name), startedAt: earlier.startedAt }
    // One of another purpose stays: judging an exported file must not cost an interrupted collection its pages.
    if (!isFresh) await removeIfThere(join(folder, name))
  }
  return undefined
}

async function purposeOf(place: string): Promise<RunPurpose | undefined> {
  try {
    return JSON.parse(await readFile(join(place, 'run.json'), 'utf8')) as RunPurpose
  } catch {
    return undefined
  }
}

/** A clock that was set back puts the start in the future; it is as near as one as far in the past. */
function isOfToday(earlier: RunPurpose, now: RunPurpose): boolean {
  return Math.abs(Date.parse(now.startedAt) - Date.parse(earlier.startedAt)) < STALE_AFTER_MS
}

function isSamePurpose(earlier: RunPurpose, now: RunPurpose): boolean {
  const essence = ({ source, cloud, endpoint, datasets }: RunPurpose) =>
    JSON.stringify([source, cloud, endpoint, [...datasets].sort()])
  return essence(earlier) === essence(now)
}

function handle(place: string, id: SnapshotId, startedAt: string, resumed: boolean): SpoolRun {
  const open = new Map<DatasetName, Promise<DatasetSpool>>()
  const close = async () => {
    for (const spool of open.values()) await (await spool).close()
    open.clear()
  }
  return {
    id,
    startedAt,
    resumed,
    spool: (dataset) => {
      const spool = open.get(dataset) ?? new DatasetSpool(place, dataset).open()
      open.set(dataset, spool)
      return spool
    },
    close,
    discard: async () => {
      await close()
      await removeIfThere(place)
    },
  }
}
