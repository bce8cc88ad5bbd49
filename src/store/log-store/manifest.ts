/** Which files the store of logs consists of. What the manifest does not name does not exist. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LogSource } from '#model/events/log-event.ts'
import { writeWhole } from '../files.ts'

/** One sealed file: events of one log and one day. */
export interface LogFile {
  readonly source: LogSource
  readonly day: string
  /** Relative to the folder of logs, with slashes. */
  readonly path: string
  readonly rows: number
  readonly bytes: number
  readonly sha256: string
  /** Of its events, ISO 8601; null where none has a time. */
  readonly first: string | null
  readonly last: string | null
}

/** Why events were taken out of the store by people. */
export interface LogRemoval {
  readonly at: string
  readonly by: string
  readonly reason: string
  readonly rows: number
  readonly files: readonly { readonly path: string; readonly sha256: string; readonly rows: number }[]
}

export interface LogManifest {
  readonly schemaVersion: 1
  readonly files: readonly LogFile[]
  readonly removals: readonly LogRemoval[]
}

const EMPTY: LogManifest = { schemaVersion: 1, files: [], removals: [] }
const NAME = 'manifest.json'

/** The manifest of a folder of logs; an empty one where nothing was sealed yet. */
export async function readManifest(folder: string): Promise<LogManifest> {
  try {
    return JSON.parse(await readFile(join(folder, NAME), 'utf8')) as LogManifest
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return EMPTY
    throw error
  }
}

/** Puts a new manifest in the place of the old, whole or not at all. @throws KeywardError `data-unwritable` */
export async function writeManifest(folder: string, manifest: LogManifest): Promise<void> {
  const files = manifest.files.toSorted((one, other) => (one.path < other.path ? -1 : 1))
  await writeWhole(join(folder, NAME), `${JSON.stringify({ ...manifest, files }, null, 1)}\n`)
}

/** True for a manifest that was being written when its writer was killed. @param path relative to the folder of logs */
export function isUnfinished(path: string): boolean {
  return path.startsWith(`${NAME}.`) && path.endsWith('.tmp')
}
