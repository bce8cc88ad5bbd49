/**
 * Days that hold far less than usual. Usual is the median of the same weekday in the eight weeks before (azure.md §4.6,
 * §5.5), so weekends are compared with weekends; how much it usually varies decides what is far.
 */
import type { LogDay } from './days.ts'
import { median, spread } from './robust.ts'

export interface Drop {
  readonly day: string
  readonly events: number
  /** The median of the same weekday. */
  readonly usual: number
  /** `system`: what programs do fell and what people do did not; `human`: what people do fell, as on a day off. */
  readonly kind: 'all' | 'system' | 'human'
}

export interface Volume {
  readonly drops: readonly Drop[]
  /** Days that could be compared with others of their weekday. */
  readonly judged: number
}

const WEEK = 7
const WEEKS = 8
/** With fewer days of the same weekday nobody knows what is usual. */
const LEAST_COMPARED = 3
/** On logs with so few events a day, chance makes days thin. */
const LEAST_USUAL = 20
const FAR_LESS = 0.4
const DEVIATIONS = 4
const LEAST_SPREAD = 0.05
const MANY = 1000
/** Where so many are usual, chance leaves none on one day in a thousand. */
const NEVER_NONE = 7
const NEXT_TO_NOTHING = 0.01

/** So many whole days have to be there before a day can be compared. */
export const LEAST_VOLUME_DAYS = WEEK * LEAST_COMPARED + 1

/** A day beside what is usual on its weekday; `ratio` is a natural logarithm. */
interface Compared {
  readonly at: number
  readonly amount: number
  readonly usual: number
  readonly ratio: number
  readonly own: number
}

/** Judges whole days in a row. @param days without the first and the last of a log, which are never whole */
export function volumeOf(days: readonly LogDay[]): Volume {
  const all = thinIn(days.map(({ events }) => events))
  const human = thinIn(days.map((day) => day.human))
  const system = thinIn(days.map((day) => day.system))
  const drops = days.flatMap(({ day, events }, at): readonly Drop[] => {
    const parts = { human: human.thin.get(at), system: system.thin.get(at) }
    const whole = all.thin.get(at)
    const kind = kindOf(days[at], parts, human.usual.get(at) ?? 0, system.usual.get(at) ?? 0)
    if (whole !== undefined) return [{ day, events, usual: Math.round(whole), kind }]
    if (parts.system !== undefined)
      return [{ day, events: days[at]?.system ?? 0, usual: Math.round(parts.system), kind: 'system' }]
    if (parts.human === undefined) return []
    return [{ day, events: days[at]?.human ?? 0, usual: Math.round(parts.human), kind: 'human' }]
  })
  return { drops, judged: all.usual.size }
}

/** What programs still did shows that the log itself was there. */
function kindOf(
  day: LogDay | undefined,
  thin: { readonly human: number | undefined; readonly system: number | undefined },
  usualHuman: number,
  usualSystem: number,
): Drop['kind'] {
  const { human = 0, system = 0 } = day ?? {}
  // A log that only people write to is thin on days off; that next to nothing is left of a big one is not that.
  const isDayOff = usualHuman < MANY || human >= usualHuman * NEXT_TO_NOTHING
  const isBySystem = usualSystem >= LEAST_USUAL || (system === 0 && usualSystem >= NEVER_NONE)
  if (thin.human !== undefined && !isBySystem && isDayOff) return 'human'
  const keptHuman = usualHuman >= LEAST_USUAL && human >= usualHuman * FAR_LESS
  const keptSystem = usualSystem >= 1 && system >= usualSystem * FAR_LESS
  if (thin.human !== undefined && keptSystem) return 'human'
  return thin.system !== undefined && keptHuman ? 'system' : 'all'
}

interface Thin {
  /** The usual amount of each day that holds far less, by its place. */
  readonly thin: ReadonlyMap<number, number>
  readonly usual: ReadonlyMap<number, number>
}

function thinIn(amounts: readonly number[]): Thin {
  const compared = amounts.flatMap((amount, at) => {
    const peers = peersOf(amounts, at)
    if (peers.length < LEAST_COMPARED) return []
    const usual = median(peers)
    const own = spread(peers.map((peer) => Math.log(peer + 1)))
    return [{ at, amount, usual, ratio: Math.log((amount + 1) / (usual + 1)), own }]
  })
  const weighty = compared.filter(({ usual }) => usual >= LEAST_USUAL)
  const pooled = spread(weighty.map(({ ratio }) => ratio))
  return {
    thin: new Map(weighty.filter((one) => isThin(one, pooled)).map(({ at, usual }) => [at, usual])),
    usual: new Map(compared.map(({ at, usual }) => [at, usual])),
  }
}

function isThin({ amount, usual, ratio, own }: Compared, pooled: number): boolean {
  // Counts vary by chance too, the more the smaller they are.
  const varies = Math.hypot(Math.max(pooled, own, LEAST_SPREAD), 1 / Math.sqrt(usual + 1))
  return amount < usual * FAR_LESS && ratio <= -DEVIATIONS * varies
}

/** The same weekday in the weeks before; near the beginning of the log those after it too. */
function peersOf(amounts: readonly number[], at: number): readonly number[] {
  const weeks = Array.from({ length: WEEKS }, (_, week) => WEEK * (week + 1))
  const before = weeks.flatMap((back) => amounts[at - back] ?? [])
  return before.length >= LEAST_COMPARED
    ? before
    : [...before, ...weeks.flatMap((ahead) => amounts[at + ahead] ?? [])]
}
