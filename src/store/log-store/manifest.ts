/** Which files the store of logs consists of. What the manifest does not name does not exist. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { KeywardError, messageOf } from '#model/errors.ts'
import { type LogSource, logSources } from '#model/events/log-event.ts'
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

/** Files are read and deleted by these paths: none of them leads out of the folder. */
const INSIDE = /^(?!.*\.\.)\w[\w.-]*(?:\/[\w.-]+)*$/
const whole = z.int().min(0)
const time = z.string().nullable()

const Manifest = z.object({
  schemaVersion: z.literal(1),
  files: z.array(
    z.object({
      source: z.enum(logSources),
      day: z.union([z.literal('undated'), z.iso.date()]),
      path: z.string().regex(INSIDE),
      rows: whole,
      bytes: whole,
      sha256: z.string(),
      first: time,
      last: time,
    }),
  ),
  removals: z.array(
    z.object({
      at: z.string(),
      by: z.string(),
      reason: z.string(),
      rows: whole,
      files: z.array(z.object({ path: z.string(), sha256: z.string(), rows: whole })),
    }),
  ),
})

/**
 * The manifest of a folder of logs; an empty one where nothing was sealed yet.
 * @throws KeywardError `logs-broken`: one that is there and says nothing is no empty store
 */
export async function readManifest(folder: string): Promise<LogManifest> {
  const file = join(folder, NAME)
  try {
    return Manifest.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return EMPTY
    throw new KeywardError('logs-broken', { file, folder, why: whyBroken(error) }, { cause: error })
  }
}

function whyBroken(error: unknown): string {
  if (error instanceof SyntaxError) return 'it is no JSON'
  const issue = error instanceof z.ZodError ? error.issues[0] : undefined
  if (issue === undefined) return messageOf(error)
  return [...(issue.path.length === 0 ? [] : [issue.path.join('.')]), issue.message].join(': ')
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
