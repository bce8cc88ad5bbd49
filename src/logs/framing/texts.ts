/**
 * Records that were written as JSON into texts: `["{\"time\":…}", …]`, or one such text a line. Every text is a
 * record; what stands between them says nothing. The export is never held whole.
 */
import { BATCH_BYTES, type BrokenRow, type JsonBatch, KEPT_OF_LARGE, LARGEST_RECORD_BYTES } from './batch.ts'

const QUOTE = 0x22
const BACKSLASH = 0x5c
const NEWLINE = 0x0a

/** Cuts where a text ends. */
export class TextFramer {
  #bytes: Buffer = Buffer.alloc(0)
  #at = 0
  /** Of the text that is open; -1 between texts. */
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
    else if (this.#spans.length === 0 && this.#start === -1) this.#forget(this.#at)
  }

  *end(): Generator<JsonBatch> {
    if (this.#start !== -1 && !this.#isOversized) this.#break('the file ends inside this record')
    if (this.#spans.length > 0 || this.#broken.length > 0) yield this.#batch()
  }

  #follow(): void {
    const bytes = this.#bytes
    let at = this.#at
    while (at < bytes.length) {
      const byte = bytes[at]
      // What is escaped comes with the next bytes.
      if (byte === BACKSLASH && this.#start !== -1 && at + 1 === bytes.length) break
      if (byte === BACKSLASH && this.#start !== -1) at += 1
      else if (byte === QUOTE) this.#quote(at)
      else if (byte === NEWLINE) this.#lineEnd(at)
      at += 1
    }
    this.#at = at
  }

  #quote(at: number): void {
    if (this.#start === -1) {
      this.#start = at
      this.#startLine = this.#line
      return
    }
    if (!this.#isOversized) this.#spans.push(this.#start, at + 1, this.#startLine)
    this.#close()
  }

  /** No text goes over a line end: it was cut off. */
  #lineEnd(at: number): void {
    if (this.#start !== -1) {
      if (!this.#isOversized) this.#break('the line ends inside a text', at)
      this.#close()
    }
    this.#line += 1
  }

  #close(): void {
    this.#start = -1
    this.#isOversized = false
  }

  #break(reason: string, end = this.#bytes.length): void {
    const text = this.#bytes.toString('utf8', this.#start, Math.min(end, this.#start + KEPT_OF_LARGE))
    this.#broken.push({ line: this.#startLine, reason, text })
  }

  #dropOversized(): void {
    if (this.#start === -1) return
    if (!this.#isOversized && this.#bytes.length - this.#start <= LARGEST_RECORD_BYTES) return
    if (!this.#isOversized) this.#break('the record is larger than 8 MB')
    this.#isOversized = true
    if (this.#spans.length === 0) this.#forget(this.#at)
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
    if (this.#start !== -1) this.#start = Math.max(0, this.#start - end)
  }
}
