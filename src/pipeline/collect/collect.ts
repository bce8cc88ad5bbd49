/**
 * The collection of one tenant: every collector side by side as far as one does not wait for another, each page on
 * the disk before the next is asked for, and at the end one sealed snapshot.
 */
import {
  type Collector,
  type Facts,
  permissionsOf,
  prerequisitesOf,
  serviceOf,
} from '#collectors/collector.ts'
import { type Coverage, denied, notAttempted } from '#model/coverage.ts'
import { type DatasetName, type DatasetRecord, datasetOf } from '#model/datasets.ts'
import { guarded } from '#store/files.ts'
import type { SpoolRun } from '#store/runs.ts'
import { type Snapshot, timeOfSnapshot } from '#store/snapshots/shelf.ts'
import type { DatasetSpool } from '#store/spool.ts'
import type { TenantStore } from '#store/store.ts'
import type { Walk } from './ask.ts'
import { correctFollowers } from './followers.ts'
import { licencesOf } from './licences.ts'
import type { Services } from './services.ts'
import { type Silence, silenceOf } from './silence.ts'
import { guessTotals, type Totals } from './totals.ts'
import { walk } from './walk.ts'

export interface CollectOptions {
  readonly store: TenantStore
  readonly services: Services
  readonly collectors: readonly Collector[]
  readonly cloud: string
  readonly endpoint: string
  readonly now: () => Date
  /** Reads every list in full, even where the service would tell what changed. */
  readonly full?: boolean | undefined
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: (progress: DatasetProgress) => void
}

export interface DatasetProgress {
  readonly dataset: DatasetName
  readonly records: number
  /** How many records there will be, as far as anybody can tell. */
  readonly total?: number | undefined
  readonly coverage?: Coverage
}

export interface Collected {
  readonly snapshot: Snapshot
  readonly resumed: boolean
}

/**
 * Collects and seals. Aborted by `signal`, it leaves the run on the disk; the next call goes on with it.
 * @throws KeywardError `run-in-progress`, `service-unreachable`, `sign-in-refused`, `data-unwritable`
 */
export async function collect(options: CollectOptions): Promise<Collected> {
  // The first token before anything else: a wrong secret must not leave a run behind.
  await options.services.graph.grantedPermissions()
  const lock = await options.store.lock()
  try {
    return await collectLocked(options)
  } finally {
    await lock.release()
  }
}

async function collectLocked(options: CollectOptions): Promise<Collected> {
  const startedAt = options.now()
  const datasets = options.collectors.map(({ produces }) => produces)
  const run = await options.store.openRun(
    {
      source: 'graph',
      cloud: options.cloud,
      endpoint: options.endpoint,
      datasets,
      startedAt: startedAt.toISOString(),
    },
    await options.store.snapshots.freshId(startedAt),
  )
  try {
    const spools = await readAll(options, run)
    const snapshot = await seal(options, run, spools)
    await run.discard()
    return { snapshot, resumed: run.resumed }
  } finally {
    await run.close()
  }
}

type Spools = ReadonlyMap<DatasetName, DatasetSpool>

/** Starts every collector; each waits for the ones it comes after. The first failure stops the others. */
async function readAll(options: CollectOptions, run: SpoolRun): Promise<Spools> {
  const spools = new Map<DatasetName, DatasetSpool>()
  for (const { produces } of options.collectors) spools.set(produces, await run.spool(produces))
  const earlier = await earlierSnapshot(options)
  const failure = new AbortController()
  const signal = options.signal ? AbortSignal.any([options.signal, failure.signal]) : failure.signal
  const done = new Map<DatasetName, Promise<void>>()
  const until = async (dataset: DatasetName) => done.get(dataset)
  const silence = silenceOf()
  const read = async (collector: Collector): Promise<void> => {
    await Promise.all(prerequisitesOf(collector).map((name) => done.get(name)))
    try {
      const startedAt = new Date(run.startedAt)
      await readOne({ ...options, signal, earlier, until, silence, startedAt }, collector, spools, totals)
    } catch (error) {
      failure.abort(error)
      throw error
    }
  }
  // Guessed beside the reading: nobody waits for a guess.
  const totals = new Map<string, number>()
  const guessed = run.resumed ? undefined : guessInto(totals, { ...options, signal })
  for (const collector of inOrder(options.collectors)) done.set(collector.produces, read(collector))
  await settleAll([...done.values(), ...(guessed === undefined ? [] : [guessed])])
  await silence.end()
  await correctLicences(options.collectors, spools)
  await correctFollowers(options.collectors, spools)
  return spools
}

async function guessInto(
  totals: Map<string, number>,
  { store, services, signal }: CollectOptions,
): Promise<void> {
  for (const [name, total] of await guessTotals(store, services.graph, signal)) totals.set(name, total)
}

/** Waits for all, so that no page is still being written, then throws the first failure. */
async function settleAll(reads: readonly Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(reads)
  const failed = results.find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
}

/** Collectors before those that wait for them. */
function inOrder(collectors: readonly Collector[]): readonly Collector[] {
  const placed = new Set<DatasetName>()
  const ordered: Collector[] = []
  const known = new Set(collectors.map(({ produces }) => produces))
  const isReady = (collector: Collector) =>
    prerequisitesOf(collector).every((name) => placed.has(name) || !known.has(name))
  let rest = collectors
  while (rest.length > 0) {
    const ready = rest.filter(isReady)
    if (ready.length === 0)
      throw new Error(`collectors wait for each other: ${rest.map((c) => c.produces).join(', ')}`)
    for (const { produces } of ready) placed.add(produces)
    ordered.push(...ready)
    rest = rest.filter((collector) => !placed.has(collector.produces))
  }
  return ordered
}

/** What was collected before from the same cloud; a snapshot of files, or one that is broken, continues nothing. */
async function earlierSnapshot({ store, cloud, full }: CollectOptions): Promise<Snapshot | undefined> {
  if (full) return undefined
  const last = await store.snapshots.latest().catch(() => undefined)
  return last?.manifest.source === 'graph' && last.manifest.cloud === cloud ? last : undefined
}

async function readOne(
  options: CollectOptions & Pick<Walk, 'earlier' | 'until' | 'startedAt'> & { readonly silence: Silence },
  collector: Collector,
  spools: Spools,
  totals: Totals,
): Promise<void> {
  const dataset = collector.produces
  const spool = spools.get(dataset) as DatasetSpool
  const tell = (coverage?: Coverage, total = totals.get(dataset)) =>
    options.onProgress?.({
      dataset,
      records: spool.progress.records,
      total,
      ...(coverage ? { coverage } : {}),
    })
  if (spool.progress.coverage === undefined) {
    tell()
    let isSilent = false
    const coverage = await walk({
      collector,
      dataset: datasetOf(dataset),
      services: options.services,
      facts: factsOf(spools),
      spool,
      earlier: options.earlier,
      until: options.until,
      now: options.now,
      startedAt: options.startedAt,
      tenant: options.store.tenant,
      signal: options.signal,
      onSilence: () => {
        isSilent = true
      },
      onPage: (total) => tell(undefined, total),
    })
    await options.silence.settle(collector, spool, coverage, isSilent)
  }
  tell(spool.progress.coverage)
}

function factsOf(spools: Spools): Facts {
  return {
    records: async function* <Name extends DatasetName>(dataset: Name) {
      const spool = spools.get(dataset)
      // The spool holds what this dataset's own schema parsed.
      if (spool) yield* spool.records() as AsyncGenerator<DatasetRecord<Name>>
    },
    coverage: (dataset) =>
      spools.get(dataset)?.progress.coverage ?? notAttempted('it was not asked for in this collection'),
  }
}

/**
 * Microsoft answers "no premium licence" also to an application that may not read the tenant's licences
 * (identity.md §a.6). Where the licences are known and include the one, the truth is a missing permission.
 */
async function correctLicences(collectors: readonly Collector[], spools: Spools): Promise<void> {
  const held = await licencesOf(factsOf(spools))
  for (const collector of collectors) {
    const spool = spools.get(collector.produces)
    const coverage = spool?.progress.coverage
    if (!spool || coverage?.state !== 'unlicensed' || !collector.licence || !held.has(collector.licence))
      continue
    const because = `the service says that the licence is missing (${coverage.because}), but the tenant holds ${collector.licence}`
    await spool.finish(
      denied(because, [...permissionsOf(collector, serviceOf(collector.source)), 'Directory.Read.All']),
    )
  }
}

async function seal(options: CollectOptions, run: SpoolRun, spools: Spools): Promise<Snapshot> {
  const tenantName = await nameOf(spools)
  if (tenantName !== undefined)
    await guarded('the decisions database', () => options.store.decisions.name(tenantName))
  return options.store.snapshots.seal(
    run.id,
    {
      ...(tenantName === undefined ? {} : { tenantName }),
      source: 'graph',
      cloud: options.cloud,
      collectedAt: run.startedAt,
      sealedAt: options.now().toISOString(),
      notices: [...clockNotices(run), ...restartNotices(spools), ...changeNotices(run, spools)],
    },
    spools,
  )
}

function clockNotices({ id, startedAt }: SpoolRun): string[] {
  if (timeOfSnapshot(id).getTime() <= Date.parse(startedAt)) return []
  return [`an earlier snapshot bears a later time than ${startedAt}: this clock, or that one, was wrong`]
}

/** What was read twice is whole, but its first pages were seen later than the others. */
function restartNotices(spools: Spools): string[] {
  return [...spools].flatMap(([name, { progress }]) =>
    progress.restarts === undefined
      ? []
      : [`${name} was read again from its start: where reading had stopped was lost`],
  )
}

/** Says which lists are the earlier ones with what changed since. */
function changeNotices({ startedAt }: SpoolRun, spools: Spools): string[] {
  return [...spools].flatMap(
    ([
      name,
      {
        progress: { continuation },
      },
    ]) =>
      continuation === undefined || Date.parse(continuation.readInFullAt) >= Date.parse(startedAt)
        ? []
        : [
            `${name} was read as changes to what was read in full on ${continuation.readInFullAt.slice(0, 10)}`,
          ],
  )
}

async function nameOf(spools: Spools): Promise<string | undefined> {
  for await (const { displayName } of factsOf(spools).records('organization')) return displayName ?? undefined
  return undefined
}
