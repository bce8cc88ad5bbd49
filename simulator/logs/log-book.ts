import type { Item } from '../estate/types.ts'
import { hash32 } from '../estate/random.ts'

/** The logs that the cloud writes, sign-ins by their four kinds. */
export type LogKind =
  | 'interactiveUser'
  | 'nonInteractiveUser'
  | 'servicePrincipal'
  | 'managedIdentity'
  | 'directoryAudits'
  | 'provisioning'
  | 'riskDetections'
  | 'unifiedAudit'
  | 'azureActivity'

/** An event, and when the service lets it be seen: minutes later as a rule, days later now and then. */
export interface LoggedEvent {
  readonly kind: LogKind
  readonly id: string
  /** Milliseconds since 1970. */
  readonly time: number
  readonly visibleAt: number
  readonly item: Item
  /** The content type of the unified log; the subscription of Azure, or `tenant`. */
  readonly place?: string
  /** Of the estate, which stands still: seen at any time and never forgotten. */
  readonly lasts?: true
}

/** How the logs misbehave, as those of the real service do. */
export interface LogHabits {
  /** Rows come in no order of time. */
  readonly disorder?: boolean
  /** Every so many rows one comes twice, on one page or on two. */
  readonly repeatEvery?: number
}

export interface Asked {
  readonly kind: LogKind
  readonly from: number
  readonly to: number
  readonly now: number
  readonly place?: string
}

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** A blob of the Management Activity API holds what became visible in ten minutes. */
export const BLOB_MS = 10 * 60_000

/** Days for which the cloud answers; nobody sees an older event. */
export function keptDays(kind: LogKind, licences: readonly string[]): number {
  if (kind === 'unifiedAudit') return 180
  if (kind === 'azureActivity') return 90
  if (kind === 'riskDetections' && licences.includes('p2')) return 90
  return licences.length > 0 ? 30 : 7
}

/** Everything that was logged, by when it happened and by when it can be seen. */
export class LogBook {
  readonly #byHour = new Map<string, LoggedEvent[]>()
  readonly #firstHours = new Map<LogKind, number>()
  readonly #byBlob = new Map<string, LoggedEvent[]>()
  #latest = 0
  readonly #habits: LogHabits
  readonly #licences: readonly string[]

  constructor(habits: LogHabits, licences: readonly string[]) {
    this.#habits = habits
    this.#licences = licences
  }

  add(...events: LoggedEvent[]): void {
    for (const event of events) {
      const hour = Math.floor(event.time / HOUR)
      this.#latest = Math.max(this.#latest, event.time)
      put(this.#byHour, `${event.kind} ${hour}`, event)
      this.#firstHours.set(event.kind, Math.min(hour, this.#firstHours.get(event.kind) ?? hour))
      if (event.kind === 'unifiedAudit') put(this.#byBlob, blobKey(event.place ?? '', blobOf(event)), event)
    }
  }

  /** What can be seen of a log in a span, newest first unless it has no order. */
  rows({ kind, from, to, now, place }: Asked): readonly Item[] {
    const oldest = now - keptDays(kind, this.#licences) * DAY
    const first = Math.max(Math.floor(from / HOUR), this.#firstHours.get(kind) ?? Number.POSITIVE_INFINITY)
    const isSeen = ({ time, visibleAt, lasts }: LoggedEvent) => lasts ?? (time >= oldest && visibleAt <= now)
    const found: LoggedEvent[] = []
    const end = Math.min(to, Math.max(now, this.#latest) + 1)
    for (let hour = first; hour * HOUR < end; hour++)
      for (const event of this.#byHour.get(`${kind} ${hour}`) ?? [])
        if (event.time >= from && event.time < to && isSeen(event) && isAt(event, place)) found.push(event)
    return this.#told(found.toSorted((a, b) => b.time - a.time || a.id.localeCompare(b.id)))
  }

  /** The moments at which blobs of a content type were finished, within a span and up to now. */
  blobs(place: string, from: number, to: number, now: number): readonly number[] {
    const found: number[] = []
    const first = Math.ceil(from / BLOB_MS) * BLOB_MS
    for (let created = first; created < to && created <= now; created += BLOB_MS)
      if (this.#byBlob.has(blobKey(place, created))) found.push(created)
    return found
  }

  /** The events of a blob, and again some of the blob before. */
  blob(place: string, created: number): readonly Item[] {
    const own = this.#byBlob.get(blobKey(place, created)) ?? []
    const { repeatEvery } = this.#habits
    const before =
      repeatEvery === undefined ? [] : (this.#byBlob.get(blobKey(place, created - BLOB_MS)) ?? [])
    const again = before.filter((_, index) => index % (repeatEvery ?? 1) === 0)
    return this.#told([...own, ...again])
  }

  #told(events: readonly LoggedEvent[]): readonly Item[] {
    const { disorder, repeatEvery } = this.#habits
    const order = disorder ? events.toSorted((a, b) => hash32(a.id, 7) - hash32(b.id, 7)) : events
    const rows = order.map(({ item }) => item)
    if (repeatEvery === undefined) return rows
    return rows.flatMap((row, index) => ((index + 1) % repeatEvery === 0 ? [row, row] : [row]))
  }
}

const blobOf = ({ visibleAt }: LoggedEvent): number => Math.ceil(visibleAt / BLOB_MS) * BLOB_MS

const blobKey = (place: string, created: number): string => `${place} ${created}`

function isAt(event: LoggedEvent, place: string | undefined): boolean {
  return place === undefined || event.place === place
}

function put(map: Map<string, LoggedEvent[]>, key: string, event: LoggedEvent): void {
  const list = map.get(key)
  if (list) list.push(event)
  else map.set(key, [event])
}
