/** Which days of which log are there, and where one is silent, thin, narrowed or late (design §7). */
import type { LogSource } from '#model/events/log-event.ts'
import { storedDelays, storedFaults, storedHours } from '#store/log-store/hours.ts'
import type { LogRange } from '#store/log-store/log-store.ts'
import { storedClocks, storedDelayDays, storedStreams } from '#store/log-store/streams.ts'
import type { TenantStore } from '#store/store.ts'
import { loadFacts } from '../facts.ts'
import { closingWarnings, feedReach, notAnswered } from './coverage-closing.ts'
import { measure } from './coverage-source.ts'
import { switchesIn, switchWarnings } from './coverage-switches.ts'
import type { CoverageReport, SourceCoverage } from './coverage-types.ts'
import { warningsOf } from './coverage-warnings.ts'
import { lostLogs } from './lost.ts'
import { type MissingLog, missingLogs } from './missing-logs.ts'
import { licenceOf } from './retention-settings.ts'

export type { CoverageReport, CoverageWarning, SourceCoverage, SwitchEvent } from './coverage-types.ts'

/** Clocks of services differ by minutes. */
const TOLERANCE_MS = 10 * 60_000

/** Makes the report from what is stored. @throws KeywardError `snapshot-broken` */
export async function logCoverage(store: TenantStore, range: LogRange, now: Date): Promise<CoverageReport> {
  const at = now.getTime()
  const manifest = await store.logs.manifest()
  const reach = await feedReach(store.coverage)
  const lost = await lostLogs(store.coverage, manifest)
  const snapshot = await store.snapshots.latest()
  const facts = snapshot === undefined ? undefined : await loadFacts(snapshot, ['subscribedSkus'])
  const read = await store.logs.read(range, async (logs) => ({
    manifest,
    hours: await storedHours(logs),
    delays: await storedDelays(logs),
    faults: await storedFaults(logs),
    streams: await storedStreams(logs, at),
    delayDays: await storedDelayDays(logs, at),
    clocks: await storedClocks(logs, at, TOLERANCE_MS),
    ...(await switchesIn(logs)),
  }))
  const measured = read.faults.map((fields) => {
    const feeds = reach.find(({ source }) => source === fields.source)
    const reached = feeds?.to ?? null
    const to = reached === null ? null : Math.min(reached, range.to ?? reached, at)
    return measure(fields, read, { collected: feeds !== undefined, to }, at)
  })
  const sources = measured.map(({ coverage }) => coverage)
  return {
    schemaVersion: 1,
    tenant: { id: store.tenant },
    at: now.toISOString(),
    sources,
    switches: read.switches,
    warnings: [
      ...switchWarnings(read.switches),
      ...sources.flatMap((source) => warningsOf(source, sources, read.switches)),
      ...closingWarnings(reach, licenceOf(facts).entra, at),
    ].toSorted((one, other) => Number(one.weight === 'note') - Number(other.weight === 'note')),
    unknown: [
      ...lost.map(lostWords),
      ...missingLogs(ASKED, new Set([...lost, ...sources.map(({ source }) => source)])),
      ...notAnswered(reach),
      ...(read.isCut ? [MORE_SWITCHES] : []),
      ...measured.flatMap(({ unknown }) => unknown),
      ...sources.flatMap((source) => endsEarly(source, sources)),
    ],
    lost,
  }
}

const lostWords = (log: LogSource): MissingLog => ({
  log,
  because: `events of ${log} were counted when it was collected, and are not in the store any more: they were deleted or lost`,
})

/** The logs that a review is about; changes of exports stand in the activity log of Azure. */
const ASKED = [
  'signIns',
  'nonInteractiveSignIns',
  'directoryAudits',
  'unifiedAudit',
  'azureActivity',
] as const

const MORE_SWITCHES: MissingLog = {
  log: 'settings',
  because: 'there are more events that changed what is logged than are looked at: only the newest are',
}

const DAY_MS = 86_400_000
const EARLY_DAYS = 3

/** A log that was imported may have been silent since its last event, or not exported any further. */
function endsEarly(
  { source, days, collectedTo }: SourceCoverage,
  all: readonly SourceCoverage[],
): readonly MissingLog[] {
  // By days, which leave out what a clock put into the future.
  const last = days.at(-1)?.day
  const latest = all
    .flatMap((one) => one.days.at(-1)?.day ?? [])
    .toSorted()
    .at(-1)
  if (collectedTo !== null || last === undefined || latest === undefined) return []
  if (Date.parse(latest) - Date.parse(last) <= EARLY_DAYS * DAY_MS) return []
  return [
    {
      log: source,
      because: `${source} ends on ${last} while others go on: it was not collected, so an export that ends there looks the same as a silence`,
    },
  ]
}
