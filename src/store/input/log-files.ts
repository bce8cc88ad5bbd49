/** Exports of logs on disk: files, folders with all that is in them, and archives, unpacked as they are read. */
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { KeywardError } from '#model/errors.ts'
import { open7z } from './seven-zip.ts'
import { unreadable } from './source.ts'
import { openZip } from './zip.ts'
import { unzstd } from './zstd.ts'

/** One export, whatever it is packed in. */
export interface LogFile {
  /** Its name as people know it, for messages. */
  readonly name: string
  /** Packed. */
  readonly bytes: number
  /** Its bytes, unpacked. Whoever reads to the end knows that the file did not change meanwhile. */
  open(): AsyncIterable<Buffer>
}

export interface LogInput {
  readonly files: readonly LogFile[]
  close(): Promise<void>
}

/** Opens files and folders. @throws KeywardError `input-not-found`, `input-unreadable` */
export async function openLogInput(paths: readonly string[]): Promise<LogInput> {
  const closers: (() => Promise<void>)[] = []
  const files: LogFile[] = []
  for (const path of paths) {
    const found = await stat(path).catch(() => undefined)
    if (found === undefined) throw new KeywardError('input-not-found', { path })
    const names = found.isDirectory() ? await filesBelow(path) : [path]
    for (const file of names) {
      const name = found.isDirectory() ? relative(path, file) || file : file
      const opened = await openOne(file, name).catch((error: unknown) => {
        throw unreadable(file, error)
      })
      files.push(...opened.files)
      closers.push(opened.close)
    }
  }
  return {
    files,
    close: async () => {
      for (const close of closers) await close()
    },
  }
}

/** In the order of their names; hidden files are no exports. */
async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

const nothing = async () => {}

async function openOne(path: string, name: string): Promise<LogInput> {
  const { size } = await stat(path)
  const packing = packingOf(await firstBytes(path))
  if (packing === 'zip') {
    const zip = await openZip(path)
    return {
      files: zip.files.map((entry) =>
        packed(`${name}: ${entry.name}`, entry.bytes, async () => entry.open()),
      ),
      close: zip.close,
    }
  }
  if (packing === '7z') {
    const entries = await open7z(path)
    return {
      files: entries.map((entry) => packed(`${name}: ${entry.name}`, entry.bytes, async () => entry.open())),
      close: nothing,
    }
  }
  return { files: [onDisk(path, name, size)], close: nothing }
}

async function firstBytes(path: string): Promise<Buffer> {
  for await (const chunk of createReadStream(path, { end: 7 })) return chunk as Buffer
  return Buffer.alloc(0)
}

type Packing = 'plain' | 'gzip' | 'zstd' | 'zip' | '7z' | 'xz'

/** By the marks that the formats begin with; names lie. */
function packingOf(head: Buffer): Packing {
  const mark = head.toString('hex')
  if (mark.startsWith('1f8b')) return 'gzip'
  if (mark.startsWith('28b52ffd')) return 'zstd'
  if (mark.startsWith('504b0304') || mark.startsWith('504b0506')) return 'zip'
  if (mark.startsWith('377abcaf271c')) return '7z'
  return mark.startsWith('fd377a585a00') ? 'xz' : 'plain'
}

const CHUNK_BYTES = 1024 * 1024

function onDisk(path: string, name: string, bytes: number): LogFile {
  const read = async function* (): AsyncGenerator<Buffer> {
    const before = await stat(path)
    yield* unpacked(name, bytes, createReadStream(path, { highWaterMark: CHUNK_BYTES }))
    const after = await stat(path)
    if (after.size !== before.size || after.mtimeMs !== before.mtimeMs) {
      const how = 'Wait until nothing writes to it, or copy it first; nothing was kept of it.'
      throw new KeywardError('input-unreadable', { path: name, why: 'it changed while it was read', how })
    }
  }
  return { name, bytes, open: () => guarded(name, read()) }
}

function packed(name: string, bytes: number, open: () => Promise<Readable>): LogFile {
  const read = async function* (): AsyncGenerator<Buffer> {
    yield* unpacked(name, bytes, await open())
  }
  return { name, bytes, open: () => guarded(name, read()) }
}

async function* guarded(name: string, bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* bytes
  } catch (error) {
    throw unreadable(name, error)
  }
}

/** Logs shrink to a fiftieth, repeated lines to a two hundredth; what unpacks to more was made to fill a disk. */
const MOST_TIMES = 400
const ALWAYS_ALLOWED_BYTES = 1024 ** 3

/** Unpacks what begins as a packed file does, and counts. */
async function* unpacked(name: string, bytes: number, stream: Readable): AsyncGenerator<Buffer> {
  const source = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  const first = await source.next()
  if (first.done) return
  const rest = rejoined(first.value, source)
  const packing = packingOf(first.value)
  if (packing === 'plain') {
    yield* rest
    return
  }
  if (packing === 'zstd') {
    yield* counted(name, bytes, unzstd(rest, CHUNK_BYTES))
    return
  }
  if (packing !== 'gzip') throw stillPacked(name, packing)
  const unpack = createGunzip({ chunkSize: CHUNK_BYTES })
  const from = Readable.from(rest)
  from.on('error', (error) => unpack.destroy(error))
  yield* counted(name, bytes, from.pipe(unpack))
}

function stillPacked(path: string, packing: Packing): KeywardError {
  const how = 'Unpack it and give the file that is in it.'
  return new KeywardError('input-unreadable', {
    path,
    why: `${packing} inside another file is not unpacked`,
    how,
  })
}

async function* rejoined(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}

async function* counted(name: string, bytes: number, stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const most = Math.max(ALWAYS_ALLOWED_BYTES, bytes * MOST_TIMES)
  let sum = 0
  for await (const chunk of stream) {
    sum += chunk.length
    if (sum > most) {
      const how = 'Unpack it yourself, if you trust it, and give the file.'
      throw new KeywardError('input-unreadable', {
        path: name,
        why: `it unpacks to more than ${MOST_TIMES} times its size`,
        how,
      })
    }
    yield chunk
  }
}
