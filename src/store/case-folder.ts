/** A folder that is handed on: every file hashed while it is written, a manifest last, and the check of all of it. */
import { createHash } from 'node:crypto'
import { type FileHandle, open, readdir, readFile, rename, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { guarded, hashFile, makeFolder, removeIfThere, syncFolder } from './files.ts'

const MANIFEST = 'manifest.json'
const OWNER_ONLY_FILE = 0o600

export interface CaseFile {
  /** Relative to the folder, with slashes. */
  readonly path: string
  readonly bytes: number
  readonly sha256: string
}

export interface CaseWriter {
  /** Writes on; what is not written yet is held back by the promise. */
  write(text: string): Promise<void>
}

export interface CaseFolder {
  /** A file that grows while others do. */
  file(path: string): Promise<CaseWriter>
  /** A whole file at once. */
  put(path: string, text: string): Promise<void>
  /** Writes the manifest with `head` in front of the files, and gives the folder its name. Answers the manifest's hash. */
  finish(head: object): Promise<{ readonly sha256: string; readonly files: readonly CaseFile[] }>
  /** Throws away what was written. */
  discard(): Promise<void>
}

/** Begins a folder beside the one that is wanted. @throws KeywardError `data-unwritable` */
export async function beginCase(wanted: string): Promise<CaseFolder> {
  const target = resolve(wanted)
  const part = `${target}.part`
  await removeIfThere(part)
  await makeFolder(part)
  const open = new Map<string, Hashed>()
  const file = async (path: string): Promise<Hashed> => {
    await makeFolder(dirname(join(part, path)))
    const made = await hashed(join(part, path))
    open.set(path, made)
    return made
  }
  return {
    file,
    put: async (path, text) => (await file(path)).write(text),
    finish: async (head) => {
      const files: CaseFile[] = []
      for (const [path, one] of open) files.push({ path, ...(await one.end()) })
      files.sort((one, other) => (one.path < other.path ? -1 : 1))
      const manifest = await hashed(join(part, MANIFEST))
      await manifest.write(`${JSON.stringify({ ...head, files }, null, 2)}\n`)
      const { sha256 } = await manifest.end()
      await syncFolder(part)
      await guarded(target, () => rename(part, target))
      return { sha256, files }
    },
    discard: async () => {
      for (const one of open.values()) await one.end().catch(() => undefined)
      await removeIfThere(part)
    },
  }
}

interface Hashed extends CaseWriter {
  end(): Promise<{ readonly bytes: number; readonly sha256: string }>
}

/** A file whose hash is of what was meant to be written, not of what a disk gave back. */
async function hashed(path: string): Promise<Hashed> {
  const handle: FileHandle = await guarded(path, () => open(path, 'wx', OWNER_ONLY_FILE))
  const hash = createHash('sha256')
  let bytes = 0
  let ended: { readonly bytes: number; readonly sha256: string } | undefined
  return {
    write: async (text) => {
      const content = Buffer.from(text)
      hash.update(content)
      bytes += content.length
      await guarded(path, () => handle.writeFile(content))
    },
    end: async () => {
      if (ended !== undefined) return ended
      await guarded(path, () => handle.sync())
      await handle.close()
      ended = { bytes, sha256: hash.digest('hex') }
      return ended
    },
  }
}

/** True where something stands already under the name. */
export function isTaken(path: string): Promise<boolean> {
  return stat(resolve(path)).then(
    () => true,
    () => false,
  )
}

export interface CaseCheck {
  /** The text of the manifest; undefined where there is none. */
  readonly manifest: string | undefined
  readonly sha256: string | undefined
  /** Hashes of the files that are there, by their paths; the manifest is not among them. */
  readonly found: ReadonlyMap<string, string>
}

/** Reads what a handed-on folder holds. @throws Error when the folder cannot be read */
export async function readCase(path: string): Promise<CaseCheck> {
  const folder = resolve(path)
  const manifest = await readFile(join(folder, MANIFEST), 'utf8').catch(() => undefined)
  const found = new Map<string, string>()
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue
    const full = join(entry.parentPath, entry.name)
    const name = full.slice(folder.length + 1).replaceAll('\\', '/')
    // A link leads out of what was handed on: it is named and not followed.
    if (name !== MANIFEST) found.set(name, entry.isFile() ? await hashFile(full) : 'no file')
  }
  const sha256 = manifest === undefined ? undefined : await hashFile(join(folder, MANIFEST))
  return { manifest, sha256, found }
}
