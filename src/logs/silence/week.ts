/** What a log does at each hour of the week. */
import { type Gap, HOURS_PER_DAY, type LogHour } from './hours.ts'

const WEEK_HOURS = 7 * HOURS_PER_DAY
/** Two whole weeks: with less, no hour was seen again. */
export const LEAST_HABIT_HOURS = 2 * WEEK_HOURS

/** One hour of the week in all other weeks. */
export interface Slot {
  readonly active: number
  readonly compared: number
}

export interface WeekProfile {
  /** For each hour of the gap, the same hour of the weeks outside it. */
  slotsOf(gap: Gap): readonly Slot[]
  /** Events that usually come in such a stretch. */
  expected(gap: Gap): number
}

/** @param end the hour after the last one that counts */
export function weekProfile(
  hours: readonly LogHour[],
  amount: (hour: LogHour) => number,
  end: number,
): WeekProfile {
  const first = hours[0]?.hour ?? end
  const [active, events, compared] = [zeros(), zeros(), zeros()]
  for (let hour = first; hour < end; hour += 1) add(compared, hour, 1)
  for (const one of hours) {
    const many = amount(one)
    if (many === 0) continue
    add(active, one.hour, 1)
    add(events, one.hour, many)
  }
  const outside = (gap: Gap): readonly (Slot & { readonly events: number })[] => {
    const inside = zeros()
    for (let hour = gap.from; hour < gap.to; hour += 1) add(inside, hour, 1)
    return Array.from({ length: gap.to - gap.from }, (_, index) => {
      const slot = (gap.from + index) % WEEK_HOURS
      return {
        active: active[slot] ?? 0,
        compared: Math.max(0, (compared[slot] ?? 0) - (inside[slot] ?? 0)),
        events: events[slot] ?? 0,
      }
    })
  }
  return {
    slotsOf: outside,
    expected: (gap) => outside(gap).reduce((sum, slot) => sum + slot.events / Math.max(1, slot.compared), 0),
  }
}

const zeros = (): number[] => Array.from({ length: WEEK_HOURS }, () => 0)
function add(slots: number[], hour: number, many: number): void {
  const slot = hour % WEEK_HOURS
  slots[slot] = (slots[slot] ?? 0) + many
}
