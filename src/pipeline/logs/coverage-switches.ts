/** Events that switched logs off, narrowed them or shortened how long they last, and what they explain. */
import { switchOf, switchOperations } from '#logs/silence/switches.ts'
import { eventsByOperation } from '#store/log-store/events-by-operation.ts'
import type { OpenLogs } from '#store/log-store/log-store.ts'
import type { CoverageWarning, SwitchEvent } from './coverage-types.ts'

const MOST = 5_000

/** Such events, in the order of their times. */
export async function switchesIn(logs: OpenLogs): Promise<readonly SwitchEvent[]> {
  const calls = await eventsByOperation(logs, switchOperations, MOST)
  return calls.flatMap((call): readonly SwitchEvent[] => {
    const found = switchOf(call)
    if (found === undefined) return []
    const { id: eventId, source, time, operation, actor, target, result } = call
    return [
      {
        eventId,
        source,
        time: time === null ? null : new Date(time).toISOString(),
        operation,
        actor,
        target,
        ...found,
        succeeded: result !== 'failure',
      },
    ]
  })
}

const HOUR_MS = 3_600_000
/** A setting takes up to a day or two until it shows (identity.md §f.8); a day is only known as a whole. */
const BEFORE_MS = 48 * HOUR_MS
const AFTER_MS = 24 * HOUR_MS

/** The event that most likely began something: the latest one that had an effect on the log just before. */
export function explanationOf(
  switches: readonly SwitchEvent[],
  {
    source,
    service = null,
    from,
  }: { readonly source: string; readonly service?: string | null; readonly from: string },
): CoverageWarning['explainedBy'] {
  const began = Date.parse(from)
  const found = switches.findLast(
    (one) =>
      one.succeeded &&
      one.effect !== 'on' &&
      one.affects.includes(source) &&
      (one.service === null || service === null || one.service === service) &&
      one.time !== null &&
      Date.parse(one.time) >= began - BEFORE_MS &&
      Date.parse(one.time) <= began + AFTER_MS,
  )
  if (found === undefined) return undefined
  const { eventId, source: of, time, actor, what } = found
  return { eventId, source: of, time, actor, what }
}

/** The warnings about the events themselves: those of one kind, actor and day as one. */
export function switchWarnings(switches: readonly SwitchEvent[]): readonly CoverageWarning[] {
  const groups = Map.groupBy(
    switches.filter(({ effect }) => effect !== 'on'),
    ({ what, actor, time, succeeded }) => [what, actor, time?.slice(0, 10), succeeded].join('\x1f'),
  )
  return [...groups.values()].flatMap((group): readonly CoverageWarning[] => {
    const [first] = group
    if (first === undefined) return []
    const { source, effect, what, actor, time, succeeded, affects, service } = first
    const again = switches.find(
      (one) =>
        one.effect === 'on' &&
        one.succeeded &&
        one.operation === first.operation &&
        one.service === service &&
        (one.time ?? '') > (time ?? '') &&
        (group.length === 1 ? one.target === first.target : false),
    )
    const many = group.length === 1 ? '' : `, ${group.length} times`
    const onAgain = again?.time ?? null
    const until = onAgain === null ? '' : `; on again ${clock(onAgain)}`
    return [
      {
        source: affects[0] ?? source,
        code: 'switchedOff',
        weight: succeeded && effect !== 'changed' ? 'look' : 'note',
        message: `${succeeded ? '' : 'refused: '}${what} by ${actor ?? 'nobody named'}${time === null ? '' : `, ${clock(time)}`}${many}${until}`,
        from: time,
      },
    ]
  })
}

/** "2026-10-05 08:15 UTC". */
const clock = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')} UTC`
