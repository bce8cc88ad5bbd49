/**
 * Silences of a log. People sleep and have weekends; programs do not. What is usual is told by the same hour of other
 * weeks: a night or a weekend surprises nobody, a Tuesday morning without an event does.
 */
import { type Gap, gapsOf, HOUR_MS, type LogHour } from './hours.ts'
import { surprise } from './robust.ts'
import { LEAST_HABIT_HOURS, type WeekProfile, weekProfile } from './week.ts'

export interface Silence {
  /** ISO 8601; `to` is when the log spoke again, or until when it was asked for. */
  readonly from: string
  readonly to: string
  readonly hours: number
  /** `all`: nothing at all; `system`: people went on; `human`: programs went on. */
  readonly kind: 'all' | 'system' | 'human'
  /** It lasts. */
  readonly open: boolean
}

/** A log that speaks less often than this says nothing by a pause. */
export const LEAST_EVENTS = 50
const LEAST_HOURS = { all: 6, system: 12, human: 96 } as const
/** One chance in a million, as `surprise` counts. */
const SURPRISING = 14
/** On a day off about one in twenty is still there; of so many, somebody would have been seen. */
const PEOPLE_EXPECTED = 200
/** A log that speaks nearly every hour needs no weeks to show its habit. */
const DENSE = 0.9
const UNUSUAL = 2

/** Whether pauses of the log can be judged at all, and else why not. */
export function habitOf(hours: readonly LogHour[]): { readonly because: string | null } {
  const events = hours.reduce((sum, { human, system }) => sum + human + system, 0)
  if (events < LEAST_EVENTS)
    return { because: `${events} events: too few to tell a silence from a quiet time` }
  const days = Math.floor(spanOf(hours) / 24)
  if (spanOf(hours) >= LEAST_HABIT_HOURS || isDense(hours, total)) return { because: null }
  return { because: `${days} days: too few to know its weeks (${LEAST_HABIT_HOURS / 24} are needed)` }
}

/**
 * The silences of a log that are longer than its own habit.
 * @param hours in their order, without empty ones
 * @param until the hour up to which it was asked for; without it the log may simply end with its last event
 */
export function silencesOf(hours: readonly LogHour[], until?: number): readonly Silence[] {
  const apart = (['system', 'human'] as const).flatMap((kind) =>
    unusual(hours, kind, (hour) => hour[kind], until),
  )
  const all = unusual(hours, 'all', total, until).filter((one) => !isNightOf(apart, one, hours))
  // When nothing came, neither kind came: that is told once.
  const own = apart.filter((one) => one.hours - hoursWithin(one, all) >= LEAST_HOURS[one.kind])
  return [...all, ...own].toSorted((one, other) => one.from.localeCompare(other.from))
}

/** While programs are silent every night is silent: that adds nothing, unless people should have shown as well. */
function isNightOf(apart: readonly Silence[], one: Silence, hours: readonly LogHour[]): boolean {
  const isInside = apart.some(
    ({ kind, from, to, hours: length }) =>
      kind === 'system' && from <= one.from && to >= one.to && length > one.hours,
  )
  if (!isInside) return false
  const gap = { from: Date.parse(one.from) / HOUR_MS, to: Date.parse(one.to) / HOUR_MS }
  return (
    scoreOf(
      weekProfile(hours, ({ human }) => human, gap.to),
      gap,
    ) < SURPRISING
  )
}

function hoursWithin(one: Silence, others: readonly Silence[]): number {
  const shared = others.map(({ from, to }) => {
    const [start, end] = [
      Math.max(Date.parse(from), Date.parse(one.from)),
      Math.min(Date.parse(to), Date.parse(one.to)),
    ]
    return Math.max(0, end - start) / HOUR_MS
  })
  return shared.reduce((sum, hours) => sum + hours, 0)
}

const total = ({ human, system }: LogHour): number => human + system
const spanOf = (hours: readonly LogHour[]): number => (hours.at(-1)?.hour ?? 0) - (hours[0]?.hour ?? 0) + 1

function isDense(hours: readonly LogHour[], amount: (hour: LogHour) => number): boolean {
  const active = hours.filter((hour) => amount(hour) > 0)
  const longest = Math.max(0, ...gapsOf(active, amount).map(({ from, to }) => to - from))
  return active.length >= (spanOf(hours) - longest) * DENSE
}

interface Pause extends Gap {
  readonly open: boolean
}

function unusual(
  hours: readonly LogHour[],
  kind: Silence['kind'],
  amount: (hour: LogHour) => number,
  until: number | undefined,
): readonly Silence[] {
  const active = hours.filter((hour) => amount(hour) > 0)
  if (active.reduce((sum, hour) => sum + amount(hour), 0) < LEAST_EVENTS) return []
  // Programs or people that fell silent before the log itself ended did so while it went on.
  const end = Math.max(until ?? 0, (hours.at(-1)?.hour ?? 0) + 1)
  const last = (active.at(-1)?.hour ?? end) + 1
  const pauses: Pause[] = gapsOf(active, amount).map((gap) => ({ ...gap, open: false }))
  if (end > last) pauses.push({ from: last, to: end, open: true })
  const long = pauses.filter(({ from, to }) => to - from >= LEAST_HOURS[kind])
  if (long.length === 0) return []
  const judge = judgeOf(hours, kind, amount, end, pauses)
  return long
    .filter(judge)
    .map(({ from, to, open }) => ({ from: iso(from), to: iso(to), hours: to - from, kind, open }))
}

function judgeOf(
  hours: readonly LogHour[],
  kind: Silence['kind'],
  amount: (hour: LogHour) => number,
  end: number,
  pauses: readonly Pause[],
): (pause: Pause) => boolean {
  if (spanOf(hours) < LEAST_HABIT_HOURS) {
    if (!isDense(hours, amount)) return () => false
    return (one) =>
      pauses.every((other) => other === one || one.to - one.from > UNUSUAL * (other.to - other.from))
  }
  const own = weekProfile(hours, amount, end)
  if (kind !== 'all') return (pause) => scoreOf(own, pause) >= SURPRISING
  const system = weekProfile(hours, (hour) => hour.system, end)
  const human = weekProfile(hours, (hour) => hour.human, end)
  // Without programs to go by, an empty day may be a day off, unless far too many people would have had to be away.
  return (pause) =>
    scoreOf(own, pause) >= SURPRISING &&
    (scoreOf(system, pause) >= SURPRISING ||
      human.expected(pause) >= PEOPLE_EXPECTED ||
      pause.to - pause.from >= LEAST_HOURS.human)
}

function scoreOf(profile: WeekProfile, pause: Gap): number {
  let score = 0
  for (const { active, compared } of profile.slotsOf(pause)) score += surprise(active, compared)
  return score
}

const iso = (hour: number): string => new Date(hour * HOUR_MS).toISOString()
