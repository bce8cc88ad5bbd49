/** What is measured of one log: its days and hours, its parts, how late its events come. */
import { delayGrowth } from '#logs/silence/clock.ts'
import { dayName, daysOf, type LogDay } from '#logs/silence/days.ts'
import { HOUR_MS, HOURS_PER_DAY, type LogHour } from '#logs/silence/hours.ts'
import { habitOf, silencesOf } from '#logs/silence/silence.ts'
import { type DaySpan, streamChanges } from '#logs/silence/streams.ts'
import { LEAST_VOLUME_DAYS, volumeOf } from '#logs/silence/volume.ts'
import type { StoredDelay, StoredFields, StoredHour } from '#store/log-store/hours.ts'
import type { LogManifest } from '#store/log-store/manifest.ts'
import type { StoredClock, StoredDelayDay, StoredStream } from '#store/log-store/streams.ts'
import type { PartChange, ServiceDrop, SourceCoverage } from './coverage-types.ts'
import type { MissingLog } from './missing-logs.ts'

/** All that was read of the store. */
export interface StoreRead {
  readonly manifest: LogManifest
  readonly hours: readonly StoredHour[]
  readonly delays: readonly StoredDelay[]
  readonly streams: readonly StoredStream[]
  readonly delayDays: readonly StoredDelayDay[]
  readonly clocks: readonly StoredClock[]
}

/** Up to when a log was collected. */
export interface Collected {
  readonly collected: boolean
  /** Milliseconds since 1970; null where nothing was answered. */
  readonly to: number | null
}

export interface Measured {
  readonly coverage: SourceCoverage
  /** What cannot be said of it. */
  readonly unknown: readonly MissingLog[]
}

const MINUTE_MS = 60_000
/** What has just happened may not be visible yet; the unified log lets wait longest (identity.md §f.6). */
const SETTLE_HOURS: Readonly<Record<string, number>> = { unifiedAudit: 24 }
const SETTLE_USUAL = 6

/** Measures one log. @param now milliseconds since 1970; later events stand apart, by a clock that is wrong */
export function measure(fields: StoredFields, read: StoreRead, asked: Collected, now: number): Measured {
  const { source, events, undated, recovered } = fields
  const hours = read.hours.filter((hour) => hour.source === source && hour.hour * HOUR_MS <= now)
  const until = untilHour(source, asked, hours)
  const days = daysOf(hours, until)
  const whole = wholeDays(days, until)
  const { drops, judged } = volumeOf(whole)
  const times = read.manifest.files
    .filter((file) => file.source === source)
    .flatMap(({ first, last }) => [first, last])
    .filter((time) => time !== null)
    .toSorted()
  const span = spanOf(hours, until)
  const streams = read.streams.filter((one) => one.source === source && one.service !== '')
  const coverage: SourceCoverage = {
    source,
    events,
    first: times[0] ?? null,
    last: times.at(-1) ?? null,
    days,
    emptyDays: days.filter((day) => day.events === 0).map(({ day }) => day),
    silences: silencesOf(hours, until),
    drops,
    parts: streamChanges(streams, span).map(named),
    serviceDrops: serviceDrops(streams, span, new Set(drops.map(({ day }) => day))),
    delayMinutes: delayOf(read.delays.find((one) => one.source === source)),
    delayGrowth: delayGrowth(read.delayDays.filter((one) => one.source === source)).map(named),
    clock: clockOf(read.clocks.find((one) => one.source === source)),
    undated,
    recovered,
    collected: asked.collected,
    collectedTo: asked.to === null ? null : new Date(asked.to).toISOString(),
  }
  return { coverage, unknown: unknownOf(source, hours, whole.length, judged) }
}

function untilHour(source: string, { to }: Collected, hours: readonly LogHour[]): number | undefined {
  if (to === null) return undefined
  const until = Math.floor(to / HOUR_MS) - (SETTLE_HOURS[source] ?? SETTLE_USUAL)
  return until > (hours.at(-1)?.hour ?? 0) ? until : undefined
}

/** The first and the last day of a log are never whole, but for a last one up to whose end it was asked for. */
function wholeDays(days: readonly LogDay[], until: number | undefined): readonly LogDay[] {
  return days.slice(1, until !== undefined && until % HOURS_PER_DAY === 0 ? undefined : -1)
}

function spanOf(hours: readonly LogHour[], until: number | undefined): DaySpan {
  const [first, last] = [hours[0]?.hour ?? 0, hours.at(-1)?.hour ?? 0]
  return {
    start: Math.floor(first / HOURS_PER_DAY) + 1,
    end: Math.floor(Math.max(last, until ?? 0) / HOURS_PER_DAY),
  }
}

const named = <T extends { readonly from: number; readonly to: number }>(
  one: T,
): Omit<T, 'from' | 'to'> & Pick<PartChange, 'from' | 'to'> => ({
  ...one,
  from: dayName(one.from),
  to: dayName(one.to),
})

/** A service is said to have dropped only where next to nothing is left of it and the log itself did not drop. */
const NEXT_TO_NOTHING = 0.25

function serviceDrops(
  streams: readonly StoredStream[],
  { start, end }: DaySpan,
  droppedDays: ReadonlySet<string>,
): readonly ServiceDrop[] {
  const byService = Map.groupBy(streams, ({ service }) => service)
  if (byService.size < 2) return []
  return [...byService].flatMap(([service, own]) => {
    const byDay = new Map<number, number>()
    for (const { day, events } of own) byDay.set(day, (byDay.get(day) ?? 0) + events)
    const days = Array.from({ length: Math.max(0, end - start) }, (_, at) => {
      const events = byDay.get(start + at) ?? 0
      return { day: dayName(start + at), events, human: events, system: 0 }
    })
    return volumeOf(days)
      .drops.filter(({ day, events, usual }) => !droppedDays.has(day) && events < usual * NEXT_TO_NOTHING)
      .map(({ day, events, usual }) => ({ service, day, events, usual }))
  })
}

function delayOf(delay: StoredDelay | undefined): SourceCoverage['delayMinutes'] {
  if (delay === undefined) return null
  const minutes = (millis: number): number => Math.round(millis / MINUTE_MS)
  const { median, usual, most, events } = delay
  return { median: minutes(median), usual: minutes(usual), most: minutes(most), events }
}

function clockOf(clock: StoredClock | undefined): SourceCoverage['clock'] {
  const { future = 0, furthest = null, seenBefore = 0 } = clock ?? {}
  return { future, furthest, seenBefore }
}

function unknownOf(
  source: string,
  hours: readonly LogHour[],
  whole: number,
  judged: number,
): readonly MissingLog[] {
  const habit = habitOf(hours).because
  if (habit !== null) return [{ log: source, because: `${source} holds ${habit}` }]
  if (judged > 0) return []
  const because = `${source} holds ${whole} whole days: too few to tell a thin day from a usual one (${LEAST_VOLUME_DAYS} are needed)`
  return [{ log: source, because }]
}
