/** What `keyward partners` says: published JSON, so fields are added and never change their meaning. */
import type { Fact } from './outcome.ts'

export const partnerReportSchemaVersion = 1

export interface ReportedPower {
  readonly role: string
  /** `tier0`: can end up owning the tenant; `privileged`, `other`, `unknown`. */
  readonly tier: string
  /** `/` is the whole directory or the root of Azure. */
  readonly scope: string
  readonly path: readonly { readonly id: string; readonly name: string; readonly via: string }[]
  /** Held all the time; false: to be activated. */
  readonly standing: boolean | 'unknown'
  readonly channel: string
  readonly until?: string
}

export interface ReportedChannel {
  readonly kind: string
  readonly since?: string
  /** The latest end; left out where one of its records has none. */
  readonly until?: string
  readonly evidence: readonly Fact[]
}

/** `gained`: it holds more than was looked at. Losses are notes: they lapse nothing. */
export interface ReportedDecision {
  readonly state: 'attested' | 'never' | 'lapsed' | 'gained'
  readonly author?: string
  readonly reason?: string
  readonly at?: string
  readonly until?: string
  readonly gained: readonly string[]
  readonly lost: readonly string[]
}

/** What it did, as far as logs tell; `known` false with the reason where they do not. */
export type ReportedActivity =
  | { readonly known: false; readonly because: string }
  | {
      readonly known: true
      /** The days that the logs at hand cover. */
      readonly from: string
      readonly to: string
      readonly signIns: number
      readonly changes: number
      /** 0 unless the activity log was read; `because` says when it was not. */
      readonly azureOperations: number
      /** What the numbers leave out: logs that were not read, or read in part. */
      readonly because: readonly string[]
      readonly last?: string
      readonly people: readonly ReportedPerson[]
    }

/** An account in the partner's tenant. */
export interface ReportedPerson {
  readonly id: string
  /** From the roster that the partner gave; never guessed. */
  readonly person?: string
  readonly signIns: number
  readonly changes: number
  readonly last: string
}

/** `cannot`: policies of this tenant do not reach the channel; the partner has to be asked. */
export interface ReportedChannelCoverage {
  readonly channel: string
  readonly answer: 'covered' | 'notCovered' | 'cannot' | 'unknown'
  readonly because: string
}

/** What the partner is there for, as declared, held against the directory roles that it has. */
export interface ReportedTasks {
  readonly declared: readonly string[]
  /** Words that name no task. */
  readonly notUnderstood: readonly string[]
  /** Roles that none of the tasks needs. */
  readonly beyond: readonly string[]
  readonly lacking: readonly string[]
}

/** A question of the letter with what the partner answered to it. */
export interface ReportedAnswer {
  readonly id: string
  readonly asks: string
  /** `stale`: answered longer ago than a quarter; `open`: never. */
  readonly state: 'answered' | 'stale' | 'open'
  readonly answer?: string
  readonly at?: string
}

export interface ReportedPartner {
  readonly id: string
  readonly name: string
  /** `indirectProvider`, `reseller`, `managedServiceProvider`, `vendor` or `unknown`. */
  readonly kind: string
  readonly tenantIds: readonly string[]
  readonly domains: readonly string[]
  /** Of the strongest power. */
  readonly tier: string
  /** Why it may be no partner at all. */
  readonly doubt?: string
  readonly channels: readonly ReportedChannel[]
  readonly powers: readonly ReportedPower[]
  /** Whether MFA is asked of its people, channel by channel. */
  readonly conditionalAccess: readonly ReportedChannelCoverage[]
  /** Left out where no task was declared. */
  readonly tasks?: ReportedTasks
  readonly activity: ReportedActivity
  /** What the partner said of itself. */
  readonly answers: readonly ReportedAnswer[]
  readonly decision: ReportedDecision
}

/** A channel that was not looked at whole. */
export interface UnknownChannel {
  readonly channel: string
  readonly because: string
  /** How the reader finds out. */
  readonly how: string
}

export interface PartnerReport {
  readonly schemaVersion: typeof partnerReportSchemaVersion
  readonly tenant: { readonly id: string; readonly name?: string }
  readonly snapshot: string
  readonly collectedAt: string
  readonly partners: readonly ReportedPartner[]
  readonly unknown: readonly UnknownChannel[]
}
