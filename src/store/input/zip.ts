/** A .zip of exported files. Its entries are read one by one, and never more than they may hold. */
import { basename } from 'node:path'
import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { KeywardError } from '#model/errors.ts'
import type { InputFile, InputSource } from './source.ts'

/** A tenant of a million accounts exports about 1 GB; an archive that unpacks to more than this is a bomb. */
const MOST_UNPACKED_BYTES = 8 * 1024 ** 3
const MOST_ENTRIES = 10_000

/** Opens an archive. @throws KeywardError `input-unreadable` */
export async function openZip(path: string): Promise<InputSource> {
  const zip = await promisify<string, yauzl.Options, ZipFile>(yauzl.open)(path, {
    lazyEntries: true,
    autoClose: false,
  })
  const entries = await entriesOf(zip, path)
  return {
    path,
    files: entries.map((entry) => fileOf(zip, entry)),
    close: async () => zip.close(),
  }
}

function fileOf(zip: ZipFile, entry: Entry): InputFile {
  return {
    name: basename(entry.fileName),
    bytes: entry.uncompressedSize,
    // yauzl ends the stream with an error when an entry unpacks to more than it declares.
    open: () => promisify<Entry, Readable>(zip.openReadStream.bind(zip))(entry),
  }
}

function entriesOf(zip: ZipFile, path: string): Promise<readonly Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = []
    let bytes = 0
    zip.on('entry', (entry: Entry) => {
      bytes += entry.uncompressedSize
      if (bytes > MOST_UNPACKED_BYTES || entries.length >= MOST_ENTRIES) return reject(tooLarge(path))
      if (!entry.fileName.endsWith('/')) entries.push(entry)
      zip.readEntry()
    })
    zip.on('end', () => resolve(entries))
    zip.on('error', reject)
    zip.readEntry()
  })
}

function tooLarge(path: string): KeywardError {
  const how = 'Unpack it yourself, if you trust it, and give the folder.'
  return new KeywardError('input-unreadable', { path, why: 'the archive unpacks to more than 8 GB', how })
}
