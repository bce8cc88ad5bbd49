/** The spool of one import: lines per log and day, written as they come and thrown away once they are sealed. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { LogEvent, LogSource } from '#model/events/log-event.ts'
import { type LineLayout, noColumns, widened } from './line-layout.ts'
import { PartitionFile, type SpoolFile } from './partition-file.ts'

/** How many files may be open at once. */
const MOST_OPEN = 384
const DAY_MS = 86_400_000

/** So much is looked at before the first event is written, so that hardly a file changes its layout later. */
const LOOKED_AT_EVENTS = 1_000
const LOOKED_AT_LENGTH = 4_000_000

/** Writes events into the files of one writer; several writers of one import have different names. */
export class EventSpool {
  readonly #folder: string
  readonly #writer: string
  readonly #layouts = new Map<LogSource, LineLayout>()
  readonly #partitions = new Map<LogSource, Map<number | null, PartitionFile>>()
  /** Those with an open file and bytes that wait, the one that was written to longest ago first. */
  readonly #open = new Set<PartitionFile>()
  #lookedAt: LogEvent[] | undefined = []
  #lookedAtLength = 0

  /** @throws Error of the disk when the folder cannot be made */
  constructor(folder: string, writer: string) {
    this.#folder = folder
    this.#writer = writer
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  }

  /** Takes an event. @throws Error of the disk */
  add(event: LogEvent): void {
    if (this.#lookedAt === undefined) return this.#write(event)
    this.#widen(event)
    this.#lookedAt.push(event)
    this.#lookedAtLength += event.raw.length
    const isEnough = this.#lookedAt.length >= LOOKED_AT_EVENTS || this.#lookedAtLength >= LOOKED_AT_LENGTH
    if (isEnough) this.#begin()
  }

  /** Writes what waits and tells the files. @throws Error of the disk */
  end(): readonly SpoolFile[] {
    this.#begin()
    for (const partition of this.#open) partition.close()
    this.#open.clear()
    return [...this.#partitions.values()].flatMap((days) =>
      [...days.values()].flatMap((partition) => partition.told()),
    )
  }

  #begin(): void {
    const events = this.#lookedAt ?? []
    this.#lookedAt = undefined
    for (const event of events) this.#write(event)
  }

  #write(event: LogEvent): void {
    const partition = this.#partition(event.source, dayNumberOf(event.time))
    if (!this.#open.has(partition)) this.#makeRoom(partition)
    if (partition.write(event)) return
    partition.widen(this.#widen(event))
    partition.write(event)
  }

  #widen(event: LogEvent): LineLayout {
    const wider = widened(this.#layouts.get(event.source) ?? noColumns, event)
    this.#layouts.set(event.source, wider)
    return wider
  }

  #partition(source: LogSource, day: number | null): PartitionFile {
    const known = this.#partitions.get(source)?.get(day)
    if (known) return known
    const name = join(this.#folder, `${source}.${nameOfDay(day)}.${this.#writer}`)
    const fresh = new PartitionFile(source, nameOfDay(day), name, this.#layouts.get(source) ?? noColumns)
    const days = this.#partitions.get(source) ?? new Map<number | null, PartitionFile>()
    this.#partitions.set(source, days.set(day, fresh))
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

const dayNumberOf = (time: number | null): number | null => (time === null ? null : Math.floor(time / DAY_MS))

/** Events without a time lie together. */
const nameOfDay = (day: number | null): string =>
  day === null ? 'undated' : new Date(day * DAY_MS).toISOString().slice(0, 10)
