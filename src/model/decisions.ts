/**
 * What people said. Facts can be collected again, these cannot; every one carries its author, its reason and
 * its time.
 */
import type { SeenItem } from './claims.ts'
import type { DrillHistory } from './drill.ts'
import type { HandoverAnswer } from './handover.ts'
import type { TenantId } from './ids.ts'
import type { PartnerRelationship } from './records/partner-relationships.ts'
import type { RosterEntry } from './records/partner-roster.ts'

export const declarationKinds = [
  'break-glass',
  'admin-limit',
  'service-account',
  'partner-tasks',
  'people',
  'partner-answer',
] as const
export type DeclarationKind = (typeof declarationKinds)[number]

/** What the customer says is so: `subject` is a UPN or id (accounts), a number (`admin-limit`) or free text. */
export interface Declaration {
  readonly kind: DeclarationKind
  readonly subject: string
  readonly author: string
  readonly reason: string
  /** ISO 8601, UTC. */
  readonly at: string
}

/**
 * A person looked at a subject and decided: `attest` vouches for it, `accept` lives with what is wrong with it. Either
 * covers what was looked at, item by item, and a subject that gained since is no longer covered.
 */
export interface Attestation {
  readonly kind: 'attest' | 'accept'
  readonly control: string
  readonly subject: string
  /** Of all items together, for the record of what was looked at. */
  readonly fingerprint: string
  readonly items: readonly SeenItem[]
  readonly author: string
  readonly reason: string
  readonly at: string
  /** ISO 8601, UTC; from then on the attestation has lapsed. */
  readonly until: string
  /** What a questionnaire came back with, where one was attested. */
  readonly answers?: readonly HandoverAnswer[]
}

/** Records that somebody copied by hand, because no interface of Microsoft's tells them. */
export interface HandCopy<Row> {
  readonly author: string
  /** When it was copied; ISO 8601, UTC. */
  readonly at: string
  readonly rows: readonly Row[]
}

/** Datasets that may stand beside a snapshot as a copy by hand. */
export type HandCopied = 'partnerRelationships' | 'partnerRoster'

/** Relationships copied from the admin centre (identity.md §0.1 fact 1). */
export type PartnerRegisterCopy = HandCopy<PartnerRelationship>

/** The people of partners, from the lists that the partners gave. */
export type PartnerRosterCopy = HandCopy<RosterEntry>

/** The decisions that a control may see, of one tenant. */
export interface Decisions {
  readonly tenant: TenantId
  readonly declarations: readonly Declaration[]
  /** Those that nobody revoked, of both kinds; whether one still holds is a matter of `until`. */
  readonly attestations: readonly Attestation[]
  readonly register?: PartnerRegisterCopy
  readonly roster?: PartnerRosterCopy
  /** What drills came to; undefined where nobody looked. */
  readonly drills?: DrillHistory
  /** Fingerprint of what a reviewer sees of a subject, under the tenant's own key (model/fingerprint.ts). */
  readonly fingerprint: (subject: unknown) => string
}

/** One entry of the journal: nothing in it is ever changed. */
export interface JournalEntry {
  /** ISO 8601, UTC. */
  readonly at: string
  readonly author: string
  readonly act: 'declare' | 'withdraw' | 'attest' | 'accept' | 'revoke' | 'register'
  /** What was decided, without what was looked at in detail. */
  readonly detail: Readonly<Record<string, unknown>>
}
