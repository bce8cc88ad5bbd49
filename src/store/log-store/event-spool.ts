/** The spool of one import: lines per log and day, written as they come and thrown away once they are sealed. */
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { LogEvent, LogSource } from '#model/events/log-event.ts'
import { lineOf } from './rows.ts'

/** One file of the spool. */
export interface SpoolFile {
  readonly source: LogSource
  /** `YYYY-MM-DD` in UTC, or `undated`. */
  readonly day: string
  readonly file: string
  readonly rows: number
  readonly bytes: number
  readonly longest: number
}

/** Bytes of each file that wait in memory, and how many files may be open at once. */
const WAITING_BYTES = 128 * 1024
const MOST_OPEN = 384
const DAY_MS = 86_400_000

/** Writes events into the files of one writer; several writers of one import have different names. */
export class EventSpool {
  readonly #folder: string
  readonly #writer: string
  readonly #partitions = new Map<string, PartitionFile>()
  /** Those with an open file and bytes that wait, the one that was written to longest ago first. */
  readonly #open = new Set<PartitionFile>()

  /** @throws Error of the disk when the folder cannot be made */
  constructor(folder: string, writer: string) {
    this.#folder = folder
    this.#writer = writer
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  }

  /** Takes an event. @throws Error of the disk */
  add(event: LogEvent): void {
    const partition = this.#partition(event.source, dayOf(event.time))
    if (!this.#open.has(partition)) this.#makeRoom(partition)
    partition.write(lineOf(event))
  }

  /** Writes what waits and tells the files. @throws Error of the disk */
  end(): readonly SpoolFile[] {
    for (const partition of this.#open) partition.close()
    this.#open.clear()
    return [...this.#partitions.values()].map((partition) => partition.told())
  }

  #partition(source: LogSource, day: string): PartitionFile {
    const key = `${source}.${day}`
    const known = this.#partitions.get(key)
    if (known) return known
    const fresh = new PartitionFile(source, day, join(this.#folder, `${key}.${this.#writer}.rows`))
    this.#partitions.set(key, fresh)
    return fresh
  }

  #makeRoom(partition: PartitionFile): void {
    const [oldest] = this.#open
    if (this.#open.size >= MOST_OPEN && oldest) {
      oldest.close()
      this.#open.delete(oldest)
    }
    this.#open.add(partition)
  }
}

/** The file of one log and day. */
class PartitionFile {
  readonly #source: LogSource
  readonly #day: string
  readonly #path: string
  #buffer: Buffer | undefined
  #descriptor: number | undefined
  #used = 0
  #rows = 0
  #bytes = 0
  #longest = 0

  constructor(source: LogSource, day: string, path: string) {
    this.#source = source
    this.#day = day
    this.#path = path
  }

  write(line: string): void {
    const most = line.length * MOST_BYTES_PER_UNIT
    this.#rows += 1
    this.#longest = Math.max(this.#longest, most)
    if (most > WAITING_BYTES) return this.#writeAlone(Buffer.from(line))
    if (this.#used + most > WAITING_BYTES) this.#flush()
    this.#buffer ??= Buffer.allocUnsafeSlow(WAITING_BYTES)
    this.#used += this.#buffer.write(line, this.#used)
  }

  close(): void {
    this.#flush()
    if (this.#descriptor !== undefined) closeSync(this.#descriptor)
    this.#descriptor = undefined
    this.#buffer = undefined
  }

  told(): SpoolFile {
    return {
      source: this.#source,
      day: this.#day,
      file: this.#path,
      rows: this.#rows,
      bytes: this.#bytes,
      longest: this.#longest,
    }
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
    this.#descriptor ??= openSync(this.#path, 'a', 0o600)
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#descriptor, bytes, at)
    this.#bytes += bytes.length
  }
}

/** A unit of UTF-16 takes three bytes of UTF-8 at most. */
const MOST_BYTES_PER_UNIT = 3
const days = new Map<number, string>()

/** The day of a time; events without one lie together. */
export function dayOf(time: number | null): string {
  if (time === null) return 'undated'
  const number = Math.floor(time / DAY_MS)
  const known = days.get(number)
  if (known !== undefined) return known
  const day = new Date(number * DAY_MS).toISOString().slice(0, 10)
  days.set(number, day)
  return day
}
