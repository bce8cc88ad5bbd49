/** The register of partners with what was decided about each, from a snapshot or from exported files. */
import { type AttestationState, attestationOf } from '#access/attested.ts'
import { answersOf } from '#access/partners/answers.ts'
import type { CoverageFacts } from '#access/partners/channel-coverage.ts'
import { howToFindOut } from '#access/partners/how-to-find-out.ts'
import {
  channelDatasets,
  logChannelDatasets,
  logDatasets,
  type PartnerRecords,
  partnerDatasets,
} from '#access/partners/records.ts'
import { type Partner, type PartnerChannel, partnerRegister } from '#access/partners/register.ts'
import type { Channel, Power } from '#access/partners/sighting.ts'
import { differenceOf, itemsOf } from '#model/claims.ts'
import { gapOf } from '#model/coverage.ts'
import type { DatasetName } from '#model/datasets.ts'
import type { Attestation, Decisions } from '#model/decisions.ts'
import {
  type PartnerReport,
  partnerReportSchemaVersion,
  type ReportedChannel,
  type ReportedDecision,
  type ReportedPartner,
  type ReportedPower,
  type UnknownChannel,
} from '#model/partner-report.ts'
import { loadFacts } from './facts.ts'
import type { Facts } from './judge.ts'
import type { Looked } from './look.ts'
import { accessOf, reportedCoverage, reportedTasks } from './partner-access.ts'
import { activityDatasets, type Logs, logsOf, reportedActivity } from './partner-activity.ts'
import { withRegister } from './register.ts'
import { signInDatasets } from './sign-in-records.ts'

/** Makes the register. @throws KeywardError `snapshot-broken` */
export async function partnerReport(
  { snapshot, tenant, decisions }: Looked,
  now: Date,
): Promise<PartnerReport> {
  const loaded = await loadFacts(snapshot, [...partnerDatasets, ...activityDatasets, ...signInDatasets])
  const facts = withRegister(loaded, decisions, now)
  const { manifest } = snapshot
  const logs = logsOf(facts, snapshot, tenant)
  const access = accessOf(facts, tenant)
  const { partners, undecided, undecidedInLogs } = partnerRegister(withLogs(facts), tenant, now)
  return {
    schemaVersion: partnerReportSchemaVersion,
    tenant: { id: tenant, ...(manifest.tenantName === undefined ? {} : { name: manifest.tenantName }) },
    snapshot: snapshot.id,
    collectedAt: manifest.collectedAt,
    partners: partners.map((partner) => reported(partner, { facts, logs, access, decisions, now })),
    unknown: [
      ...unknownChannels(facts),
      ...undecided.map((because) => ({
        channel: 'directoryRole',
        because,
        how: howToFindOut.directoryRole,
      })),
      ...undecidedInLogs.map((because) => ({ channel: 'signIn', because, how: howToFindOut.signIn })),
    ],
  }
}

/** The records of the register with those of the logs: what somebody did is shown, and attested by nobody. */
function withLogs(facts: Facts): PartnerRecords {
  const entries = logDatasets.map((name) => [name, facts.records(name)])
  return { ...recordsOf(facts), ...(Object.fromEntries(entries) as Partial<PartnerRecords>) }
}

/** The records of the register, by dataset. */
export function recordsOf(facts: Facts): PartnerRecords {
  const entries = partnerDatasets.map((name) => [name, facts.records(name)])
  return Object.fromEntries(entries) as PartnerRecords
}

/** Roles that nobody may activate without the licence are not missing. */
const EMPTY_WITHOUT_LICENCE: ReadonlySet<DatasetName> = new Set([
  'roleEligibilityScheduleInstances',
  'azureRoleEligibility',
])

function unknownChannels(facts: Facts): readonly UnknownChannel[] {
  const all = { ...channelDatasets, ...logChannelDatasets }
  return (Object.entries(all) as [Channel, readonly DatasetName[]][]).flatMap(([channel, names]) =>
    names.flatMap((name) => {
      const coverage = facts.coverage(name)
      if (coverage.state === 'unlicensed' && EMPTY_WITHOUT_LICENCE.has(name)) return []
      const because = gapOf(name, coverage)
      return because === undefined ? [] : [{ channel, because, how: howToFindOut[channel] }]
    }),
  )
}

interface Circumstances {
  readonly facts: Facts
  readonly logs: Logs
  readonly access: CoverageFacts
  readonly decisions: Decisions
  readonly now: Date
}

function reported(partner: Partner, circumstances: Circumstances): ReportedPartner {
  const declared = reportedTasks(partner, circumstances.decisions)
  const { id, name, kind, tenantIds, domains, tier, doubt, channels, powers } = partner
  return {
    id,
    name,
    kind,
    tenantIds,
    domains,
    tier,
    ...(doubt === undefined ? {} : { doubt }),
    channels: channels.map(reportedChannel),
    powers: powers.map(reportedPower),
    conditionalAccess: reportedCoverage(partner, circumstances.access),
    ...(declared === undefined ? {} : { tasks: declared }),
    activity: reportedActivity(partner, circumstances.logs),
    answers: answersOf(partner, circumstances.decisions, circumstances.now),
    decision: decisionOn(partner, circumstances),
  }
}

function reportedChannel({ kind, since, until, evidence }: PartnerChannel): ReportedChannel {
  return {
    kind,
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    evidence,
  }
}

function reportedPower({ role, tier, scope, path, mode, channel, until }: Power): ReportedPower {
  const standing = mode === 'unknown' ? 'unknown' : mode === 'standing'
  return { role, tier, scope, path, standing, channel, ...(until === undefined ? {} : { until }) }
}

function decisionOn(partner: Partner, { facts, decisions, now }: Circumstances): ReportedDecision {
  const items = itemsOf(partner.claims, decisions.fingerprint)
  const state = attestationOf(partner.ids, items, decisions, now)
  const latest = latestOf(partner, decisions)
  const { losses } = differenceOf(items, latest?.items ?? [])
  const lost = losses.filter(({ dataset }) => facts.coverage(dataset).state === 'complete')
  return {
    state: state.state,
    ...(latest === undefined
      ? {}
      : { author: latest.author, reason: latest.reason, at: latest.at, until: latest.until }),
    gained: gainsOf(state),
    lost: lost.map(({ what }) => what),
  }
}

function gainsOf(state: AttestationState): readonly string[] {
  return state.state === 'gained' ? state.gains.map(({ what }) => what) : []
}

function latestOf({ ids }: Partner, { attestations }: Decisions): Attestation | undefined {
  const own = attestations.filter(
    ({ kind, subject }) => kind === 'attest' && ids.includes(subject.toLowerCase()),
  )
  return own.toSorted((a, b) => a.at.localeCompare(b.at)).at(-1)
}
