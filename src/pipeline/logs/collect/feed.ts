/** What a feed is for the collection: how long its windows are, what opens it, and how one window is read. */
import type { Clock } from '#clients/http/clock.ts'
import type { Lane } from '#clients/http/lanes.ts'
import type { FeedPolicy } from '#logs/windows/policy.ts'
import type { Coverage } from '#model/coverage.ts'
import type { LogWindow, Span } from '#model/events/log-window.ts'
import type { Licence, Refusal } from '#model/refusal.ts'
import type { Connection } from '../../connect.ts'
import type { ShapeHint } from '../event-sink.ts'

export type LogServices = Pick<Connection, 'graph' | 'azure' | 'management'>

export interface Reading {
  readonly services: LogServices
  readonly clock: Clock
  /** The time, corrected by the clock of the service; milliseconds since 1970. */
  readonly now: () => number
  readonly signal?: AbortSignal | undefined
  /** How long an answer that the service has to prepare is waited for, in milliseconds. */
  readonly patienceMs: number
}

export interface LogPage {
  readonly records: readonly unknown[]
  /** When a record happened, milliseconds since 1970; undefined where it does not say. */
  readonly at: (record: unknown) => number | undefined
  /** There are further pages. */
  readonly more: boolean
}

export type Ending =
  | { readonly kind: 'end' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** The service sent what cannot be followed: a page that is none, links that go round or elsewhere. */
  | { readonly kind: 'lied'; readonly because: string }
  /** What was asked is being prepared. */
  | { readonly kind: 'waiting'; readonly handle: string; readonly because: string }

export type Pages = AsyncGenerator<LogPage, Ending, void>

export interface LogFeed {
  readonly policy: FeedPolicy
  readonly lane: Lane
  readonly shape: ShapeHint
  /** What opens it: application permissions, or built-in roles of Azure. */
  readonly permissions: readonly string[]
  readonly licence?: Licence
  /** So many windows at the same time: for services that take long and allow several. */
  readonly atOnce: number
  /** No more than so many questions are left with the service: it refuses more, and people ask there too. */
  readonly mostLeft?: number
  /** Why it cannot be asked for at present; what was planned of it stays planned. */
  readonly closed?: Coverage
  /** The earliest that the service can have anything, where that is later than what it keeps. */
  readonly earliest?: number
  /** Reads what lies in a window, from its `askFrom` on. */
  pages(window: Pick<LogWindow, 'askFrom' | 'handle'> & Span, reading: Reading): Pages
}

/** Times as the services take them: whole seconds, UTC. */
export const written = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`

/** Reads the time in a field. */
export function timeIn(field: string): (record: unknown) => number | undefined {
  return (record) => {
    const text =
      typeof record === 'object' && record !== null
        ? (record as Readonly<Record<string, unknown>>)[field]
        : undefined
    if (typeof text !== 'string') return undefined
    const at = Date.parse(text)
    return Number.isNaN(at) ? undefined : at
  }
}
