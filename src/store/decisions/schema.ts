/** The tables of the decisions database, for Kysely. Times are ISO 8601 in UTC; every table begins with the tenant. */

import type { Generated } from 'kysely'
import type { FindingState } from '#model/assessment.ts'
import type { HandCopied } from '#model/decisions.ts'
import type { WindowState } from '#model/events/log-window.ts'

export interface DecisionsSchema {
  tenants: { tenant: string; name: string | null; fingerprint_key: Uint8Array }
  declarations: {
    id: Generated<number>
    tenant: string
    kind: string
    subject: string
    author: string
    reason: string
    at: string
    withdrawn_at: string | null
  }
  /** Attestations and acceptances. */
  attestations: {
    id: Generated<number>
    tenant: string
    kind: 'attest' | 'accept'
    control: string
    subject: string
    fingerprint: string
    /** What was looked at (model/claims.ts), JSON. */
    items: string
    author: string
    reason: string
    at: string
    until: string
    revoked_at: string | null
    /** What a questionnaire came back with (model/handover.ts), JSON. */
    answers: string | null
  }
  findings: {
    tenant: string
    id: string
    control: string
    subject: string
    subject_name: string
    severity: string
    state: FindingState
    first_seen: string
    last_seen: string
    snapshot: string
    /** The finding as last assessed (model/assessment.ts), JSON. */
    detail: string
  }
  /** Everything that was decided; the database itself refuses to change a row. */
  journal: {
    id: Generated<number>
    tenant: string
    at: string
    author: string
    act: string
    /** What was decided, JSON. */
    detail: string
  }
  /** What was copied by hand, a dataset each; the copies before are in the journal. */
  registers: { tenant: string; dataset: HandCopied; author: string; at: string; rows: string }
  finding_history: {
    id: Generated<number>
    tenant: string
    finding: string
    at: string
    state: string
    snapshot: string
  }
  /** The coverage ledger: feeds of the logs, their windows, and every attempt, of which no row changes. */
  log_feeds: {
    tenant: string
    feed: string
    source: string
    begun: string
    /** Coverage as of the last time that it was asked (model/coverage.ts), JSON. */
    coverage: string
    at: string
  }
  log_windows: {
    tenant: string
    feed: string
    round: number
    starts: string
    ends: string
    ask_from: string
    state: WindowState
    tries: number
    next_attempt: string
    answered_at: string | null
    /** What counted in the answer (model/events/log-window.ts), JSON. */
    tally: string | null
    because: string | null
    handle: string | null
  }
  log_attempts: {
    id: Generated<number>
    tenant: string
    feed: string
    round: number
    starts: string
    ends: string
    ask_from: string
    at: string
    act: string
    tally: string | null
    rows_by_hour: string | null
    because: string | null
  }
}
