/**
 * Files that survive a crash. A name appears only when its content is on the disk; an error of the disk comes out
 * with its mend.
 */
import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, mkdtemp, open, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { KeywardError, messageOf } from '#model/errors.ts'

/** Only the owner may read what Keyward keeps: it tells who can do what in a tenant. */
const OWNER_ONLY_FILE = 0o600
const OWNER_ONLY_FOLDER = 0o700

/** Makes a folder and its parents. @throws KeywardError `data-unwritable` */
export async function makeFolder(path: string): Promise<void> {
  await guarded(path, () => mkdir(path, { recursive: true, mode: OWNER_ONLY_FOLDER }))
}

/** Writes a whole file: temporary name, fsync, rename, fsync of the folder. @throws KeywardError `data-unwritable` */
export async function writeWhole(
  path: string,
  content: string | Uint8Array | Iterable<string>,
): Promise<void> {
  const temporary = `${path}.${randomBytes(4).toString('hex')}.tmp`
  await guarded(path, async () => {
    const file = await open(temporary, 'wx', OWNER_ONLY_FILE)
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await settle(temporary, path)
  })
}

/** Gives a finished temporary file its name, durably. */
export async function settle(temporary: string, path: string): Promise<void> {
  await rename(temporary, path)
  await syncFolder(dirname(path))
}

/** Flushes a file that another writer (DuckDB) made. */
export async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Makes the names of new files in a folder durable. Windows cannot open folders and does not need it. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** Opens a file for appending, made if it is not there. */
export async function openToAppend(path: string): Promise<FileHandle> {
  return guarded(path, () => open(path, 'a', OWNER_ONLY_FILE))
}

/** Removes a file or folder that may not be there. */
export async function removeIfThere(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true })
}

/** In small pieces the reading takes longer than the hashing. */
const HASHED_AT_ONCE = 1024 * 1024

/** SHA-256 of a file's bytes, in hex. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: HASHED_AT_ONCE }))
    hash.update(chunk as Buffer)
  return hash.digest('hex')
}

/** Runs a write and turns the disk's errors into ours. */
export async function guarded<T>(path: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    throw unwritable(path, error)
  }
}

const NO_FOLDER =
  'Something else has the name of a folder there. Move it away, or choose another folder with --data.'

const MENDS: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full. Free some space and run the same command again: it resumes.',
  EDQUOT: 'The quota is used up. Free some space and run the same command again: it resumes.',
  EACCES: 'Give this user the right to write there, or choose another folder with --data.',
  EPERM: 'Give this user the right to write there, or choose another folder with --data.',
  EFBIG:
    'The file system, or a limit of this user (ulimit -f), takes no file as large. Choose another folder with --data, or lift the limit, and run the same command again.',
  EEXIST: NO_FOLDER,
  ENOTDIR: NO_FOLDER,
  EROFS: 'The file system is read-only. Choose another folder with --data.',
}

/** DuckDB and SQLite hand on the system's words and no code. */
function codeInWords(error: unknown): string | undefined {
  const words = messageOf(error)
  if (/No space left on device|database or disk is full/i.test(words)) return 'ENOSPC'
  if (/File too large/i.test(words)) return 'EFBIG'
  return /Disk quota exceeded/i.test(words) ? 'EDQUOT' : undefined
}

function unwritable(path: string, error: unknown): unknown {
  const code = codeInWords(error) ?? (error as NodeJS.ErrnoException | null)?.code
  const how = code === undefined ? undefined : MENDS[code]
  if (how === undefined) return error
  return new KeywardError('data-unwritable', { path, why: messageOf(error), how }, { cause: error })
}

/** A folder of this program's own that is gone when `work` is done. */
export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'keyward-look-'))
  try {
    return await work(folder)
  } finally {
    await removeIfThere(folder)
  }
}

/** The text of a file that people wrote. @throws Error when it cannot be read or is larger than so many bytes */
export async function readSmallText(path: string, most: number): Promise<string> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    if (size > most) throw new Error(`it is larger than ${most} bytes`)
    return await file.readFile('utf8')
  } finally {
    await file.close()
  }
}
