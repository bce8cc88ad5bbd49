/** Which days a log at hand holds, as far as its own records tell. */
import { timeOf } from './event.ts'

/** From the first record to the last, ISO 8601. */
export interface Span {
  readonly from: string
  readonly to: string
}

const DAY_MS = 24 * 60 * 60 * 1000

/** The span of the times; undefined without any. */
export function spanOf(times: Iterable<string | null | undefined>): Span | undefined {
  let from: string | undefined
  let to: string | undefined
  for (const text of times) {
    const time = timeOf(text)
    if (time === undefined) continue
    if (from === undefined || time < from) from = time
    if (to === undefined || time > to) to = time
  }
  return from === undefined || to === undefined ? undefined : { from, to }
}

/** True when the time lies within. */
export function covers(span: Span | undefined, text: string | null | undefined): boolean {
  const time = timeOf(text)
  return span !== undefined && time !== undefined && time >= span.from && time <= span.to
}

/** Whole days before `now` back to which a log reaches without falling silent. */
export interface Reach {
  readonly days: number
  /** The last moment from which on it is unbroken. */
  readonly since: string
}

/**
 * How far back a log reaches without a silence longer than `silence` days. A log that says nothing for longer may have
 * been empty or may not have been exported for those days, and its records cannot tell which.
 * @param silence days without a record, up to now, that are taken for a quiet time
 */
export function unbrokenReach(
  times: Iterable<string | null | undefined>,
  now: Date,
  silence: number,
): Reach | undefined {
  const moments = [...times].map((text) => Date.parse(text ?? '')).filter((time) => time <= now.getTime())
  let since = now.getTime()
  for (const time of moments.toSorted((one, other) => other - one)) {
    if (since - time > silence * DAY_MS) break
    since = time
  }
  if (since === now.getTime()) return undefined
  return { days: Math.floor((now.getTime() - since) / DAY_MS), since: new Date(since).toISOString() }
}
