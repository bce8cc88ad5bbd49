/**
 * Whether people were there at all. A log in which nobody shows while people show in the others has lost something; one
 * in which nobody shows on a day on which nobody shows anywhere tells of a day off.
 */
import type { LogDay } from './days.ts'
import { median } from './robust.ts'

const WEEK = 7
const LEAST_USUAL = 10
const FAR_LESS = 0.4
const LEAST_COMPARED = 2

/** `unknown`: no other log has enough people on such days to tell. */
export type PeopleElsewhere = 'yes' | 'no' | 'unknown'

/** Answers whether people were about as usual in other logs. @param others the days of each other log */
export function peopleElsewhere(
  others: readonly (readonly LogDay[])[],
): (days: readonly string[]) => PeopleElsewhere {
  const logs = others.map((days) => {
    const byDay = new Map(days.map(({ day }, at) => [day, at]))
    return { days, byDay }
  })
  const atWork = (log: (typeof logs)[number], day: string): boolean | undefined => {
    const at = log.byDay.get(day)
    if (at === undefined) return undefined
    const peers = log.days.filter((_, other) => other !== at && (other - at) % WEEK === 0)
    const usual = median(peers.map(({ human }) => human))
    if (peers.length < LEAST_COMPARED || usual < LEAST_USUAL) return undefined
    return (log.days[at]?.human ?? 0) >= usual * FAR_LESS
  }
  return (days) => {
    const answers = logs.flatMap((log) => days.flatMap((day) => atWork(log, day) ?? []))
    if (answers.length === 0) return 'unknown'
    return answers.filter(Boolean).length * 2 >= answers.length ? 'yes' : 'no'
  }
}
