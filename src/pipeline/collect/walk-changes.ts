/**
 * What changed since the collection before, laid over what that one read. It only ever saves requests: whenever the
 * service has forgotten its place, says something else than expected, or changed too much, the list is read in full.
 */
import type { ListSource } from '#collectors/collector.ts'
import { KeywardError } from '#model/errors.ts'
import type { Continuation } from '#store/spool.ts'
import { ask, pathOf, type Walk } from './ask.ts'
import { pageOf } from './page.ts'

/** The cursor of pages that are being laid over each other: a run that died there begins the merge anew. */
export const MERGING = 'merging'

/** Beyond this the changes are most of the list, and a full reading is no dearer. They are held in memory. */
const MOST_CHANGES = 50_000

/** Microsoft keeps the place of directory objects for a week; drift must not outlive it either. */
const LONGEST_CHAIN_MS = 7 * 24 * 60 * 60 * 1000

/** Notes the moment before a full reading begins, so that nothing which happens meanwhile is lost to the next one. */
export async function markPlace(walked: Walk, source: ListSource): Promise<void> {
  if (source.changes === undefined) return
  const { path, query } = source.changes
  const answer = await ask(
    walked,
    source,
    `${pathOf({ path, ...(query ? { query } : {}) })}&$deltatoken=latest`,
  )
  const link = answer.ok ? changesIn(answer.body)?.link : undefined
  if (link) await walked.spool.continueFrom({ link, readInFullAt: walked.now().toISOString() })
}

/** Reads the changes and merges them; false when the list has to be read in full. */
export async function walkChanges(walked: Walk, source: ListSource): Promise<boolean> {
  const since = continuationOf(walked, source)
  if (since === undefined) return false
  const found = await readChanges(walked, source, since.link)
  if (found === undefined) return false
  await walked.spool.continueFrom({ ...since, link: found.link })
  try {
    await merge(walked, source, found.changes)
    return true
  } catch (error) {
    if (!(error instanceof KeywardError) || error.code !== 'snapshot-broken') throw error
    // What was read before can no longer be trusted, so nothing is laid over it.
    await walked.spool.restart()
    return false
  }
}

function continuationOf(
  { earlier, collector, now }: Walk,
  { changes }: ListSource,
): Continuation | undefined {
  const since = changes && earlier?.manifest.datasets[collector.produces]?.continuation
  if (since === undefined) return undefined
  const age = now().getTime() - Date.parse(since.readInFullAt)
  return age >= 0 && age < LONGEST_CHAIN_MS ? since : undefined
}

type Change = Readonly<Record<string, unknown>>

interface Changes {
  /** By id; of several changes of one object the columns of the later win. */
  readonly changes: ReadonlyMap<string, Change>
  readonly link: string
}

async function readChanges(walked: Walk, source: ListSource, from: string): Promise<Changes | undefined> {
  const changes = new Map<string, Change>()
  let next: string | undefined = from
  while (next !== undefined) {
    const answer = await ask(walked, source, next)
    const page = answer.ok ? changesIn(answer.body) : undefined
    if (page === undefined || page.next === next) return undefined
    for (const change of page.values) {
      const id = change['id']
      if (typeof id !== 'string') return undefined
      changes.set(id, { ...changes.get(id), ...change })
    }
    if (changes.size > MOST_CHANGES) return undefined
    if (page.link !== undefined) return { changes, link: page.link }
    next = page.next
  }
  return undefined
}

interface ChangesPage {
  readonly values: readonly Change[]
  readonly next?: string | undefined
  readonly link?: string | undefined
}

function changesIn(body: unknown): ChangesPage | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  const { value, '@odata.nextLink': next, '@odata.deltaLink': link } = body as Record<string, unknown>
  if (!Array.isArray(value)) return undefined
  return { values: value as readonly Change[], next: textOf(next), link: textOf(link) }
}

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

async function merge(walked: Walk, source: ListSource, changes: ReadonlyMap<string, Change>): Promise<void> {
  const { earlier, collector, dataset, spool } = walked
  const fresh = new Map(changes)
  for await (const records of earlier?.stream(collector.produces) ?? []) {
    const kept = records.flatMap((record) => {
      const change = fresh.get(String(record['id']))
      fresh.delete(String(record['id']))
      return changed(record, change)
    })
    await spool.append(pageOf(dataset, kept, { source: 0, next: MERGING }))
    walked.onPage()
  }
  const added = [...fresh.values()].flatMap((change) => changed(emptyOf(source), change))
  await spool.append(pageOf(dataset, added, null))
  walked.onPage()
}

/** A change names the columns that are different; one that takes the object away names only the reason. */
function changed(record: Change, change: Change | undefined): Change[] {
  if (change === undefined) return [record]
  return '@removed' in change ? [] : [{ ...record, ...change }]
}

/** A new object comes without its empty columns, which a full reading has as null. */
function emptyOf({ changes }: ListSource): Change {
  const columns = Object.entries(changes?.query ?? {}).find(([name]) => name === '$select')?.[1]
  return Object.fromEntries((columns ?? '').split(',').map((column) => [column, null]))
}
