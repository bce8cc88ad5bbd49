/** The spool of one import: lines per log and day, written as they come and thrown away once they are sealed. */
import { appendFileSync, mkdirSync } from 'node:fs'
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

/** Characters that wait in memory before they are written. */
const MOST_WAITING = 16 * 1024 * 1024
const DAY_MS = 86_400_000

interface Waiting {
  readonly source: LogSource
  readonly day: string
  readonly file: string
  lines: string[]
  rows: number
  bytes: number
  longest: number
}

/** Writes events into the files of one writer; several writers of one import have different names. */
export class LogSpool {
  readonly #folder: string
  readonly #writer: string
  readonly #partitions = new Map<string, Waiting>()
  #waiting = 0

  /** @throws Error of the disk when the folder cannot be made */
  constructor(folder: string, writer: string) {
    this.#folder = folder
    this.#writer = writer
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  }

  /** Takes an event. @throws Error of the disk */
  add(event: LogEvent): void {
    const day = dayOf(event.time)
    const line = lineOf(event)
    const partition = this.#partition(event.source, day)
    partition.lines.push(line)
    partition.rows += 1
    this.#waiting += line.length
    if (this.#waiting > MOST_WAITING) this.flush()
  }

  /** Writes what waits. @throws Error of the disk */
  flush(): void {
    for (const partition of this.#partitions.values()) {
      if (partition.lines.length === 0) continue
      const bytes = Buffer.from(partition.lines.join(''))
      for (const line of partition.lines)
        partition.longest = Math.max(partition.longest, line.length * MOST_BYTES_PER_UNIT)
      appendFileSync(partition.file, bytes, { mode: 0o600 })
      partition.bytes += bytes.length
      partition.lines = []
    }
    this.#waiting = 0
  }

  /** Writes what waits and tells the files. */
  end(): readonly SpoolFile[] {
    this.flush()
    return [...this.#partitions.values()].map(({ lines: _, ...file }) => file)
  }

  #partition(source: LogSource, day: string): Waiting {
    const key = `${source}.${day}`
    const known = this.#partitions.get(key)
    if (known) return known
    const file = join(this.#folder, `${key}.${this.#writer}.rows`)
    const fresh = { source, day, file, lines: [], rows: 0, bytes: 0, longest: 0 }
    this.#partitions.set(key, fresh)
    return fresh
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
