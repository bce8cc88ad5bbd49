/** Which day a drill is about: a working day about two months ago, of which we hold something to compare with. */
import { common } from '#logs/windows/spans.ts'
import { type LogSource, logSources } from '#model/events/log-event.ts'
import type { Span } from '#model/events/log-window.ts'
import type { TenantStore } from '#store/store.ts'
import { provenSpans } from '../retention-held.ts'

export const DAY_MS = 86_400_000
/** Far enough back that short retention shows: without a licence Microsoft keeps 7 days, with one 30. */
const AGO_DAYS = 60

export interface HeldDays {
  /** Days with an event or an answer of the ledger, `YYYY-MM-DD`. */
  readonly days: readonly string[]
  /** The logs that are held of a day, in the order of all logs. */
  on(day: string): readonly LogSource[]
}

/** What our store and our ledger hold, by days. */
export async function heldDays({
  logs,
  coverage,
}: Pick<TenantStore, 'logs' | 'coverage'>): Promise<HeldDays> {
  const { files } = await logs.manifest()
  const byDay = new Map<string, Set<LogSource>>()
  const hold = (day: string, source: LogSource) => {
    const sources = byDay.get(day) ?? new Set()
    byDay.set(day, sources.add(source))
  }
  for (const { day, source } of files) if (day !== 'undated') hold(day, source)
  for (const source of logSources)
    for (const day of wholeDays(await provenSpans(coverage, source))) hold(day, source)
  return {
    days: [...byDay.keys()].toSorted(),
    on: (day) => logSources.filter((source) => byDay.get(day)?.has(source)),
  }
}

/** Days of which at least a whole hour was answered; a ledger goes back for months, not for centuries. */
function wholeDays(spans: readonly Span[]): readonly string[] {
  return spans.flatMap(({ from, to }) => {
    const first = Math.floor(from / DAY_MS)
    const count = Math.max(0, Math.ceil(to / DAY_MS) - first)
    return Array.from({ length: count }, (_, at) => first + at)
      .filter((day) => {
        const part = common({ from, to }, { from: day * DAY_MS, to: (day + 1) * DAY_MS })
        return part !== undefined && part.to - part.from >= HOUR_MS
      })
      .map((day) => isoDay(day * DAY_MS))
  })
}

const HOUR_MS = 3_600_000

/** The day of a moment. */
export const isoDay = (time: number): string => new Date(time).toISOString().slice(0, 10)

/**
 * Chooses the day: a working day before another, one that was not drilled before one that was, then the nearest to two
 * months ago, the earlier of two. Where nothing is held, the calendar alone decides.
 */
export function drillDay(held: readonly string[], drilled: readonly string[], now: Date): string {
  const today = isoDay(now.getTime())
  const target = Date.parse(today) - AGO_DAYS * DAY_MS
  const whole = held.filter((day) => day < today)
  const candidates =
    whole.length > 0 ? whole : Array.from({ length: 7 }, (_, at) => isoDay(target - (at - 3) * DAY_MS))
  const rank = (day: string): readonly number[] => [
    isWorkingDay(day) ? 0 : 1,
    drilled.includes(day) ? 1 : 0,
    Math.abs(Date.parse(day) - target),
    Date.parse(day),
  ]
  const [best = isoDay(target)] = candidates.toSorted((one, other) => compared(rank(one), rank(other)))
  return best
}

function isWorkingDay(day: string): boolean {
  const weekday = new Date(day).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

function compared(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((number, index) => number !== other[index])
  return at === -1 ? 0 : (one[at] ?? 0) - (other[at] ?? 0)
}
