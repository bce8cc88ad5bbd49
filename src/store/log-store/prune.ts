/** Taking days out of the store: by somebody's word, and with a record of what was there. */
import { join } from 'node:path'
import type { LogSource } from '#model/events/log-event.ts'
import { removeIfThere } from '../files.ts'
import { type LogFile, readManifest, writeManifest } from './manifest.ts'

/** What is taken out, and on whose word. */
export interface PruneOrder {
  /** The first day that stays, `YYYY-MM-DD`; events without a time stay. */
  readonly before: string
  /** Left out: all logs. */
  readonly sources?: readonly LogSource[]
  readonly by: string
  readonly reason: string
  /** ISO 8601. */
  readonly at: string
}

/** The files that the order is about. */
export function prunable(files: readonly LogFile[], { before, sources }: PruneOrder): readonly LogFile[] {
  return files.filter(
    ({ day, source }) =>
      day !== 'undated' && day < before && (sources === undefined || sources.includes(source)),
  )
}

/**
 * Takes whole days out. The record of it, with the hashes of the files, is on the disk before the first of them goes.
 * Whoever calls holds the store's lock.
 */
export async function prune(folder: string, order: PruneOrder): Promise<readonly LogFile[]> {
  const manifest = await readManifest(folder)
  const gone = prunable(manifest.files, order)
  if (gone.length === 0) return []
  const { at, by, reason } = order
  const removal = {
    at,
    by,
    reason,
    rows: gone.reduce((sum, { rows }) => sum + rows, 0),
    files: gone.map(({ path, sha256, rows }) => ({ path, sha256, rows })),
  }
  const paths = new Set(gone.map(({ path }) => path))
  const files = manifest.files.filter(({ path }) => !paths.has(path))
  await writeManifest(folder, { ...manifest, files, removals: [...manifest.removals, removal] })
  for (const path of paths) await removeIfThere(join(folder, path))
  return gone
}
