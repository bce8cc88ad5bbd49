/** What a partner did here, counted from the logs at hand. */
import type { PartnerEvent } from '../events/event.ts'
import type { Rosters } from './roster.ts'

/** One account of a partner's; whose it is, is said by the partner's roster or not at all. */
export interface PersonSeen {
  readonly id: string
  readonly person: string | undefined
  readonly signIns: number
  readonly changes: number
  /** ISO 8601. */
  readonly last: string
}

export interface Activity {
  readonly signIns: number
  readonly changes: number
  /** ISO 8601; undefined where it did nothing in these days. */
  readonly last: string | undefined
  readonly people: readonly PersonSeen[]
}

/** Counts the events of these tenants. @param events in the order of their time */
export function activityOf(
  tenantIds: readonly string[],
  events: readonly PartnerEvent[],
  people: Rosters,
): Activity {
  const own = events.filter(({ tenantId }) => tenantId !== undefined && tenantIds.includes(tenantId))
  const byPerson = Map.groupBy(own, ({ tenantId, actorId }) => `${tenantId} ${actorId ?? ''}`)
  return {
    ...counted(own),
    last: own.at(-1)?.time,
    people: [...byPerson.values()].flatMap((all) => personIn(all, people)).toSorted(byLast),
  }
}

function counted(events: readonly PartnerEvent[]): { readonly signIns: number; readonly changes: number } {
  return {
    signIns: events.filter(({ kind }) => kind === 'signIn').length,
    changes: events.filter(({ kind }) => kind === 'change').length,
  }
}

function personIn(events: readonly PartnerEvent[], people: Rosters): readonly PersonSeen[] {
  const last = events.at(-1)
  if (last?.actorId === undefined || last.tenantId === undefined) return []
  const person = people.personOf(last.tenantId, last.actorId)
  return [{ id: last.actorId, person, ...counted(events), last: last.time }]
}

const byLast = (one: PersonSeen, other: PersonSeen): number =>
  other.last < one.last ? -1 : other.last > one.last ? 1 : one.id < other.id ? -1 : 1
