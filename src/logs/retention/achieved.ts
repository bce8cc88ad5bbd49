/**
 * What is really held of a log, which is not what is configured: the oldest event, and for how long back nothing is
 * missing (azure.md §5.3). A quiet stretch that the ledger of collections proves was asked for is no hole.
 */
import type { Span } from '#model/events/log-window.ts'
import { counted } from '#model/text/words.ts'
import { lengthOf, union, without } from '../windows/spans.ts'

const DAY_MS = 86_400_000
/** Events come up to days late; a log that ends longer ago has stopped. */
const LONGEST_TAIL_MS = 3 * DAY_MS
/** With fewer events a pause says nothing (logs/silence). */
const LEAST_EVENTS = 50

export interface HeldLog {
  readonly events: number
  /** Milliseconds since 1970; undefined where no event has a time. */
  readonly oldest?: number
  readonly newest?: number
  /** Stretches in which nothing came although it should have. */
  readonly silences: readonly Span[]
  /** Why pauses of it cannot be judged, where they cannot: too few events or days. */
  readonly unjudged?: string
  /** What the ledger proves was asked for and answered. */
  readonly proven: readonly Span[]
}

export interface Achieved {
  readonly events: number
  /** ISO 8601. */
  readonly oldest: string | null
  readonly newest: string | null
  /** From the oldest event to now, holes and all. */
  readonly heldDays: number
  /** Without a hole, up to now; null where nobody can tell. */
  readonly unbrokenDays: number | null
  readonly unbrokenSince: string | null
  /** The latest hole, or why nothing can be told. */
  readonly because: string | null
  /** Days of which the ledger proves that they were asked for and answered. */
  readonly provenDays: number
}

/** Judges what is held. @param now milliseconds since 1970 */
export function achievedOf(held: HeldLog, now: number): Achieved {
  const proven = union(held.proven)
  const base = {
    events: held.events,
    oldest: iso(held.oldest),
    newest: iso(held.newest),
    heldDays: days(now - (held.oldest ?? now)),
    provenDays: days(lengthOf(proven)),
  }
  const start = startOf(held, proven)
  if (start === undefined)
    return {
      ...base,
      unbrokenDays: 0,
      unbrokenSince: null,
      because:
        held.events === 0
          ? 'the store holds no event of it'
          : 'no event of it in the store has a time that can be read',
    }
  // Of a log that speaks seldom, or has for days only, any pause may be a hole and its end too.
  const open = lengthOf(without({ from: start, to: now }, proven))
  const unjudged = held.events < LEAST_EVENTS ? tooFew(held.events) : held.unjudged
  if (unjudged !== undefined && open > LONGEST_TAIL_MS)
    return { ...base, unbrokenDays: null, unbrokenSince: null, because: unjudged }
  const hole = latestHole(held, start, proven, now)
  if (hole?.to === now)
    return { ...base, unbrokenDays: 0, unbrokenSince: null, because: `nothing since ${shortDay(hole.from)}` }
  const since = hole?.to ?? start
  return {
    ...base,
    unbrokenDays: days(now - since),
    unbrokenSince: iso(since),
    because: hole === undefined ? null : `nothing from ${shortDay(hole.from)} to ${shortDay(hole.to)}`,
  }
}

const tooFew = (events: number): string =>
  `${counted(events, 'event')} in the store: too few to tell a hole from a quiet time`

/** The oldest event, or the beginning of what is proven without a hole up to it. */
function startOf({ oldest }: HeldLog, proven: readonly Span[]): number | undefined {
  if (oldest === undefined) return proven.at(-1)?.from
  const around = proven.find(({ from, to }) => from <= oldest && to >= oldest)
  return around?.from ?? oldest
}

function latestHole(held: HeldLog, start: number, proven: readonly Span[], now: number): Span | undefined {
  const newest = held.newest ?? proven.at(-1)?.to ?? now
  const tail = without({ from: Math.min(newest, now), to: now }, proven)
  const lastTail = tail.at(-1)
  if (lastTail !== undefined && lastTail.to - lastTail.from > LONGEST_TAIL_MS) return lastTail
  return held.silences
    .filter(({ to }) => to > start)
    .flatMap((silence) => without(silence, proven))
    .toSorted((one, other) => one.to - other.to)
    .at(-1)
}

const days = (millis: number): number => Math.max(0, Math.floor(millis / DAY_MS))
const iso = (time: number | undefined): string | null =>
  time === undefined ? null : new Date(time).toISOString()
const shortDay = (time: number): string => new Date(time).toISOString().slice(0, 10)
