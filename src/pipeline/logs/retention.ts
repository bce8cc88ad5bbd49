/** Whether every log is there, kept, and held for as long as it should be (design §7). */
import { type Achieved, achievedOf } from '#logs/retention/achieved.ts'
import { advise, type Step } from '#logs/retention/advice.ts'
import { type ConfiguredExport, type Gap, gapTo, type PlatformKept } from '#logs/retention/gap.ts'
import type { RetentionProfile } from '#logs/retention/profiles.ts'
import {
  type Availability,
  type EntraTier,
  PREMIUM_AUDIT,
  type RetainedLog,
  type RetentionRule,
  retainedLogs,
  retentionRules,
} from '#logs/retention/rules.ts'
import type { TenantStore } from '#store/store.ts'
import { loadFacts } from '../facts.ts'
import { heldLogs } from './retention-held.ts'
import { exportOf, type HeldLicence, licenceOf, retentionDatasets } from './retention-settings.ts'

export { DEFAULT_PROFILE, type ProfileId, profileIds, profileOf } from '#logs/retention/profiles.ts'

export interface LogRetention {
  readonly log: RetainedLog
  readonly available: { readonly state: Availability | 'unknown'; readonly because: string | null }
  readonly kept: PlatformKept & {
    /** From when on the figure holds; null where no source says it. */
    readonly since: string | null
    readonly before: string | null
    readonly source: string
    readonly checked: string
    readonly verified: boolean
    readonly because: string | null
    readonly note: string | null
  }
  readonly export: ConfiguredExport
  readonly achieved: Achieved
  readonly gap: Gap
  readonly advice: readonly Step[]
}

export interface RetentionReport {
  readonly schemaVersion: 1
  readonly tenant: { readonly id: string }
  readonly at: string
  readonly profile: RetentionProfile
  /** Whose settings and licences are shown; null where there is none. */
  readonly snapshot: { readonly id: string; readonly collectedAt: string } | null
  readonly licence: HeldLicence
  readonly logs: readonly LogRetention[]
}

/** Makes the report. @throws KeywardError `snapshot-broken` */
export async function logRetention(
  store: TenantStore,
  profile: RetentionProfile,
  now: Date,
): Promise<RetentionReport> {
  const snapshot = await store.snapshots.latest()
  const facts = snapshot === undefined ? undefined : await loadFacts(snapshot, retentionDatasets)
  const licence = licenceOf(facts)
  const held = await heldLogs(store)
  const logs = await Promise.all(
    retainedLogs.map(async (log): Promise<LogRetention> => {
      const rule = retentionRules[log]
      const available = availabilityOf(rule, licence)
      const kept = keptOf(log, rule, licence)
      const sent = exportOf(log, facts)
      const achieved = achievedOf(await held(log), now.getTime())
      const gap = gapTo(profile, achieved, kept, sent, now.getTime())
      const situation = { log, available: available.state, kept, sent, achieved, profile, gap }
      return { log, available, kept, export: sent, achieved, gap, advice: advise(situation) }
    }),
  )
  return {
    schemaVersion: 1,
    tenant: { id: store.tenant },
    at: now.toISOString(),
    profile,
    snapshot: snapshot === undefined ? null : { id: snapshot.id, collectedAt: snapshot.manifest.collectedAt },
    licence,
    logs,
  }
}

const TIERS = ['free', 'p1', 'p2'] as const satisfies readonly EntraTier[]

function availabilityOf(rule: RetentionRule, licence: HeldLicence): LogRetention['available'] {
  const answers = new Set(TIERS.map((tier) => rule.available[tier]))
  const [only] = answers.size === 1 ? answers : []
  const state = only ?? (licence.entra === 'unknown' ? 'unknown' : rule.available[licence.entra])
  if (state === 'unknown') return { state, because: licence.because }
  return { state, because: state === 'yes' ? null : (rule.because ?? null) }
}

function keptOf(log: RetainedLog, rule: RetentionRule, licence: HeldLicence): LogRetention['kept'] {
  const premium = log === 'unifiedAudit' && licence.auditPremium !== 'no'
  const all = TIERS.map((tier) => rule.days[tier])
  const isKnown = !rule.byLicence || licence.entra !== 'unknown'
  const days = licence.entra === 'unknown' ? (isKnown ? rule.days.free : null) : rule.days[licence.entra]
  const most = premium ? PREMIUM_AUDIT.days : isKnown ? (days ?? 0) : Math.max(...all.map((one) => one ?? 0))
  return {
    days,
    most,
    since: rule.since ?? null,
    before: rule.before ?? null,
    source: rule.source,
    checked: rule.checked,
    verified: rule.isVerified,
    because: isKnown ? null : `the licence decides, and is not known (${licence.because})`,
    note: premium ? PREMIUM_AUDIT.note : (rule.note ?? null),
  }
}
