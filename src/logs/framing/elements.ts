/**
 * Records inside one JSON text: the elements of a list, of the list in an answer (`value`, `records`), or objects one
 * behind the other over several lines. The text is never held whole.
 */
import { BATCH_BYTES, type BrokenRow, type JsonBatch, KEPT_OF_LARGE, LARGEST_RECORD_BYTES } from './batch.ts'

const QUOTE = 0x22
const BACKSLASH = 0x5c
const NEWLINE = 0x0a
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d
const OPEN_LIST = 0x5b
const CLOSE_LIST = 0x5d

/** Lists of records in Microsoft's answers and exports. */
const LISTS: ReadonlySet<string> = new Set(['value', 'records', 'Records'])
const LONGEST_NAME = 16

/** Follows brackets and quotes, and cuts where a record ends. */
export class ElementFramer {
  #bytes: Buffer = Buffer.alloc(0)
  /** How far the brackets are followed. */
  #at = 0
  #depth = 0
  /** On which depth records begin: 0 for objects one behind the other, 1 in a list, 2 in the list of an answer. */
  #level = 0
  #inText = false
  /** Where following goes on when more bytes have come. */
  #resume = 0
  #textFrom = 0
  /** The last text on the depth of an answer's names. */
  #name = ''
  #start = -1
  #startLine = 0
  #line = 1
  #isOversized = false
  #spans: number[] = []
  #broken: BrokenRow[] = [];

  *feed(chunk: Buffer): Generator<JsonBatch> {
    this.#bytes = this.#bytes.length === 0 ? chunk : Buffer.concat([this.#bytes, chunk])
    this.#follow()
    this.#dropOversized()
    if (this.#spans.length > 0 && this.#bytes.length >= BATCH_BYTES) yield this.#batch()
    else if (this.#spans.length === 0 && this.#start === -1 && !this.#inText) this.#forget(this.#at)
  }

  *end(): Generator<JsonBatch> {
    if (this.#start !== -1 && !this.#isOversized)
      this.#break('the file ends inside this record', this.#bytes.length)
    if (this.#spans.length > 0 || this.#broken.length > 0) yield this.#batch()
  }

  #follow(): void {
    const bytes = this.#bytes
    let at = this.#at
    while (at < bytes.length) {
      if (this.#inText) {
        at = this.#endOfText(at)
        if (this.#inText && at >= this.#resume) break
        continue
      }
      const byte = bytes[at]
      if (byte === QUOTE) {
        this.#inText = true
        this.#textFrom = at + 1
      } else if (byte === NEWLINE) this.#line += 1
      else if (byte === OPEN_OBJECT || byte === OPEN_LIST) this.#open(byte, at)
      else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) this.#close(at)
      at += 1
    }
    this.#at = at
  }

  /** Behind the quote that ends the text; a line end inside it says that the record was cut off. */
  #endOfText(from: number): number {
    const bytes = this.#bytes
    this.#resume = bytes.length
    const lineEnd = this.#start === -1 ? -1 : bytes.indexOf(NEWLINE, from)
    for (let at = bytes.indexOf(QUOTE, from); ; at = bytes.indexOf(QUOTE, at + 1)) {
      const end = at === -1 ? bytes.length : at
      if (lineEnd !== -1 && lineEnd < end) return this.#textBroken(lineEnd)
      if (at === -1) break
      if (!isEscaped(bytes, at, from)) return this.#textEnded(at)
    }
    // What an escape at the very end escapes comes with the next bytes.
    if (isEscaped(bytes, bytes.length, from)) this.#resume = bytes.length - 1
    return this.#resume
  }

  #textEnded(at: number): number {
    this.#inText = false
    const end = Math.min(at, this.#textFrom + LONGEST_NAME)
    if (this.#depth === 1) this.#name = this.#bytes.toString('utf8', this.#textFrom, end)
    return at + 1
  }

  #textBroken(at: number): number {
    this.#break('the line ends inside a text', at)
    this.#inText = false
    this.#depth = this.#level
    return at
  }

  #open(byte: number, at: number): void {
    if (byte === OPEN_LIST && this.#start === -1 && this.#depth === 0) this.#level = 1
    if (byte === OPEN_LIST && this.#depth === 1 && this.#level === 0 && LISTS.has(this.#name)) {
      // What was taken for a record is the answer around the list.
      this.#level = 2
      this.#start = -1
    }
    if (byte === OPEN_OBJECT && this.#depth === this.#level && this.#start === -1) {
      this.#start = at
      this.#startLine = this.#line
    }
    this.#depth += 1
  }

  #close(at: number): void {
    this.#depth = Math.max(0, this.#depth - 1)
    if (this.#start !== -1 && this.#depth === this.#level) {
      if (!this.#isOversized) this.#spans.push(this.#start, at + 1, this.#startLine)
      this.#isOversized = false
      this.#start = -1
    }
    // Behind the list of an answer come other fields, or the next answer.
    if (this.#depth === 0) this.#level = 0
  }

  #break(reason: string, end: number): void {
    const text = this.#bytes.toString('utf8', this.#start, Math.min(end, this.#start + KEPT_OF_LARGE))
    this.#broken.push({ line: this.#startLine, reason, text })
    this.#start = -1
  }

  #dropOversized(): void {
    if (this.#start === -1) return
    if (!this.#isOversized) {
      if (this.#bytes.length - this.#start <= LARGEST_RECORD_BYTES) return
      const start = this.#start
      this.#break('the record is larger than 8 MB', this.#bytes.length)
      this.#start = start
      this.#isOversized = true
    }
    if (this.#spans.length > 0) return
    this.#forget(this.#at)
    this.#start = 0
  }

  #batch(): JsonBatch {
    const end = this.#spans.at(-2) ?? 0
    const batch: JsonBatch = {
      form: 'json',
      pieces: [this.#bytes.subarray(0, end)],
      firstLine: 1,
      spans: Uint32Array.from(this.#spans),
      broken: this.#broken,
    }
    this.#spans = []
    this.#broken = []
    this.#forget(end)
    return batch
  }

  /** Lets go of the bytes before. */
  #forget(end: number): void {
    this.#bytes = this.#bytes.subarray(end)
    this.#at -= end
    this.#textFrom = Math.max(0, this.#textFrom - end)
    if (this.#start !== -1) this.#start = Math.max(0, this.#start - end)
  }
}

/** True behind an odd number of backslashes. */
function isEscaped(bytes: Buffer, at: number, from: number): boolean {
  let first = at
  while (first > from && bytes[first - 1] === BACKSLASH) first -= 1
  return (at - first) % 2 === 1
}
