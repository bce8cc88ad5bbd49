/**
 * What becomes of a window after an attempt: done, asked again later, halved, or given up on. The waiting times are best
 * practice met in the field (logs.md §1: five minutes, doubled up to four hours); the rest follows from them.
 */
import type {
  AttemptAct,
  LogWindow,
  NewWindow,
  RowsByHour,
  Span,
  Tally,
  WindowChange,
} from '#model/events/log-window.ts'
import { type FeedPolicy, HOUR, MINUTE, rowsOfWindow } from './policy.ts'
import { alignDown } from './spans.ts'

/** With the waits between them these take more than a day. */
export const MOST_FAILURES = 10
const FIRST_WAIT = 5 * MINUTE
const LONGEST_WAIT = 240 * MINUTE
/** Waits are longer by up to this share, so that windows that failed together do not come back together. */
const JITTER = 0.2
/** A long window that timed out is halved; a short one is not to blame. */
const WORTH_HALVING = HOUR

export type Outcome =
  | { readonly kind: 'answered'; readonly tally: Tally; readonly rowsByHour: RowsByHour }
  /** So many pages, and the service has more. */
  | {
      readonly kind: 'tooFull'
      readonly tally: Tally
      readonly rowsByHour: RowsByHour
      /** Between the first and the last event that was seen of it. */
      readonly seen: Span | undefined
    }
  | { readonly kind: 'timedOut'; readonly because: string; readonly tally: Tally }
  | { readonly kind: 'failed'; readonly because: string; readonly tally: Tally }
  /** Not the fault of the window: a permission, a licence, a service that nobody reached. */
  | { readonly kind: 'refused'; readonly because: string; readonly tally: Tally }
  /** The service is still at work on it. */
  | { readonly kind: 'waiting'; readonly because: string; readonly handle: string }
  /** By the clock of the service its time has not come. */
  | { readonly kind: 'tooEarly'; readonly because: string }

/** Milliseconds until the next try after so many failures; `random` is 0 to 1. */
export function waitAfter(failures: number, random: number): number {
  const wait = Math.min(FIRST_WAIT * 2 ** Math.max(0, failures - 1), LONGEST_WAIT)
  return Math.round(wait * (1 + JITTER * random))
}

/**
 * True when a window may be asked for. A next try further away than any wait can be was set by a clock that ran ahead:
 * it is not waited for.
 */
export function isDue({ state, nextAttempt, to }: LogWindow, { settleMs }: FeedPolicy, now: number): boolean {
  if (state !== 'open' || to + settleMs > now) return false
  return nextAttempt <= now || nextAttempt - now > LONGEST_WAIT * (1 + JITTER)
}

export interface Moment {
  /** By the clock of the service where it is known. */
  readonly now: number
  readonly random: number
}

/** The next state of a window, and the line that the ledger keeps of it. */
export function afterAttempt(
  policy: FeedPolicy,
  window: LogWindow,
  outcome: Outcome,
  moment: Moment,
): WindowChange {
  const { now } = moment
  switch (outcome.kind) {
    case 'answered':
      return change(
        withoutHandle({ ...window, state: 'done', answeredAt: now, tally: outcome.tally }),
        'answered',
        {
          now,
          ...outcome,
        },
      )
    case 'tooFull':
      return split(window, partsOf(policy, window, outcome), outcome.tally, TOO_FULL, now)
    case 'timedOut':
      if (window.to - window.from > WORTH_HALVING)
        return split({ ...window, tries: window.tries + 1 }, 2, outcome.tally, outcome.because, now)
      return failed(window, outcome, moment)
    case 'failed':
      return failed(window, outcome, moment)
    case 'refused':
      return change({ ...window, because: outcome.because }, 'refused', { now, ...outcome })
    case 'waiting':
      return change({ ...window, handle: outcome.handle, nextAttempt: now + FIRST_WAIT }, 'waiting', {
        now,
        because: outcome.because,
      })
    case 'tooEarly':
      return change({ ...window, nextAttempt: window.to + policy.settleMs }, 'waiting', {
        now,
        because: outcome.because,
      })
    default:
      return outcome satisfies never
  }
}

function failed(
  window: LogWindow,
  { because, tally }: { readonly because: string; readonly tally: Tally },
  { now, random }: Moment,
): WindowChange {
  const tries = window.tries + 1
  const fresh = withoutHandle({ ...window, tries, because })
  if (tries >= MOST_FAILURES) {
    const why = `given up on after ${tries} tries: ${because}`
    return change({ ...fresh, state: 'dead', because: why }, 'dead', { now, because: why, tally })
  }
  const next = { ...fresh, nextAttempt: now + waitAfter(tries, random) }
  return change(next, 'failed', { now, because, tally })
}

const TOO_FULL = 'more pages than one window should have'
/** More at once would be a guess upon a guess; what is still too full is cut again. */
const MOST_PARTS = 96

/**
 * Into how many parts a window is cut: two, or as many as the rows that were seen of it call for. Lists come newest
 * first as a rule, so the time between the first row and the last says how dense they are; where they come in no order,
 * it says too little, and the parts are cut again.
 */
function partsOf(
  policy: FeedPolicy,
  { from, to }: LogWindow,
  { tally, seen }: { readonly tally: Tally; readonly seen: Span | undefined },
): number {
  const longest = Math.floor((to - from) / policy.shortestMs)
  const inSeen = seen === undefined ? to - from : Math.max(SECOND, seen.to - seen.from)
  const rows = (tally.rows / inSeen) * (to - from)
  const wanted = Math.ceil(rows / rowsOfWindow(policy))
  return Math.max(2, Math.min(wanted, longest, MOST_PARTS))
}

/** The places where parts meet are whole seconds: services take no finer times everywhere. */
const SECOND = 1000

function split(window: LogWindow, parts: number, tally: Tally, because: string, now: number): WindowChange {
  const { feed, round, from, to, askFrom, tries } = window
  const ends = Array.from({ length: parts + 1 }, (_, index) =>
    alignDown(from + ((to - from) * index) / parts, SECOND),
  )
  const halves = ends.slice(0, parts).map(
    (start, index): NewWindow => ({
      feed,
      round,
      from: index === 0 ? from : start,
      to: index === parts - 1 ? to : (ends[index + 1] ?? to),
      askFrom: index === 0 ? askFrom : start,
      state: 'open',
      tries,
      nextAttempt: now,
    }),
  )
  const after = withoutHandle({ ...window, state: 'split', because })
  return { ...change(after, 'split', { now, because, tally }), halves }
}

/** A window is ended from outside of an attempt. */
export function ended(
  window: LogWindow,
  state: 'lost' | 'withdrawn' | 'split',
  because: string,
  now: number,
): WindowChange {
  return change(withoutHandle({ ...window, state, because }), state, { now, because })
}

/** A dead letter gets all its tries again. */
export function reopened(window: LogWindow, now: number): WindowChange {
  return change({ ...window, state: 'open', tries: 0, nextAttempt: now }, 'reopened', { now })
}

interface Said {
  readonly now: number
  readonly because?: string
  readonly tally?: Tally
  readonly rowsByHour?: RowsByHour
}

function change(window: LogWindow, act: AttemptAct, said: Said): WindowChange {
  const { feed, round, from, to, askFrom } = window
  const { now: at, because, tally, rowsByHour } = said
  return {
    window,
    halves: [],
    entry: {
      feed,
      round,
      from,
      to,
      askFrom,
      at,
      act,
      ...(because === undefined ? {} : { because }),
      ...(tally === undefined ? {} : { tally }),
      ...(rowsByHour === undefined ? {} : { rowsByHour }),
    },
  }
}

function withoutHandle({ handle: _handle, ...window }: LogWindow): LogWindow {
  return window
}
