/** Whether an operation of an administrator was to be expected. */
import { type Habits, surpriseOf } from '#logs/operations/habits.ts'
import type { ActorHistory, ActorPlace } from '#store/log-store/actor-history.ts'
import type { FoundEvent } from '#store/log-store/search.ts'
import type { Administratorship } from './admins-register.ts'

export interface Origin {
  readonly ip: string | null
  readonly country: string | null
  readonly device: {
    readonly id: string | null
    readonly os: string | null
    readonly browser: string | null
  } | null
}

export interface Expectation {
  /** `no`: something speaks against it. `unknown`: nothing does, and not everything could be asked. */
  readonly expected: 'yes' | 'no' | 'unknown'
  readonly unexpected: readonly string[]
  readonly unknown: readonly string[]
  /** What alone says nothing. */
  readonly notes: readonly string[]
}

/** The name under which the history of an actor is kept. */
export function actorOf({ user, userId, servicePrincipalName, app }: FoundEvent): string {
  return (user ?? userId ?? servicePrincipalName ?? app ?? 'nobody named').toLowerCase()
}

export interface Histories {
  originOf(event: FoundEvent): Origin
  habitsOf(actor: string): Habits
}

/** Indexes the history of all actors. */
export function historiesOf({ places, hours }: ActorHistory): Histories {
  const byActor = Map.groupBy(places, ({ actor }) => actor)
  const hoursBy = Map.groupBy(hours, ({ actor }) => actor)
  return {
    habitsOf: (actor) => ({
      places: byActor.get(actor) ?? [],
      hours: new Map((hoursBy.get(actor) ?? []).map(({ hour, events }) => [hour, events])),
    }),
    originOf: (event) => {
      const place = byActor.get(actorOf(event))?.find(({ ip }) => ip !== null && ip === event.ip)
      return {
        ip: event.ip,
        country: event.country ?? place?.country ?? null,
        device: deviceOf(event, place),
      }
    },
  }
}

/** Changes do not name the device; sign-ins from the same address do. */
function deviceOf(event: FoundEvent, place: ActorPlace | undefined): Origin['device'] {
  const id = event.deviceId ?? place?.deviceId ?? null
  const os = event.os ?? place?.os ?? null
  const browser = event.browser ?? place?.browser ?? null
  return id === null && os === null && browser === null ? null : { id, os, browser }
}

export interface Judged {
  readonly event: FoundEvent
  readonly origin: Origin
  readonly administrator: Administratorship
  /** The words for the organisation of somebody from elsewhere. */
  readonly partner: string | null
  readonly isBreakGlass: boolean
}

/** Judges one operation. A service of Microsoft's own is nobody who travels or holds roles. */
export function expectationOf(judged: Judged, histories: Histories): Expectation {
  const { event, origin, administrator, partner, isBreakGlass } = judged
  if (event.actorType === 'system' && partner === null)
    return { expected: 'yes', unexpected: [], unknown: [], notes: ['done by the service itself'] }
  const habits = histories.habitsOf(actorOf(event))
  const surprise =
    event.time === null
      ? undefined
      : surpriseOf({ ip: origin.ip, country: origin.country, time: event.time }, habits)
  const unexpected = [
    ...(partner === null ? [] : [`by a person of ${partner}`]),
    ...(isBreakGlass ? ['by an account for emergencies'] : []),
    ...(partner === null && administrator.is === 'no' ? [`no administrator: ${administrator.because}`] : []),
    ...(surprise?.country === 'new' ? [`never before from ${origin.country}`] : []),
    ...(surprise?.address === 'new' ? [`never before from the network of ${origin.ip}`] : []),
  ]
  const unknown = [
    ...(partner === null && administrator.is === 'unknown'
      ? [`whether an administrator: ${administrator.because}`]
      : []),
    ...(surprise?.address === 'unknown'
      ? [
          origin.ip === null
            ? 'the record names no address'
            : 'nothing of this actor lies a day or more before',
        ]
      : []),
  ]
  return {
    expected: unexpected.length > 0 ? 'no' : unknown.length > 0 ? 'unknown' : 'yes',
    unexpected,
    unknown,
    notes: surprise?.isUnusualHour ? ['outside the hours at which this actor usually works'] : [],
  }
}
