/** The lines of one log and day, from one writer. A file has one layout; an event that needs more begins another. */
import { closeSync, openSync, writeSync } from 'node:fs'
import type { LogEvent, LogSource, TextColumn } from '#model/events/log-event.ts'
import { joined, type LineLayout } from './line-layout.ts'
import { lineOf, type SpoolLine } from './rows.ts'

/** One file of the spool. */
export interface SpoolFile {
  readonly source: LogSource
  /** `YYYY-MM-DD` in UTC, or `undated`. */
  readonly day: string
  readonly file: string
  readonly columns: readonly TextColumn[]
  /** Bytes of the longest line, or more. */
  readonly longest: number
}

/** Bytes that wait in memory. Fewer cost more calls, more fall out of the processor's cache. */
const WAITING_BYTES = 128 * 1024
/** A unit of UTF-16 takes three bytes of UTF-8 at most. */
const MOST_BYTES_PER_UNIT = 3
const NEWLINE = 0x0a

export class PartitionFile {
  readonly #source: LogSource
  readonly #day: string
  readonly #name: string
  readonly #written: SpoolFile[] = []
  #layout: LineLayout
  #buffer: Buffer | undefined
  #descriptor: number | undefined
  #used = 0
  #longest = 0

  /** @param name of its files, without their ending */
  constructor(source: LogSource, day: string, name: string, layout: LineLayout) {
    this.#source = source
    this.#day = day
    this.#name = name
    this.#layout = layout
  }

  /** Writes an event; false when the layout has no column for a text of it. @throws Error of the disk */
  write(event: LogEvent): boolean {
    const line = lineOf(event, this.#layout)
    if (line !== undefined) this.#writeLine(line)
    return line !== undefined
  }

  /** Begins a file with more columns. @throws Error of the disk */
  widen(layout: LineLayout): void {
    this.close()
    if (this.#longest > 0) this.#written.push(this.#current())
    this.#longest = 0
    this.#layout = joined(layout, this.#layout)
  }

  /** Writes what waits and lets go of file and memory; it can be written to again. @throws Error of the disk */
  close(): void {
    this.#flush()
    if (this.#descriptor !== undefined) closeSync(this.#descriptor)
    this.#descriptor = undefined
    this.#buffer = undefined
  }

  /** Its files, once it is closed. */
  told(): readonly SpoolFile[] {
    return this.#longest > 0 ? [...this.#written, this.#current()] : this.#written
  }

  #current(): SpoolFile {
    return {
      source: this.#source,
      day: this.#day,
      file: this.#path(),
      columns: this.#layout.names,
      longest: this.#longest,
    }
  }

  #path(): string {
    return `${this.#name}.${this.#written.length}.rows`
  }

  #writeLine({ columns, raw }: SpoolLine): void {
    const most = (columns.length + raw.length) * MOST_BYTES_PER_UNIT + 1
    this.#longest = Math.max(this.#longest, most)
    if (most > WAITING_BYTES) return this.#writeAlone(Buffer.from(`${columns}${raw}\n`))
    if (this.#used + most > WAITING_BYTES) this.#flush()
    this.#buffer ??= Buffer.allocUnsafeSlow(WAITING_BYTES)
    this.#used += this.#buffer.write(columns, this.#used)
    this.#used += this.#buffer.write(raw, this.#used)
    this.#buffer[this.#used] = NEWLINE
    this.#used += 1
  }

  #writeAlone(line: Buffer): void {
    this.#flush()
    this.#put(line)
  }

  #flush(): void {
    if (this.#buffer !== undefined && this.#used > 0) this.#put(this.#buffer.subarray(0, this.#used))
    this.#used = 0
  }

  /** A call may write less than all of it, when the disk is nearly full. */
  #put(bytes: Buffer): void {
    this.#descriptor ??= openSync(this.#path(), 'a', 0o600)
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#descriptor, bytes, at)
  }
}
