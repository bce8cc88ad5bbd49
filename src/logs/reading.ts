/** What a shape makes of a record: whose log it is, and its fields under the names that the service itself uses. */
import type { LogSource } from '#model/events/log-event.ts'
import type { Draft } from './blank.ts'
import type { Fields } from './values/fields.ts'

/** The kinds of records, whichever way they were exported. */
export type RecordKind =
  | 'signIn'
  | 'directoryAudit'
  | 'provisioning'
  | 'riskDetection'
  | 'unifiedAudit'
  | 'azureActivity'
  | 'graphActivity'
  | 'securityAlert'
  | 'other'

export interface Reading {
  readonly shape: string
  readonly kind: RecordKind
  readonly source: LogSource
  /** The record as its own service writes it. */
  readonly record: Fields
  /** What the export adds around it; empty where it adds nothing. */
  readonly around: Fields
}

/** Fills a draft from one kind of record. */
export type FillDraft = (draft: Draft, reading: Reading) => void
