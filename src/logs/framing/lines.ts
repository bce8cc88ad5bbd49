/** One record a line (NDJSON): cut at line ends only, so that a broken line costs itself. */
import { BATCH_BYTES, type BrokenRow, type JsonBatch, KEPT_OF_LARGE, LARGEST_RECORD_BYTES } from './batch.ts'

const NEWLINE = 0x0a

/** Puts bytes together to batches of whole lines. */
export class LineFramer {
  #parts: Buffer[] = []
  #size = 0
  #line = 1
  #skipping = false
  #broken: BrokenRow[] = [];

  *feed(chunk: Buffer): Generator<JsonBatch> {
    let rest = chunk
    if (this.#skipping) {
      const end = rest.indexOf(NEWLINE)
      if (end === -1) return
      this.#skipping = false
      this.#line += 1
      rest = rest.subarray(end + 1)
    }
    this.#parts.push(rest)
    this.#size += rest.length
    if (this.#size < BATCH_BYTES) return
    yield* this.#cut()
  }

  *end(): Generator<JsonBatch> {
    if (this.#size > 0 || this.#broken.length > 0) yield this.#batch(this.#parts)
    this.#parts = []
    this.#size = 0
  }

  *#cut(): Generator<JsonBatch> {
    // Only the last piece can hold the last line end.
    const last = this.#parts.findLastIndex((part) => part.includes(NEWLINE))
    if (last === -1) {
      if (this.#size > LARGEST_RECORD_BYTES) this.#drop()
      return
    }
    const at = (this.#parts[last] as Buffer).lastIndexOf(NEWLINE) + 1
    const whole = [...this.#parts.slice(0, last), (this.#parts[last] as Buffer).subarray(0, at)]
    const rest = [(this.#parts[last] as Buffer).subarray(at), ...this.#parts.slice(last + 1)]
    yield this.#batch(whole)
    this.#parts = rest
    this.#size = rest.reduce((sum, part) => sum + part.length, 0)
  }

  /** A line without an end: its beginning tells what it was, the rest is passed over. */
  #drop(): void {
    const text = Buffer.concat(this.#parts).toString('utf8', 0, KEPT_OF_LARGE)
    this.#broken.push({ line: this.#line, reason: 'the line is longer than 8 MB', text })
    this.#parts = []
    this.#size = 0
    this.#skipping = true
  }

  #batch(pieces: readonly Buffer[]): JsonBatch {
    const batch: JsonBatch = { form: 'json', pieces, firstLine: this.#line, broken: this.#broken }
    this.#broken = []
    for (const piece of pieces) this.#line += linesIn(piece)
    return batch
  }
}

function linesIn(bytes: Buffer): number {
  let lines = 0
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) lines += 1
  return lines
}
