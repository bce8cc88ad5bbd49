/** What is said of how whole the logs are. */
import type { DelayGrowth } from '#logs/silence/clock.ts'
import type { LogDay } from '#logs/silence/days.ts'
import type { Silence } from '#logs/silence/silence.ts'
import type { StreamChange } from '#logs/silence/streams.ts'
import type { SwitchEffect } from '#logs/silence/switches.ts'
import type { Drop } from '#logs/silence/volume.ts'
import type { LogSource } from '#model/events/log-event.ts'
import type { MissingLog } from './missing-logs.ts'

/** A part of a log that changed; days as `YYYY-MM-DD`. */
export interface PartChange extends Omit<StreamChange, 'from' | 'to'> {
  readonly from: string
  /** The day after the last one. */
  readonly to: string
}

/** A day on which one service of a log came far less than usual, while the log as a whole did not. */
export interface ServiceDrop extends Pick<Drop, 'day' | 'events' | 'usual'> {
  readonly service: string
}

export interface SourceCoverage {
  readonly source: string
  readonly events: number
  /** ISO 8601; null where no event has a time. */
  readonly first: string | null
  readonly last: string | null
  readonly days: readonly LogDay[]
  readonly emptyDays: readonly string[]
  readonly silences: readonly Silence[]
  readonly drops: readonly Drop[]
  /** Services and record types that stopped, paused or are new, while the log went on. */
  readonly parts: readonly PartChange[]
  readonly serviceDrops: readonly ServiceDrop[]
  /** Minutes between an event and when it could be seen; null where records do not say. */
  readonly delayMinutes: {
    readonly median: number
    readonly usual: number
    readonly most: number
    readonly events: number
  } | null
  /** Days on which events came far later than before; days as `YYYY-MM-DD`. */
  readonly delayGrowth: readonly (Omit<DelayGrowth, 'from' | 'to'> & {
    readonly from: string
    readonly to: string
  })[]
  /** Times that cannot be: in the future, or seen before they happened. */
  readonly clock: {
    readonly future: number
    readonly furthest: string | null
    readonly seenBefore: number
  }
  readonly undated: number
  readonly recovered: number
  /** Whether the ledger of collections knows this log: what it never asked for it cannot prove. */
  readonly collected: boolean
  /** Up to when the log was asked for and answered, ISO 8601; null where it was not collected. */
  readonly collectedTo: string | null
}

/** An event that switched a log off, narrowed or shortened it, or on again. */
export interface SwitchEvent {
  readonly eventId: string
  readonly source: string
  readonly time: string | null
  readonly operation: string | null
  readonly actor: string | null
  readonly target: string | null
  readonly effect: SwitchEffect
  readonly what: string
  readonly affects: readonly string[]
  readonly service: string | null
  /** False where the record says that it was refused. */
  readonly succeeded: boolean
}

export type WarningCode =
  | 'emptyDays'
  | 'silence'
  | 'drop'
  | 'stopped'
  | 'new'
  | 'delay'
  | 'clock'
  | 'switchedOff'
  | 'windowClosing'
  | 'recovered'
  | 'undated'

/** Something that somebody should look at, or (`note`) that is told and most likely harmless. */
export interface CoverageWarning {
  readonly source: string
  readonly code: WarningCode
  readonly weight: 'look' | 'note'
  readonly message: string
  /** ISO 8601 or `YYYY-MM-DD`; null where it has no beginning. */
  readonly from: string | null
  /** The event that most likely began it. */
  readonly explainedBy?: Pick<SwitchEvent, 'eventId' | 'source' | 'time' | 'actor' | 'what'>
}

export interface CoverageReport {
  readonly schemaVersion: 1
  readonly tenant: { readonly id: string }
  readonly at: string
  readonly sources: readonly SourceCoverage[]
  readonly switches: readonly SwitchEvent[]
  readonly warnings: readonly CoverageWarning[]
  /** What cannot be said: logs that are not there, or say too little. */
  readonly unknown: readonly MissingLog[]
  /** Logs of which the ledger counted events, and the store holds none any more. */
  readonly lost: readonly LogSource[]
}
