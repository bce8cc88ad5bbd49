/** The cheapest way to the target, in words: what costs nothing first, then storage, then a licence. */
import type { Achieved } from './achieved.ts'
import type { ConfiguredExport, Gap, PlatformKept } from './gap.ts'
import type { RetentionProfile } from './profiles.ts'
import { type Availability, type RetainedLog, retentionRules } from './rules.ts'

export interface Step {
  readonly what: string
  /** What it takes beside work: nothing, room in a storage account or workspace, or a licence. */
  readonly costs: 'nothing' | 'storage' | 'licence'
}

export interface Situation {
  readonly log: RetainedLog
  readonly available: Availability
  readonly kept: PlatformKept
  readonly sent: ConfiguredExport
  readonly achieved: Achieved
  readonly profile: RetentionProfile
  readonly gap: Gap
  /** Of the unified log: Audit Premium is there already. */
  readonly hasAuditPremium: boolean
}

/** Logs whose interface lists them; others come by export only. */
const COLLECTED: ReadonlySet<RetainedLog> = new Set([
  'signIns',
  'nonInteractiveSignIns',
  'servicePrincipalSignIns',
  'managedIdentitySignIns',
  'directoryAudits',
  'provisioning',
  'riskDetections',
  'unifiedAudit',
  'azureActivity',
])
/** Logs that neither an interface that Keyward asks nor a diagnostic setting of Entra ID or Azure gives. */
const IMPORTED: ReadonlySet<RetainedLog> = new Set(['securityAlerts', 'other'])
const SHORTEST_DAYS = 7
/** The feed of the unified log holds seven days, whatever Purview keeps (identity.md §f.6). */
const FEED_DAYS: Partial<Record<RetainedLog, number>> = { unifiedAudit: 7 }

/** What to do about one log; nothing where the target is met. */
export function advise(situation: Situation): readonly Step[] {
  if (situation.gap.met === 'yes') return []
  if (situation.available === 'no')
    return [step('licence', `It takes Entra ID P1; there is nothing to keep without it.`)]
  return [
    ...fromExport(situation),
    ...byCollecting(situation),
    ...bySending(situation),
    ...byLicence(situation),
  ]
}

const step = (costs: Step['costs'], what: string): Step => ({ what, costs })

/** What was sent somewhere is history already. */
function fromExport({ sent }: Situation): readonly Step[] {
  if (sent.state !== 'sent') return []
  const where = sent.places.join(', ')
  return [
    step(
      'nothing',
      `Export it from where it is sent to (${where}) and read it in with keyward logs import: that shows how far back it really reaches.`,
    ),
  ]
}

function byCollecting({ log, available, kept, achieved }: Situation): readonly Step[] {
  if (IMPORTED.has(log))
    return [
      step(
        'nothing',
        'Export it on a schedule from the product that writes it, and read it in with keyward logs import: nothing here can ask for it.',
      ),
    ]
  if (!COLLECTED.has(log)) return []
  if (available === 'limited' && log !== 'riskDetections' && log !== 'federationSignIns')
    return [
      step(
        'nothing',
        'Sign-ins stand in the unified audit log too, which takes no Entra ID P1: run keyward logs collect on a schedule, and look there.',
      ),
    ]
  const every = Math.max(1, Math.floor((FEED_DAYS[log] ?? kept.days ?? SHORTEST_DAYS) / 2))
  const often = every === 1 ? 'every day' : `every ${every} days or more often`
  const began = achieved.events === 0 ? 'Begin' : 'Go on'
  return [
    step(
      'nothing',
      `${began} with keyward logs collect on a schedule, ${often}: what is collected stays in the store for as long as you keep it.`,
    ),
  ]
}

function bySending({ log, sent, profile }: Situation): readonly Step[] {
  const { exported } = retentionRules[log]
  if (exported === undefined) return []
  const days = profile.totalDays
  if (sent.state === 'unknown')
    return [
      step('nothing', 'Let Keyward read the diagnostic settings (keyward collect): they may do it already.'),
    ]
  if (sent.state === 'notSent')
    return [
      step(
        'storage',
        `A diagnostic setting that sends ${exported.category} to a storage account whose lifecycle rule keeps it for ${days} days: the cheapest place to keep it. It holds nothing from before the day on which it is made.`,
      ),
    ]
  if (sent.isOpen || sent.days === null || sent.days >= days) return []
  return [
    step(
      'storage',
      `Raise the total retention of table ${exported.table} from ${sent.days} to ${days} days; days beyond the searchable ones cost a fraction.`,
    ),
  ]
}

function byLicence({ log, available, profile, hasAuditPremium }: Situation): readonly Step[] {
  if (log === 'unifiedAudit' && hasAuditPremium)
    return [
      step(
        'nothing',
        'A retention policy of the unified log that keeps the other services for a year as well, of users with Audit Premium.',
      ),
    ]
  if (log === 'unifiedAudit' && profile.totalDays > 180)
    return [
      step(
        'licence',
        'Audit Premium (Microsoft 365 E5 or its audit add-on) for administrators at least, with a retention policy of a year: the licence of the acting user counts.',
      ),
    ]
  if (available === 'limited' && log !== 'riskDetections' && log !== 'federationSignIns')
    return [
      step('licence', 'Entra ID P1: the log can then be read and sent somewhere. It brings nothing back.'),
    ]
  return []
}
