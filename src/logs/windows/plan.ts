/** Which windows a feed needs now: what nobody has asked for yet, what is lost, and what a wrong clock planned. */
import type { LogWindow, NewWindow, Span, WindowChange } from '#model/events/log-window.ts'
import { ended } from './attempt.ts'
import { type FeedPolicy, HOUR, MINUTE, rowsOfWindow } from './policy.ts'
import { alignDown, alignUp, without } from './spans.ts'

export interface Planned {
  readonly add: readonly NewWindow[]
  /** Windows of a time that has not come: a clock that ran ahead planned them, or even asked for them. */
  readonly withdrawn: readonly LogWindow[]
}

export interface Plan {
  readonly policy: FeedPolicy
  /** Every window of the feed that ends after the oldest moment that counts. */
  readonly windows: readonly LogWindow[]
  /** The corrected time. */
  readonly now: number
  /** From here on the feed is to be whole. */
  readonly begun: number
  /** Why nothing was asked while it was still kept, for the spans that are lost. */
  readonly whyLost?: string | undefined
}

/** The oldest moment for which the service still answers. */
export function keptFrom({ keptMs }: FeedPolicy, now: number): number {
  return now - keptMs
}

/** A request is on its way for a moment, and services refuse what is a moment too old. */
const MOMENT = 2 * MINUTE

/** The oldest moment that is asked for. */
export function askableFrom(policy: FeedPolicy, now: number): number {
  return alignUp(keptFrom(policy, now) + MOMENT, MINUTE)
}

/** Asking takes a while, during which the service forgets on: what it forgets next is not planned any more. */
const MARGIN = 30 * MINUTE

/** The oldest moment that is planned for. */
export function floorOf(policy: FeedPolicy, now: number): number {
  return alignUp(keptFrom(policy, now) + MARGIN, MINUTE)
}

/** What happened before this is settled and may be asked for. */
export function horizonOf({ strideMs, settleMs }: FeedPolicy, now: number): number {
  return alignDown(now - settleMs, strideMs)
}

/** Plans the first look at everything that has no window yet. */
export function planWindows(plan: Plan): Planned {
  const { policy, windows, now, begun } = plan
  const floor = floorOf(policy, now)
  const horizon = horizonOf(policy, now)
  const withdrawn = windows.filter(({ state, to }) => (state === 'open' || state === 'done') && to > now)
  const taken = windows.filter((one) => one.round === 0 && stands(one) && !withdrawn.includes(one))
  const size = sizeOf(policy, windows)
  const missing = without({ from: Math.max(begun, floor), to: horizon }, taken)
  const gone = without({ from: begun, to: Math.min(floor, horizon) }, taken)
  return {
    add: [
      ...gone.map((span) => lostWindow({ feed: policy.feed, round: 0, tries: 0 }, span, now, plan.whyLost)),
      ...missing.flatMap((span) => cut(span, size)).map((span) => firstLook(policy, span, floor)),
    ],
    withdrawn,
  }
}

/**
 * What becomes of an open window when the service forgets its time: it is lost, or the part of it that is. Undefined
 * while all of it is kept.
 * @param why the reason why the feed was not answered in time, where one is known; the window's own counts first
 */
export function expired(
  policy: FeedPolicy,
  window: LogWindow,
  now: number,
  why = NOT_ASKED,
): WindowChange | undefined {
  const floor = askableFrom(policy, now)
  if (window.state !== 'open' || window.from >= floor) return undefined
  const because =
    window.because === undefined ? why : `not answered while the service kept it: ${window.because}`
  if (window.to <= floor) return ended(window, 'lost', because, now)
  const rest = { feed: window.feed, round: window.round, tries: window.tries }
  return {
    ...ended(window, 'split', 'the service does not keep its beginning any more', now),
    halves: [
      lostWindow(rest, { from: window.from, to: floor }, now, because),
      { ...rest, from: floor, to: window.to, askFrom: floor, state: 'open', nextAttempt: window.nextAttempt },
    ],
  }
}

/** A window that was split is stood for by its halves, one that was withdrawn by nobody. */
function stands({ state }: LogWindow): boolean {
  return state !== 'split' && state !== 'withdrawn'
}

const NOT_ASKED = 'nobody asked while the service still kept it'

function lostWindow(
  of: Pick<NewWindow, 'feed' | 'round' | 'tries'>,
  span: Span,
  now: number,
  why = NOT_ASKED,
): NewWindow {
  return { ...of, ...span, askFrom: span.from, state: 'lost', nextAttempt: now, because: why }
}

function firstLook({ feed, overlapMs, settleMs }: FeedPolicy, span: Span, floor: number): NewWindow {
  const askFrom = Math.max(floor, span.from - overlapMs)
  return { feed, round: 0, ...span, askFrom, state: 'open', tries: 0, nextAttempt: span.to + settleMs }
}

/** Spans of at most `size`, ending on its multiples, so that the same time is always cut in the same places. */
function cut({ from, to }: Span, size: number): readonly Span[] {
  const spans: Span[] = []
  for (let start = from; start < to; ) {
    const end = Math.min(to, alignDown(start, size) + size)
    spans.push({ from: start, to: end })
    start = end
  }
  return spans
}

/** How long windows should be, by the rows that were counted so far. */
export function sizeOf(policy: FeedPolicy, windows: readonly LogWindow[]): number {
  const perHour = rowsPerHour(windows)
  // Before anything was measured a small tenant is supposed: most are, and of a large one the first answer tells.
  if (perHour === undefined) return policy.longestMs
  const rows = rowsOfWindow(policy)
  const sizes = [24 * HOUR, 12 * HOUR, 6 * HOUR, 3 * HOUR, 2 * HOUR, HOUR].filter(
    (size) => size <= policy.longestMs && size >= policy.strideMs,
  )
  return sizes.find((size) => (size / HOUR) * perHour <= rows) ?? policy.strideMs
}

/** Rows an hour over everything that was answered; undefined before the first answer. */
export function rowsPerHour(windows: readonly LogWindow[]): number | undefined {
  const counted = windows.filter(({ state, tally }) => state === 'done' && tally !== undefined)
  const ms = counted.reduce((sum, { askFrom, to }) => sum + to - askFrom, 0)
  const rows = counted.reduce((sum, { tally }) => sum + (tally?.rows ?? 0), 0)
  return ms === 0 ? undefined : rows / (ms / HOUR)
}
