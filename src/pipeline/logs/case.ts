/** A case for an investigator: what logs and snapshots say of some people, partners and days, with proof (design §7). */
import type { DetectionReport } from '#model/detection.ts'
import { KeywardError } from '#model/errors.ts'
import { caseReadme } from '#reports/case/readme.ts'
import { partnersHtml } from '#reports/partners/html.ts'
import { beginCase, type CaseFile, type CaseFolder, isTaken } from '#store/case-folder.ts'
import { caseEvents } from '#store/log-store/case-events.ts'
import type { LogRange } from '#store/log-store/log-store.ts'
import { hashOfManifest } from '#store/snapshots/manifest.ts'
import type { TenantStore } from '#store/store.ts'
import { caseCoverage, type LogProof } from './case-coverage.ts'
import { type ResolvedScope, resolveScope } from './case-scope.ts'
import { keyOf, type TimelineCounts, writeTimeline } from './case-timeline.ts'
import { hunt } from './hunt.ts'
import { knownPartners } from './partners/known.ts'

export interface CaseRequest {
  readonly users: readonly string[]
  readonly partners: readonly string[]
  readonly range: LogRange
  /** The folder to make. */
  readonly out: string
  readonly author: string
  readonly now: Date
  readonly signal?: AbortSignal
}

export interface MadeCase {
  readonly folder: string
  readonly events: number
  readonly hits: number
  readonly files: readonly CaseFile[]
  /** Of the manifest: whoever keeps it apart can tell whether the folder was changed. */
  readonly sha256: string
  readonly gaps: readonly string[]
}

const iso = (time: number | undefined): string | null =>
  time === undefined ? null : new Date(time).toISOString()

/**
 * Makes a case; the folder appears when all of it is written.
 * @throws KeywardError `option-invalid` for a name that is taken, `partner-unknown`, `snapshot-broken`, `data-unwritable`
 */
export async function makeCase(store: TenantStore, request: CaseRequest): Promise<MadeCase> {
  if (await isTaken(request.out))
    throw new KeywardError('option-invalid', {
      option: '--out',
      why: `${request.out} is there already`,
      how: 'Name a folder that is not there yet: a case is never added to.',
    })
  const scope = await resolveScope(store, request, request.now)
  const folder = await beginCase(request.out)
  try {
    return await filled(folder, store, request, scope)
  } catch (error) {
    await folder.discard()
    throw error
  }
}

async function filled(
  folder: CaseFolder,
  store: TenantStore,
  request: CaseRequest,
  scope: ResolvedScope,
): Promise<MadeCase> {
  const { range, signal, now, author, out } = request
  const [since, until] = [iso(range.from), iso(range.to)]
  const { byTenant } = await knownPartners(store, now)
  const names = new Map([...byTenant].map(([id, { name }]) => [id, name]))
  const asked = [...request.users, ...request.partners].join(', ') || 'everybody'
  const counts = await store.logs.read(range, (logs) =>
    writeTimeline(folder, caseEvents(logs, scope), {
      title: `Time line: ${asked}`,
      lead: `${since ?? 'The beginning of the store'} to ${until ?? 'its end'}. Made on ${now.toISOString()} by ${author}. Times are UTC.`,
      names,
    }),
  )
  const coverage = await caseCoverage(store, range)
  await folder.put('coverage.json', json({ since, until, logs: coverage }))
  const detections = among(await hunt(store, { range, ...(signal ? { signal } : {}) }), counts)
  await folder.put('detections.json', json(detections))
  const snapshots = await putSnapshots(folder, store, range)
  const gaps = [...scope.gaps, ...gapsOf(coverage), ...(await putPartners(folder, scope))]
  const hits = detections.rules.reduce((sum, { hits: own }) => sum + own.length, 0)
  const tenantName = (await store.snapshots.latest())?.manifest.tenantName ?? null
  const facts = {
    tenant: store.tenant,
    tenantName,
    made: now.toISOString(),
    author,
    users: request.users,
    partners: request.partners,
    since,
    until,
    events: counts.events,
    recovered: counts.recovered,
    undated: counts.undated,
    first: counts.first,
    last: counts.last,
  }
  const ran = detections.rules.filter(({ status }) => status === 'ran').length
  const rulesThatHit = detections.rules.filter(({ hits: own }) => own.length > 0).length
  await folder.put('readme.md', caseReadme({ ...facts, rulesRan: ran, rulesThatHit, hits, snapshots, gaps }))
  const finished = await folder.finish({ schemaVersion: 1, kind: 'keyward-case', ...facts, gaps })
  return { folder: out, events: counts.events, hits, gaps, ...finished }
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

/** Hits among the events of the case; rules that could not look stay, because that belongs to the picture. */
function among({ rules }: DetectionReport, { ids }: TimelineCounts): DetectionReport {
  const isIn = ({ source, eventId, events = [] }: DetectionReport['rules'][number]['hits'][number]) =>
    [eventId, ...events].some((id) => ids.has(keyOf(source, id)))
  return {
    rules: rules
      .map((rule) => {
        const hits = rule.hits.filter(isIn)
        return { ...rule, hits, count: hits.length }
      })
      .filter(({ status, hits }) => status !== 'ran' || hits.length > 0),
  }
}

/** The manifests of the snapshots of the span, and of the last one before it. */
async function putSnapshots(folder: CaseFolder, store: TenantStore, range: LogRange): Promise<number> {
  const all = []
  for (const id of await store.snapshots.list()) all.push(await store.snapshots.open(id))
  const time = (at: string) => Date.parse(at)
  const before = all.findLast(({ manifest }) => time(manifest.collectedAt) < (range.from ?? -Infinity))
  const inside = all.filter(
    ({ manifest }) =>
      time(manifest.collectedAt) >= (range.from ?? -Infinity) &&
      time(manifest.collectedAt) <= (range.to ?? Infinity),
  )
  const wanted = [...(before === undefined ? [] : [before]), ...inside]
  for (const { id, manifest } of wanted)
    await folder.put(`snapshots/${id}.json`, json({ manifest, hash: hashOfManifest(manifest) }))
  return wanted.length
}

async function putPartners(
  folder: CaseFolder,
  { register, partners }: ResolvedScope,
): Promise<readonly string[]> {
  if (register === undefined) return ['there is no snapshot, and so no page of any partner']
  for (const [at, partner] of partners.entries()) {
    const name = partner.id
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 60)
    await folder.put(`partners/${at + 1}-${name}.html`, partnersHtml(register, partner))
  }
  return []
}

/** The logs without which little can be told. */
const ASKED = [
  'signIns',
  'nonInteractiveSignIns',
  'directoryAudits',
  'unifiedAudit',
  'azureActivity',
] as const

function gapsOf(coverage: readonly LogProof[]): readonly string[] {
  return ASKED.flatMap((log) => {
    const proof = coverage.find(({ source }) => source === log)
    if (proof === undefined) return [`the store has no event of ${log} in this time`]
    if (!proof.collected) return [`${log} was imported, not collected: nothing proves that it is whole`]
    const short = proof.days.filter(({ provenHours }) => provenHours < 24)
    return short.length === 0
      ? []
      : [`${short.length} of ${proof.days.length} days of ${log} are not proven to be whole`]
  })
}
