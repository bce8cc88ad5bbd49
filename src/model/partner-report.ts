/** What `keyward partners` says: published JSON, so fields are added and never change their meaning. */
import type { Fact } from './outcome.ts'

export const partnerReportSchemaVersion = 1

/**
 * Whether something that needs the power was done, within the days of the logs. `unused`: nothing in so many days, and
 * the logs would have it; `notKnown`: no log at hand can tell.
 */
export type ReportedUse =
  | {
      readonly state: 'used'
      /** Of the kind that the power allows: a change of the directory or a service, or an operation in its scope of Azure. */
      readonly what: 'change' | 'operation'
      readonly times: number
      readonly last: string
      /** Another role of the same holder that allows it too: no log says which of them did. */
      readonly sharedWith?: string
    }
  | { readonly state: 'unused'; readonly days: number; readonly since: string }
  | { readonly state: 'notKnown'; readonly because: string }

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
  readonly use: ReportedUse
}

export interface ReportedChannel {
  readonly kind: string
  readonly since?: string
  /** The latest end; left out where one of its records has none. */
  readonly until?: string
  /** When a snapshot had one of its records first, and when one had any of them last; of logs, when they say. */
  readonly firstSeen?: string
  readonly lastSeen?: string
  readonly evidence: readonly ReportedFact[]
}

/** A record with its first and last sight over all snapshots; left out where no history was kept. */
export interface ReportedFact extends Fact {
  readonly firstSeen?: string
  readonly lastSeen?: string
  /** When it was there again after it was gone. */
  readonly backAt?: string
}

/** A record that was there and went: `goneAt` is the first whole reading that lacks it. */
export interface ReportedGoneFact {
  readonly channel: string
  readonly dataset: string
  readonly id: string
  readonly what: string
  readonly firstSeen: string
  readonly lastSeen: string
  readonly goneAt: string
}

/** Somebody who showed within the last 90 days and does no more. */
export interface ReportedFormerPartner {
  readonly id: string
  readonly name: string
  readonly gone: readonly ReportedGoneFact[]
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
  readonly azureOperations: number
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

/** The people whom the partner named, and whether somebody here vouches for them this quarter. */
export interface ReportedRoster {
  /** What it is attested under: "roster of" and a tenant id, where one is known. */
  readonly id: string
  /** Who may act now or later. */
  readonly people: number
  readonly state: 'attested' | 'never' | 'lapsed' | 'gained'
  readonly author?: string
  readonly at?: string
  /** The end of the quarter, or the earlier day that was given. */
  readonly until?: string
  readonly gained: readonly string[]
  readonly lost: readonly string[]
}

export interface ReportedPartner {
  readonly id: string
  readonly name: string
  /** Why its id stands for its name. */
  readonly nameUnknown?: string
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
  /** Left out where it gave none. */
  readonly roster?: ReportedRoster
  /** What went within the last 90 days. */
  readonly gone: readonly ReportedGoneFact[]
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
  /** Who shows no more at all, and what it had. */
  readonly former: readonly ReportedFormerPartner[]
  readonly unknown: readonly UnknownChannel[]
}
