/**
 * Cuts a large spool into pieces that can be sealed one after the other in little memory. A piece holds a range of
 * keys, and the pieces come in the order of their ranges, so what is sorted within each is sorted as a whole.
 */
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Dataset } from '#model/dataset.ts'
import { guarded, removeIfThere } from '../files.ts'
import { readLines } from '../lines.ts'
import type { DatasetSpool } from '../spool.ts'
import { placeOf } from './columns.ts'

/** What is sorted in memory at once. */
const LARGEST_PIECE_BYTES = 5 * 1024 * 1024

/** DuckDB parses two thousand records at a time and needs some ten times their text: of long ones there must be few. */
const LARGEST_PIECE_OF_LONG_RECORDS = 2 * 1024 * 1024
const LONG_RECORD_BYTES = 4 * 1024

/** Every piece is an open file while the spool is cut. */
const MOST_PIECES = 128

/** So many keys for each piece tell where the ranges have to be cut for pieces of about the same size. */
const SAMPLES_PER_PIECE = 64

/** Bytes gathered for a piece before they are written. */
const BUFFER_BYTES = 64 * 1024

export interface Pieces {
  /** Files with the lines of the spool, each line in one of them, in the order in which they were spooled. */
  readonly files: readonly string[]
  discard(): Promise<void>
}

/**
 * The spool in pieces; the spool's own file when it is small.
 * @param folder for the pieces
 */
export async function piecesOf(
  dataset: Dataset,
  spool: DatasetSpool,
  folder: string,
  largest = largestPieceOf(spool),
): Promise<Pieces> {
  const { bytes, records } = spool.progress
  if (bytes <= largest) return { files: [spool.path], discard: async () => {} }
  const count = Math.min(MOST_PIECES, Math.ceil(bytes / largest))
  const cuts = await cutsFor(
    dataset,
    spool,
    count,
    Math.max(1, Math.floor(records / (count * SAMPLES_PER_PIECE))),
  )
  const files = Array.from({ length: cuts.length + 1 }, (_, index) =>
    join(folder, `${dataset.name}.${index}.piece`),
  )
  const discard = async () => {
    for (const file of files) await removeIfThere(file)
  }
  try {
    await guarded(folder, () => distribute(dataset, spool, cuts, files))
  } catch (error) {
    await discard()
    throw error
  }
  return { files, discard }
}

function largestPieceOf({ progress: { bytes, records } }: DatasetSpool): number {
  return bytes / records > LONG_RECORD_BYTES ? LARGEST_PIECE_OF_LONG_RECORDS : LARGEST_PIECE_BYTES
}

/** Keys between which the pieces lie, by a sample of every so many lines. */
async function cutsFor(
  dataset: Dataset,
  spool: DatasetSpool,
  count: number,
  every: number,
): Promise<readonly Buffer[]> {
  const sample: Buffer[] = []
  let index = 0
  for await (const line of readLines(spool.path, spool.progress.bytes)) {
    if (index % every === 0) sample.push(placeBytes(dataset, line))
    index += 1
  }
  sample.sort(Buffer.compare)
  const cuts = Array.from(
    { length: count - 1 },
    (_, cut) => sample[Math.floor(((cut + 1) * sample.length) / count)],
  ).filter((cut) => cut !== undefined)
  return cuts.filter((cut, index) => index === 0 || !cuts[index - 1]?.equals(cut))
}

/** What the record is sorted by, as bytes, because that is how DuckDB compares text. */
function placeBytes(dataset: Dataset, line: string): Buffer {
  return Buffer.from(placeOf(dataset, JSON.parse(line) as Readonly<Record<string, unknown>>))
}

async function distribute(
  dataset: Dataset,
  spool: DatasetSpool,
  cuts: readonly Buffer[],
  files: readonly string[],
): Promise<void> {
  const writers = await Promise.all(files.map(async (file) => new PieceWriter(await open(file, 'w', 0o600))))
  try {
    for await (const line of readLines(spool.path, spool.progress.bytes))
      await writers[pieceFor(placeBytes(dataset, line), cuts)]?.add(line)
  } finally {
    for (const writer of writers) await writer.close()
  }
}

/** The first piece whose range does not end before the key. */
function pieceFor(key: Buffer, cuts: readonly Buffer[]): number {
  let low = 0
  let high = cuts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (Buffer.compare(cuts[middle] as Buffer, key) <= 0) low = middle + 1
    else high = middle
  }
  return low
}

class PieceWriter {
  readonly #file: FileHandle
  #lines: string[] = []
  #bytes = 0

  constructor(file: FileHandle) {
    this.#file = file
  }

  async add(line: string): Promise<void> {
    this.#lines.push(line)
    this.#bytes += line.length + 1
    if (this.#bytes >= BUFFER_BYTES) await this.#flush()
  }

  async close(): Promise<void> {
    try {
      await this.#flush()
    } finally {
      await this.#file.close()
    }
  }

  async #flush(): Promise<void> {
    if (this.#lines.length > 0) await this.#file.appendFile(`${this.#lines.join('\n')}\n`)
    this.#lines = []
    this.#bytes = 0
  }
}
