/** Whether every log is there, kept, and held for as long as it should be (design §7). */
import { type Achieved, achievedOf } from '#logs/retention/achieved.ts'
import { advise, type Step } from '#logs/retention/advice.ts'
import { auditPolicies, policyOperations } from '#logs/retention/audit-policies.ts'
import { type ConfiguredExport, type Gap, gapTo } from '#logs/retention/gap.ts'
import type { RetentionProfile } from '#logs/retention/profiles.ts'
import { type RetainedLog, retainedLogs, retentionRules } from '#logs/retention/rules.ts'
import { type CalledOperation, eventsByOperation } from '#store/log-store/events-by-operation.ts'
import type { OpenLogs } from '#store/log-store/log-store.ts'
import type { TenantStore } from '#store/store.ts'
import { loadFacts } from '../facts.ts'
import { heldLogs } from './retention-held.ts'
import { type Available, availabilityOf, type KeptByMicrosoft, keptOf } from './retention-kept.ts'
import {
  exportOf,
  federatedDomains,
  type HeldLicence,
  licenceOf,
  retentionDatasets,
} from './retention-settings.ts'

export type { AuditPolicy } from '#logs/retention/audit-policies.ts'
export { DEFAULT_PROFILE, type ProfileId, profileIds, profileOf } from '#logs/retention/profiles.ts'

export interface LogRetention {
  readonly log: RetainedLog
  readonly available: Available
  readonly kept: KeptByMicrosoft
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
  const held = await heldLogs(store, now.getTime())
  const federated = federatedDomains(facts)
  const policies = auditPolicies(await store.logs.read({ sources: ['unifiedAudit'] }, policyCommands))
  const there = new Set((await store.logs.manifest()).files.map(({ source }) => source))
  const logs = await Promise.all(
    retainedLogs
      .filter((log) => there.has(log) || isToBeThere(log, federated))
      .map(async (log): Promise<LogRetention> => {
        const rule = retentionRules[log]
        const available = availabilityOf(rule, licence)
        const kept = keptOf(log, rule, licence, policies)
        const sent = exportOf(log, facts)
        const achieved = achievedOf(await held(log), now.getTime())
        const gap = doubted(log, federated, gapTo(profile, achieved, kept, sent, now.getTime()))
        const situation = {
          log,
          available: available.state,
          kept,
          sent,
          achieved,
          profile,
          gap,
          hasAuditPremium: licence.auditPremium === 'yes',
        }
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

const MOST_COMMANDS = 5_000

async function policyCommands(logs: OpenLogs): Promise<readonly CalledOperation[]> {
  const commands = await eventsByOperation(logs, policyOperations, MOST_COMMANDS)
  return commands.filter(({ result }) => result !== 'failure')
}

type Federated = ReturnType<typeof federatedDomains>

/** Records of no log are told only where there are some; those of AD FS not where no domain is federated. */
function isToBeThere(log: RetainedLog, federated: Federated): boolean {
  return log !== 'other' && (log !== 'federationSignIns' || federated !== 'no')
}

function doubted(log: RetainedLog, federated: Federated, gap: Gap): Gap {
  if (log !== 'federationSignIns' || federated !== 'unknown' || gap.met !== 'no') return gap
  return {
    ...gap,
    met: 'unknown',
    because: 'whether any domain signs in by AD FS is not known: domains were not read',
  }
}
