/** What `keyward logs handover` says: published JSON, so fields are added and never change their meaning. */
import type { JudgedHandover } from './handover.ts'

export const handoverReportSchemaVersion = 1

export interface ThirdPartyHandover {
  readonly id: string
  readonly name: string
  readonly onRegister: boolean | 'unknown'
  /** Whether it administers something here and so is asked; `unknown`: a role of it could not be read. */
  readonly isAsked: boolean | 'unknown'
  /** Why it may be no third party at all. */
  readonly doubt?: string
  /** `overdue`: attested more than a year ago. */
  readonly state: 'attested' | 'overdue' | 'never'
  /** When it was attested and by whom, and when it is due again; ISO 8601, UTC. Left out where it never was. */
  readonly at?: string
  readonly by?: string
  readonly due?: string
  /** Every log of the list; of one that never answered none. */
  readonly logs: readonly JudgedHandover[]
}

export interface HandoverReport {
  readonly schemaVersion: typeof handoverReportSchemaVersion
  readonly tenant: { readonly id: string }
  readonly at: string
  readonly thirdParties: readonly ThirdPartyHandover[]
  /** Why there may be more third parties. */
  readonly unknown: readonly string[]
}
