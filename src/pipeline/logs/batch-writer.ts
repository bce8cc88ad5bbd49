/** Parses batches and writes their events to one spool, counting as it goes. */
import type { Batch } from '#logs/framing/batch.ts'
import { parseBatch } from '#logs/parse.ts'
import type { Recovered } from '#logs/recover.ts'
import type { LogSource } from '#model/events/log-event.ts'
import { EventSpool } from '#store/log-store/event-spool.ts'
import type { SpoolFile } from '#store/log-store/partition-file.ts'

/** A row that could not be parsed, as the summary of an import shows it. */
export interface Quarantined {
  readonly file: string
  readonly line: number
  readonly reason: string
  readonly recovered: Recovered
}

/** What one batch came to. */
export interface BatchReport {
  readonly parsed: number
  readonly quarantined: readonly Quarantined[]
  readonly bySource: Readonly<Partial<Record<LogSource, number>>>
  /** Of its events, milliseconds since 1970. */
  readonly first: number | null
  readonly last: number | null
}

export class BatchWriter {
  readonly #spool: EventSpool

  /** @param name tells the files of several writers apart */
  constructor(folder: string, name: string) {
    this.#spool = new EventSpool(folder, name)
  }

  /** @throws Error of the disk */
  write(batch: Batch, file: string): BatchReport {
    const bySource: Partial<Record<LogSource, number>> = {}
    const quarantined: Quarantined[] = []
    let parsed = 0
    let first = Number.POSITIVE_INFINITY
    let last = Number.NEGATIVE_INFINITY
    parseBatch(batch, {
      event: (event) => {
        parsed += 1
        bySource[event.source] = (bySource[event.source] ?? 0) + 1
        if (event.time !== null) {
          first = Math.min(first, event.time)
          last = Math.max(last, event.time)
        }
        this.#spool.add(event)
      },
      quarantine: ({ line, reason, recovered }, event) => {
        quarantined.push({ file, line, reason, recovered })
        this.#spool.add(event)
      },
    })
    return {
      parsed,
      quarantined,
      bySource,
      first: Number.isFinite(first) ? first : null,
      last: Number.isFinite(last) ? last : null,
    }
  }

  /** Writes what waits and tells the files. @throws Error of the disk */
  end(): readonly SpoolFile[] {
    return this.#spool.end()
  }
}
