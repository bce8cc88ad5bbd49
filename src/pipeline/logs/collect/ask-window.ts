/** Asks for one window and hands every page over; what came of it is for the ledger. */
import type { Outcome } from '#logs/windows/attempt.ts'
import { hourKey } from '#logs/windows/proof.ts'
import type { LogWindow, RowsByHour, Span, Tally } from '#model/events/log-window.ts'
import type { Refusal } from '#model/refusal.ts'
import type { EventSink } from '../event-sink.ts'
import type { Ending, LogFeed, LogPage, Reading } from './feed.ts'

export interface Asked {
  readonly outcome: Outcome
  /** Why the whole feed is closed, when that is what was said. */
  readonly refusal?: Refusal
}

/** Reads the window to its end, or to the reason why not. @throws what the clients and the sink throw */
export async function askWindow(
  feed: LogFeed,
  window: LogWindow,
  reading: Reading,
  sink: EventSink,
): Promise<Asked> {
  const count = counter()
  const pages = feed.pages(window, reading)
  for (;;) {
    reading.signal?.throwIfAborted()
    const step = await pages.next()
    if (step.done) return concluded(feed, window, step.value, reading, sink, count)
    const { records } = step.value
    count.add(step.value, await sink.add(feed.policy.source, records, feed.shape))
    if (!isTooFull(feed, window, count.tally().pages, step.value.more)) continue
    await pages.return({ kind: 'end' })
    await sink.flush()
    return {
      outcome: { kind: 'tooFull', tally: count.tally(), rowsByHour: count.hours(), seen: count.seen() },
    }
  }
}

/** The shortest windows are read to their end, however many pages they have: halving them would never end. */
function isTooFull({ policy }: LogFeed, { from, to }: LogWindow, pages: number, more: boolean): boolean {
  return more && pages >= policy.mostPages && to - from > policy.shortestMs
}

async function concluded(
  feed: LogFeed,
  window: LogWindow,
  ending: Ending,
  reading: Reading,
  sink: EventSink,
  count: Counter,
): Promise<Asked> {
  const tally = count.tally()
  switch (ending.kind) {
    case 'end': {
      const { settleMs } = feed.policy
      if (reading.now() < window.to + settleMs / 2)
        return { outcome: { kind: 'tooEarly', because: TOO_EARLY } }
      await sink.flush()
      return { outcome: { kind: 'answered', tally, rowsByHour: count.hours() } }
    }
    case 'lied':
      return { outcome: { kind: 'failed', because: ending.because, tally } }
    case 'waiting':
      return { outcome: ending }
    case 'refused':
      return refused(ending.refusal, tally)
    default:
      return ending satisfies never
  }
}

const TOO_EARLY = "by the service's clock this time has not come: the clock of this machine runs ahead"

/** A refusal concerns the window when the service failed over it, and the whole feed when it said no. */
function refused(refusal: Refusal, tally: Tally): Asked {
  const because = `${refusal.code || refusal.status}: ${refusal.message}`
  const isTimeout = refusal.status === 504 || refusal.code.endsWith('_TIMEOUT')
  if (isTimeout) return { outcome: { kind: 'timedOut', because, tally } }
  if (refusal.kind === 'failing' || refusal.kind === 'broken')
    return { outcome: { kind: 'failed', because, tally } }
  return { outcome: { kind: 'refused', because, tally }, refusal }
}

type Counter = ReturnType<typeof counter>

/** Counts pages, rows and what became of them, and rows by hour. */
function counter() {
  let tally: Tally = { pages: 0, rows: 0, added: 0, duplicates: 0, quarantined: 0 }
  const byHour: Record<string, number> = {}
  let seen: Span | undefined
  return {
    add: ({ records, at }: LogPage, kept: Pick<Tally, 'added' | 'duplicates' | 'quarantined'>) => {
      tally = {
        pages: tally.pages + 1,
        rows: tally.rows + records.length,
        added: tally.added + kept.added,
        duplicates: tally.duplicates + kept.duplicates,
        quarantined: tally.quarantined + kept.quarantined,
      }
      for (const record of records) {
        const moment = at(record)
        if (moment !== undefined)
          seen = { from: Math.min(moment, seen?.from ?? moment), to: Math.max(moment, seen?.to ?? moment) }
        const key = keyOf(moment)
        byHour[key] = (byHour[key] ?? 0) + 1
      }
    },
    tally: () => tally,
    seen: () => seen,
    hours: (): RowsByHour => byHour,
  }
}

/** Years that no log has would make endless keys out of broken times. */
function keyOf(at: number | undefined): string {
  return at === undefined || at < 0 || at > LAST ? 'unknown' : hourKey(at)
}

const LAST = Date.UTC(9999, 0)
