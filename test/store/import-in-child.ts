/** Imports as processes of their own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { ImportProgress, ImportSummary } from '#pipeline/logs/import.ts'

export interface ImportOrder {
  /** Of the store of logs. */
  readonly folder: string
  readonly paths: readonly string[]
}

export interface ImportEnd {
  readonly summary?: ImportSummary
  readonly failure?: { readonly code: string; readonly message: string; readonly mend: string }
  /** Of its memory; undefined where the system does not tell it. */
  readonly peakMb?: number | undefined
}

export type Told = { readonly phase: ImportProgress['phase'] } | { readonly end: ImportEnd }

export interface ImportChanges {
  /** Called for every step that the process tells of. */
  readonly onPhase?: (phase: ImportProgress['phase'], child: ChildProcess) => void
  /** The largest file that the process may write, in units of 512 bytes. */
  readonly largestFile?: number
}

/** Imports; undefined for a process that was killed. @throws Error when it ends in another way */
export async function importInChild(
  order: ImportOrder,
  { onPhase, largestFile }: ImportChanges = {},
): Promise<ImportEnd | undefined> {
  const program = [process.execPath, join(import.meta.dirname, 'import-child.ts'), JSON.stringify(order)]
  const limited = ['sh', '-c', `ulimit -f ${largestFile} && exec "$@"`, 'sh', ...program]
  const [command = '', ...argv] = largestFile === undefined ? program : limited
  const child = spawn(command, argv, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  const words: string[] = []
  let end: ImportEnd | undefined
  child.stderr?.on('data', (chunk: Buffer) => words.push(chunk.toString()))
  child.on('message', (told: Told) => {
    if ('end' in told) end = told.end
    else onPhase?.(told.phase, child)
  })
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null]
  if (signal === 'SIGKILL') return undefined
  if (code !== 0 || end === undefined)
    throw new Error(`the import ended with ${code ?? signal}: ${words.join('')}`)
  return end
}
