/** One question of a walk: where it goes, and what a refusal means for the dataset. */
import type { ServiceAnswer } from '#clients/http/service.ts'
import type { Collector, Facts, Query, Source } from '#collectors/collector.ts'
import { type Coverage, partial } from '#model/coverage.ts'
import type { Dataset } from '#model/dataset.ts'
import type { DatasetName } from '#model/datasets.ts'
import { KeywardError } from '#model/errors.ts'
import { coverageOfRefusal, type Refusal } from '#model/refusal.ts'
import type { Snapshot } from '#store/snapshots/shelf.ts'
import type { DatasetSpool } from '#store/spool.ts'
import { clientOf, type Services } from './services.ts'

export interface Walk {
  readonly collector: Collector
  readonly dataset: Dataset
  readonly services: Services
  readonly facts: Facts
  /** Resolves when another dataset was read to its end. */
  readonly until: (dataset: DatasetName) => Promise<void>
  readonly spool: DatasetSpool
  /** The snapshot before this one, where only changes since then need be asked for. */
  readonly earlier?: Snapshot | undefined
  readonly now: () => Date
  /** When the run began, which may have been another process. */
  readonly startedAt: Date
  /** The own tenant's id. */
  readonly tenant: string
  readonly signal?: AbortSignal | undefined
  /** Called when the service did not answer at all: what that leaves is not the last word on the dataset. */
  readonly onSilence: () => void
  /** Called after each page; `total` when it is known. */
  readonly onPage: (total?: number) => void
}

/** `lostPlace`: the service no longer knows the page that a next link of its own names. */
export type Reached = Coverage | 'unsupported' | 'lostPlace'

/** Path and options of a request, as one text. */
export function pathOf({ path, query }: { path: string; query?: Query }): string {
  if (query === undefined) return path
  const options = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return `${path}?${options.join('&')}`
}

/** Asks; a next link that points elsewhere ends this dataset with its reason, and the others go on. */
export function ask(walk: Walk, source: Source, path: string): Promise<ServiceAnswer> {
  const { lane } = source
  return guarded(() => clientOf(walk.services, source).get(path, { lane, signal: walk.signal }))
}

/** Asks several paths of our own making at once. */
export function askMany(
  walk: Walk,
  source: Source,
  paths: readonly string[],
): Promise<readonly ServiceAnswer[]> {
  return clientOf(walk.services, source).getMany(paths, { lane: source.lane, signal: walk.signal })
}

async function guarded(read: () => Promise<ServiceAnswer>): Promise<ServiceAnswer> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof KeywardError) || error.code !== 'next-link-elsewhere') throw error
    const refusal: Refusal = { kind: 'broken', status: 200, code: error.code, message: error.message }
    return { ok: false, refusal }
  }
}

/**
 * Next links die after a while, and a run may go on a day later. Then the dataset is read again from its start,
 * once; what the service refuses twice is a refusal.
 */
export function hasLostPlace({ spool }: Walk, { kind }: Refusal, isNextLink: boolean): boolean {
  return isNextLink && kind === 'unsupported' && (spool.progress.restarts ?? 0) === 0
}

/** What a refusal leaves of the dataset. */
export async function refused(walk: Walk, source: Source, refusal: Refusal): Promise<Reached> {
  const { collector, spool } = walk
  if (refusal.kind === 'unsupported' && collector.orElse && source === collector.source) return 'unsupported'
  if (refusal.kind === 'unreachable') walk.onSilence()
  const coverage = await coverageOf(walk, source, refusal)
  if (spool.progress.records === 0 || coverage.state === 'partial') return coverage
  return partial(`cut off after ${spool.progress.records} records: ${refusal.message}`)
}

/** The coverage of a dataset that the service refused from the first. */
export async function coverageOf(walk: Walk, source: Source, refusal: Refusal): Promise<Coverage> {
  const granted = await clientOf(walk.services, source).grantedPermissions()
  const missing = missingOf(source.permissions, granted)
  return coverageOfRefusal(refusal, { permissions: missing, licence: walk.collector.licence })
}

/** Names what the token lacks; all of it when the token does not show, or when the service refuses all the same. */
function missingOf(needed: readonly string[], granted: readonly string[] | undefined): readonly string[] {
  const lacking = needed.filter((permission) => !granted?.includes(permission))
  return lacking.length > 0 ? lacking : needed
}
