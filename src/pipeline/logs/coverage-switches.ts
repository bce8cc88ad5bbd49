/** Events that switched logs off, narrowed them or shortened how long they last, and what they explain. */
import { switchOf, switchOperations } from '#logs/silence/switches.ts'
import { counted } from '#model/text/words.ts'
import { type CalledOperation, eventsByOperation } from '#store/log-store/events-by-operation.ts'
import type { OpenLogs } from '#store/log-store/log-store.ts'
import type { CoverageWarning, SwitchEvent } from './coverage-types.ts'

const MOST = 5_000

/** Such events, in the order of their times; `isCut` where there are more, older ones. */
export async function switchesIn(
  logs: OpenLogs,
): Promise<{ readonly switches: readonly SwitchEvent[]; readonly isCut: boolean }> {
  const calls = await eventsByOperation(logs, switchOperations, MOST)
  return { switches: calls.flatMap(switchEvent), isCut: calls.length === MOST }
}

function switchEvent(call: CalledOperation): readonly SwitchEvent[] {
  const found = switchOf(call)
  if (found === undefined) return []
  const { id: eventId, source, time, operation, actor, target, result } = call
  const at = time === null ? null : new Date(time).toISOString()
  return [{ eventId, source, time: at, operation, actor, target, ...found, succeeded: result !== 'failure' }]
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
  const near = switches.filter(
    (one) =>
      one.succeeded &&
      one.effect !== 'on' &&
      one.affects.includes(source) &&
      (one.service === null || service === null || one.service === service) &&
      one.time !== null &&
      Date.parse(one.time) >= began - BEFORE_MS &&
      Date.parse(one.time) <= began + AFTER_MS,
  )
  const found = near.findLast(({ effect }) => effect !== 'changed') ?? near.at(-1)
  if (found === undefined) return undefined
  const { eventId, source: of, time, actor, what } = found
  return { eventId, source: of, time, actor, what }
}

/**
 * The warnings about the events themselves. Those of one kind, actor and day are one; what was only changed is one for
 * each kind, because settings are changed all the time.
 */
export function switchWarnings(switches: readonly SwitchEvent[]): readonly CoverageWarning[] {
  const groups = Map.groupBy(
    switches.filter(({ effect }) => effect !== 'on'),
    ({ what, effect, actor, time, succeeded }) =>
      (effect === 'changed' ? [what, succeeded] : [what, succeeded, actor, time?.slice(0, 10)]).join('\x1f'),
  )
  return [...groups.values()].flatMap((group): readonly CoverageWarning[] => {
    const last = group.at(-1)
    if (last === undefined) return []
    const { source, effect, what, actor, time, succeeded, affects } = last
    const many = group.length === 1 ? '' : ` ${counted(group.length, 'time')}, the last`
    const at = time === null ? '' : `, ${clock(time)}`
    return [
      {
        source: affects[0] ?? source,
        code: 'switchedOff',
        weight: succeeded && effect !== 'changed' ? 'look' : 'note',
        message: `${succeeded ? '' : 'refused: '}${what}${many} by ${actor ?? 'nobody named'}${at}${onAgain(group, switches)}`,
        from: group[0]?.time ?? null,
      },
    ]
  })
}

/** When the same was switched on again; of several at once nobody could tell which. */
function onAgain([first, ...others]: readonly SwitchEvent[], switches: readonly SwitchEvent[]): string {
  if (first === undefined || others.length > 0) return ''
  const { operation, service, target, time } = first
  const again = switches.find(
    (one) =>
      one.effect === 'on' &&
      one.succeeded &&
      one.operation === operation &&
      one.service === service &&
      one.target === target &&
      (one.time ?? '') > (time ?? ''),
  )
  return again === undefined || again.time === null ? '' : `; on again ${clock(again.time)}`
}

/** "2026-10-05 08:15 UTC". */
const clock = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')} UTC`
