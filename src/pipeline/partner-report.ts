/** The register of partners with what was decided about each, from a snapshot or from exported files. */
import { type AttestationState, attestationOf } from '#access/attested.ts'
import { answersOf } from '#access/partners/answers.ts'
import type { CoverageFacts } from '#access/partners/channel-coverage.ts'
import { howToFindOut } from '#access/partners/how-to-find-out.ts'
import { whyNameless } from '#access/partners/nameless.ts'
import {
  channelDatasets,
  logChannelDatasets,
  operationDatasets,
  partnerDatasets,
} from '#access/partners/records.ts'
import { type Partner, partnerRegister } from '#access/partners/register.ts'
import { type Roster, rostersOf } from '#access/partners/roster-attestation.ts'
import { type Seen, seenFrom } from '#access/partners/seen.ts'
import type { Channel, Power } from '#access/partners/sighting.ts'
import type { PowerUse } from '#access/partners/uses/power-use.ts'
import type { UseFacts } from '#access/partners/uses/use-facts.ts'
import { usesOf } from '#access/partners/uses/uses.ts'
import { differenceOf, itemsOf } from '#model/claims.ts'
import { gapOf } from '#model/coverage.ts'
import type { DatasetName } from '#model/datasets.ts'
import type { Attestation, Decisions } from '#model/decisions.ts'
import {
  type PartnerReport,
  partnerReportSchemaVersion,
  type ReportedDecision,
  type ReportedPartner,
  type ReportedPower,
  type UnknownChannel,
} from '#model/partner-report.ts'
import { loadFacts } from './facts.ts'
import type { Facts } from './judge.ts'
import type { Looked } from './look.ts'
import { withStoredLogs } from './logs/stored-logs.ts'
import { accessOf, reportedCoverage, reportedTasks } from './partner-access.ts'
import { activityDatasets, type Logs, logsOf, reportedActivity } from './partner-activity.ts'
import { momentOf } from './partner-history.ts'
import { withLogs } from './partner-records.ts'
import { reportedRoster } from './partner-roster.ts'
import { brokenSnapshot, formerPartners, reportedChannel, reportedGone } from './partner-sights.ts'
import { reportedUse, useFactsOf } from './partner-uses.ts'
import { withRegister } from './register.ts'
import { signInDatasets } from './sign-in-records.ts'

/** Makes the register. @throws KeywardError `snapshot-broken` */
export async function partnerReport(
  { snapshot, tenant, decisions, history, logs: readLogs }: Looked,
  now: Date,
): Promise<PartnerReport> {
  const loaded = await loadFacts(snapshot, [...partnerDatasets, ...activityDatasets, ...signInDatasets])
  const stored = await readLogs?.(now)
  const facts = withRegister(withStoredLogs(loaded, stored), decisions, now)
  const { manifest } = snapshot
  const logs = logsOf(facts, { snapshot, own: loaded, stored, filedUnder: tenant }, now)
  const uses = useFactsOf(facts, { snapshot, own: loaded, stored, filedUnder: tenant }, logs.events, now)
  const isCollected = manifest.source === 'graph'
  const access = accessOf(facts, tenant)
  const { partners, undecided, undecidedInLogs } = partnerRegister(withLogs(facts), tenant, now)
  const kept = await history(loaded)
  const people = rostersOf(facts.records('partnerRoster'), facts.records('tenantInformation'), now)
  const seen = seenFrom(kept, { partners, at: momentOf(snapshot), now })
  return {
    schemaVersion: partnerReportSchemaVersion,
    tenant: { id: tenant, ...(manifest.tenantName === undefined ? {} : { name: manifest.tenantName }) },
    snapshot: snapshot.id,
    collectedAt: manifest.collectedAt,
    partners: partners.map((partner) =>
      reported(partner, { facts, logs, access, seen, uses, people, isCollected, decisions, now }),
    ),
    former: formerPartners(seen),
    unknown: [
      ...unknownChannels(facts),
      ...undecided.map((because) => ({
        channel: 'directoryRole',
        because,
        how: howToFindOut.directoryRole,
      })),
      ...kept.broken.map(brokenSnapshot),
      ...undecidedInLogs.map((because) => ({ channel: 'signIn', because, how: howToFindOut.signIn })),
    ],
  }
}

/** Roles that nobody may activate without the licence are not missing. */
const EMPTY_WITHOUT_LICENCE: ReadonlySet<DatasetName> = new Set([
  'roleEligibilityScheduleInstances',
  'azureRoleEligibility',
])

function unknownChannels(facts: Facts): readonly UnknownChannel[] {
  const audit = [...logChannelDatasets.audit, ...operationDatasets]
  const all = { ...channelDatasets, ...logChannelDatasets, audit }
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
  readonly seen: Seen
  readonly uses: UseFacts
  readonly people: readonly Roster[]
  /** Whether Keyward asked for the records itself. */
  readonly isCollected: boolean
  readonly decisions: Decisions
  readonly now: Date
}

function reported(partner: Partner, circumstances: Circumstances): ReportedPartner {
  const { facts, people, decisions, now } = circumstances
  const declared = reportedTasks(partner, decisions)
  const nameless = whyNameless(partner, facts.coverage('tenantInformation'), circumstances.isCollected)
  const uses = usesOf(partner, circumstances.uses)
  const roster = reportedRoster(partner, people, decisions, now)
  const { id, name, kind, tenantIds, domains, tier, doubt, channels, powers } = partner
  return {
    id,
    name,
    ...(nameless === undefined ? {} : { nameUnknown: nameless }),
    kind,
    tenantIds,
    domains,
    tier,
    ...(doubt === undefined ? {} : { doubt }),
    channels: channels.map((channel) => reportedChannel(channel, partner, circumstances.seen)),
    powers: powers.map((power, index) => reportedPower(power, uses[index])),
    conditionalAccess: reportedCoverage(partner, circumstances.access),
    ...(declared === undefined ? {} : { tasks: declared }),
    activity: reportedActivity(partner, circumstances.logs),
    answers: answersOf(partner, decisions, now),
    decision: decisionOn(partner, circumstances),
    ...(roster === undefined ? {} : { roster }),
    gone: circumstances.seen.goneOf(partner).map(reportedGone),
  }
}

function reportedPower(
  { role, tier, scope, path, mode, channel, until }: Power,
  use: PowerUse | undefined,
): ReportedPower {
  const standing = mode === 'unknown' ? 'unknown' : mode === 'standing'
  const end = until === undefined ? {} : { until }
  return { role, tier, scope, path, standing, channel, ...end, use: reportedUse(use) }
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
