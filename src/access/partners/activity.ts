/** What a partner did here, counted from the logs at hand. */
import type { PartnerEvent } from '../events/event.ts'
import type { Partner } from './register.ts'
import type { Rosters } from './roster.ts'

/** One account of a partner's; whose it is, is said by the partner's roster or not at all. */
export interface PersonSeen {
  readonly id: string
  readonly person: string | undefined
  readonly signIns: number
  readonly changes: number
  readonly azureOperations: number
  /** ISO 8601. */
  readonly last: string
}

export interface Activity {
  readonly signIns: number
  readonly changes: number
  readonly azureOperations: number
  /** ISO 8601; undefined where it did nothing in these days. */
  readonly last: string | undefined
  readonly people: readonly PersonSeen[]
}

/** The events of a partner: of its tenants, or under a group of Azure that is all that is known of it. */
export function eventsOf(
  { tenantIds, ids }: Pick<Partner, 'tenantIds' | 'ids'>,
  events: readonly PartnerEvent[],
): readonly PartnerEvent[] {
  return events.filter(
    ({ tenantId, principalId }) =>
      (tenantId !== undefined && tenantIds.includes(tenantId)) ||
      (tenantId === undefined && principalId !== undefined && ids.includes(principalId)),
  )
}

/** Counts the events of a partner. @param events in the order of their time */
export function activityOf(
  partner: Pick<Partner, 'tenantIds' | 'ids'>,
  events: readonly PartnerEvent[],
  people: Rosters,
): Activity {
  const own = eventsOf(partner, events)
  const byPerson = Map.groupBy(own, ({ tenantId, actorId }) => `${tenantId} ${actorId ?? ''}`)
  return {
    ...counted(own),
    last: own.at(-1)?.time,
    people: [...byPerson.values()].flatMap((all) => personIn(all, people)).toSorted(byLast),
  }
}

function counted(events: readonly PartnerEvent[]): Pick<Activity, 'signIns' | 'changes' | 'azureOperations'> {
  const countOf = (wanted: PartnerEvent['kind']) => events.filter(({ kind }) => kind === wanted).length
  return { signIns: countOf('signIn'), changes: countOf('change'), azureOperations: countOf('operation') }
}

function personIn(events: readonly PartnerEvent[], people: Rosters): readonly PersonSeen[] {
  const last = events.at(-1)
  if (last?.actorId === undefined) return []
  const person = last.tenantId === undefined ? undefined : people.personOf(last.tenantId, last.actorId)
  return [{ id: last.actorId, person, ...counted(events), last: last.time }]
}

const byLast = (one: PersonSeen, other: PersonSeen): number =>
  other.last < one.last ? -1 : other.last > one.last ? 1 : one.id < other.id ? -1 : 1
