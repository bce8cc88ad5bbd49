/**
 * The proof of coverage: for an hour of a feed, what was asked, when, how it was answered, and what is missing. An hour
 * is covered when every moment of it lies in windows that were answered to their end; anything else is named.
 */
import type { Coverage } from '#model/coverage.ts'
import { gapOf } from '#model/coverage.ts'
import type { FeedName, FeedRecord, LedgerEntry, LogWindow, Span } from '#model/events/log-window.ts'
import { horizonOf } from './plan.ts'
import { type FeedPolicy, HOUR } from './policy.ts'
import { alignDown, common, without } from './spans.ts'

export const holeKinds = ['open', 'dead', 'lost', 'notAsked', 'notYet'] as const
export type HoleKind = (typeof holeKinds)[number]

/** A span without an answer, and why. */
export interface Hole extends Span {
  readonly kind: HoleKind
  readonly because: string
}

export interface HourProof {
  readonly feed: FeedName
  readonly hour: Span
  readonly covered: boolean
  readonly holes: readonly Hole[]
  /** Rows of this hour in the answers, each look by itself; repeated ones count again. */
  readonly rows: number
  /** Everything the ledger says about windows that touch the hour, in the order in which it was written. */
  readonly attempts: readonly LedgerEntry[]
  /** When the whole hour was last looked at: what became visible later was not seen. */
  readonly seenUpTo: number | undefined
}

export interface Evidence {
  readonly windows: readonly LogWindow[]
  readonly entries: readonly LedgerEntry[]
  readonly feed: FeedRecord | undefined
  readonly now: number
}

/** Proves one hour; `at` is any moment in it. */
export function hourProof(policy: FeedPolicy, at: number, evidence: Evidence): HourProof {
  const from = alignDown(at, HOUR)
  const hour = { from, to: from + HOUR }
  const attempts = evidence.entries.filter((entry) => common({ from: entry.askFrom, to: entry.to }, hour))
  const key = hourKey(from)
  const holes = holesIn(policy, hour, evidence)
  return {
    feed: policy.feed,
    hour,
    covered: holes.length === 0,
    holes,
    rows: attempts.reduce((sum, { rowsByHour }) => sum + (rowsByHour?.[key] ?? 0), 0),
    attempts,
    seenUpTo: holes.length === 0 ? seenUpTo(hour, evidence.windows) : undefined,
  }
}

/** The name of the hour in which a moment lies: `2026-11-14T03`. */
export function hourKey(at: number): string {
  return new Date(at).toISOString().slice(0, 13)
}

/** What of a span was not answered, each part with its reason, in order of time. */
export function holesIn(policy: FeedPolicy, span: Span, { windows, feed, now }: Evidence): readonly Hole[] {
  const done = windows.filter(({ state }) => state === 'done')
  const parts = without(span, done).flatMap((part) => explained(part, windows, now))
  const unexplained = without(span, [...done, ...parts])
  const horizon = horizonOf(policy, now)
  const rest = unexplained.flatMap((part) => [
    ...named(common(part, { from: -Infinity, to: horizon }), 'notAsked', neverAsked(feed?.coverage)),
    ...named(common(part, { from: horizon, to: Infinity }), 'notYet', 'it has not settled yet'),
  ])
  return [...parts, ...rest].toSorted((a, b) => a.from - b.from)
}

/** A dead letter and a lost window say more than one that is merely open. */
const TELLING = ['dead', 'lost', 'open'] as const

function explained(part: Span, windows: readonly LogWindow[], now: number): readonly Hole[] {
  const holes: Hole[] = []
  for (const state of TELLING) {
    for (const window of windows.filter((one) => one.state === state && one.round === 0)) {
      const inPart = common(window, part)
      if (inPart === undefined) continue
      for (const free of without(inPart, holes))
        holes.push({ ...free, kind: state, because: reasonOf(window, now) })
    }
  }
  return holes
}

function reasonOf({ state, because, tries, nextAttempt }: LogWindow, now: number): string {
  if (state !== 'open') return because ?? 'the ledger does not say why'
  const next = nextAttempt > now ? `, next try ${new Date(nextAttempt).toISOString()}` : ''
  if (because !== undefined) return `${because} (${tries} ${tries === 1 ? 'failure' : 'failures'}${next})`
  return `not asked yet${next}`
}

function named(span: Span | undefined, kind: HoleKind, because: string): readonly Hole[] {
  return span === undefined ? [] : [{ ...span, kind, because }]
}

function neverAsked(coverage: Coverage | undefined): string {
  if (coverage === undefined) return 'it was never asked for'
  return gapOf('it was never asked for; the log', coverage) ?? 'it was never asked for'
}

/** The latest moment at which all of the hour had been looked at. */
function seenUpTo(hour: Span, windows: readonly LogWindow[]): number | undefined {
  const moments = windows
    .filter((one) => one.state === 'done' && one.answeredAt !== undefined && common(one, hour))
    .map(({ answeredAt = 0 }) => answeredAt)
    .toSorted((a, b) => b - a)
  return moments.find(
    (moment) =>
      without(
        hour,
        windows.filter(({ state, answeredAt = 0 }) => state === 'done' && answeredAt >= moment),
      ).length === 0,
  )
}
