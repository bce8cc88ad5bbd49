/** Exported files on disk: a folder, a .zip, or one file. */
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Readable } from 'node:stream'
import { KeywardError, messageOf } from '#model/errors.ts'
import { openZip } from './zip.ts'

export interface InputFile {
  /** Its name without folders. */
  readonly name: string
  readonly bytes: number
  open(): Promise<Readable>
}

export interface InputSource {
  readonly path: string
  readonly files: readonly InputFile[]
  close(): Promise<void>
}

/** Opens an input. @throws KeywardError `input-not-found`, `input-unreadable` */
export async function openInput(path: string): Promise<InputSource> {
  const found = await stat(path).catch(() => undefined)
  if (found === undefined) throw new KeywardError('input-not-found', { path })
  try {
    if (found.isDirectory()) return { path, files: await filesIn(path), close: async () => {} }
    if (/\.zip$/i.test(path)) return await openZip(path)
    return { path, files: [await fileAt(path)], close: async () => {} }
  } catch (error) {
    throw unreadable(path, error)
  }
}

/** Ours for whatever goes wrong while an input is read. */
export function unreadable(path: string, error: unknown): KeywardError {
  if (error instanceof KeywardError) return error
  const how = 'Check that the file is whole and that you may read it.'
  return new KeywardError('input-unreadable', { path, why: messageOf(error), how }, { cause: error })
}

async function filesIn(folder: string): Promise<readonly InputFile[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name)
  return Promise.all(names.sort().map((name) => fileAt(join(folder, name))))
}

async function fileAt(path: string): Promise<InputFile> {
  const { size } = await stat(path)
  return { name: basename(path), bytes: size, open: async () => createReadStream(path) }
}
