/** What Microsoft keeps of each log for this tenant, by its licences and the retention policies that the log shows. */
import type { AuditPolicy } from '#logs/retention/audit-policies.ts'
import type { PlatformKept } from '#logs/retention/gap.ts'
import {
  type Availability,
  type EntraTier,
  PREMIUM_AUDIT,
  type RetainedLog,
  type RetentionRule,
  retentionRules,
} from '#logs/retention/rules.ts'
import type { HeldLicence } from './retention-settings.ts'

/** A part of a log that is kept for a time of its own. */
export interface KeptPart {
  readonly what: string
  /** Workloads as records name them; empty for all others. */
  readonly services: readonly string[]
  readonly days: number
}

export interface KeptByMicrosoft extends PlatformKept {
  /** From when on the figure holds; null where no source says it. */
  readonly since: string | null
  readonly before: string | null
  /** The day since which the tenant has held the licence that decides, at least; null where that is not known. */
  readonly licensedSince: string | null
  readonly source: string
  readonly checked: string
  readonly verified: boolean
  readonly because: string | null
  readonly note: string | null
  /** Where not all of it is kept alike. */
  readonly parts: readonly KeptPart[]
  /** Retention policies whose making stands in the store; null for a log that has none. */
  readonly policies: readonly AuditPolicy[] | null
}

export interface Available {
  readonly state: Availability
  readonly because: string | null
}

const TIERS = ['free', 'p1', 'p2'] as const satisfies readonly EntraTier[]

/** Whether the licences give the log at all. */
export function availabilityOf(rule: RetentionRule, licence: HeldLicence): Available {
  const answers = new Set(TIERS.map((tier) => rule.available[tier]))
  const [only] = answers.size === 1 ? answers : []
  if (only !== undefined) return { state: only, because: only === 'yes' ? null : (rule.because ?? null) }
  if (licence.entra === 'unknown') return { state: 'unknown', because: licence.because }
  const state = rule.available[licence.entra]
  return { state, because: state === 'yes' ? null : (rule.because ?? null) }
}

/** For how long Microsoft keeps it. */
export function keptOf(
  log: RetainedLog,
  rule: RetentionRule,
  licence: HeldLicence,
  policies: readonly AuditPolicy[],
): KeptByMicrosoft {
  const premium = log === 'unifiedAudit' && licence.auditPremium !== 'no'
  const parts = log === 'unifiedAudit' && licence.auditPremium === 'yes' ? PREMIUM_PARTS : []
  return {
    ...figuresOf(
      rule,
      licence,
      premium ? [PREMIUM_AUDIT.days, ...policies.map(({ days }) => days ?? 0)] : [],
    ),
    since: rule.since ?? null,
    before: rule.before ?? null,
    licensedSince: rule.byLicence ? licence.entraSince : premium ? licence.auditPremiumSince : null,
    source: rule.source,
    checked: rule.checked,
    verified: rule.isVerified,
    note: premium ? PREMIUM_AUDIT.note : (rule.note ?? null),
    parts,
    policies: log === 'unifiedAudit' ? policies : null,
  }
}

/** @param longer further figures of parts of it, for the most that it may be */
function figuresOf(
  { days: byTier, byLicence }: RetentionRule,
  licence: HeldLicence,
  longer: readonly number[],
): PlatformKept & { readonly because: string | null } {
  if (byTier === undefined) return { days: null, most: null, because: 'no source here says for how long' }
  const all = TIERS.map((tier) => byTier[tier])
  if (byLicence && licence.entra === 'unknown')
    return {
      days: null,
      most: Math.max(...all.map((one) => one ?? 0)),
      because: `the licence decides, and is not known (${licence.because})`,
    }
  const days = licence.entra === 'unknown' ? byTier.free : byTier[licence.entra]
  return { days, most: Math.max(days ?? 0, ...longer), because: null }
}

const PREMIUM_PARTS: readonly KeptPart[] = [
  {
    what: 'Entra ID, Exchange, SharePoint and OneDrive, of users with Audit Premium',
    services: PREMIUM_AUDIT.services,
    days: PREMIUM_AUDIT.days,
  },
  {
    what: 'all else, and whatever guests and other users do',
    services: [],
    days: retentionRules.unifiedAudit.days?.free ?? 0,
  },
]
