/**
 * `$batch`: up to twenty reads in one round trip. The service counts and may refuse each of them by itself, so a
 * batch saves waiting, never quota. Whatever an item does not answer outright is asked again alone: there it meets
 * the same pacing and retry as every read, and a service that refuses an item only because it came in a batch
 * costs a round trip, not a fact.
 */
import { refusalOf } from '#model/refusal.ts'
import type { ReaderParts } from '../http/reader.ts'
import { guardedUrl, readUntilSettled } from '../http/reader.ts'
import { retryAfterOf } from '../http/retry.ts'
import type { ServiceAnswer, ServiceRead } from '../http/service.ts'
import { directoryUnits } from './price.ts'

/** Graph takes no more in one batch. */
export const MOST_IN_BATCH = 20

export interface BatchParts {
  readonly reader: ReaderParts
  readonly headers: Readonly<Record<string, string>>
  get(path: string, read: ServiceRead): Promise<ServiceAnswer>
}

/** Reads paths of one API version; the answers come in the order of the paths. @throws as `Service.get` */
export async function readBatch(
  parts: BatchParts,
  paths: readonly string[],
  read: ServiceRead,
): Promise<readonly ServiceAnswer[]> {
  const answers: ServiceAnswer[] = []
  for (let from = 0; from < paths.length; from += MOST_IN_BATCH)
    answers.push(...(await readOneBatch(parts, paths.slice(from, from + MOST_IN_BATCH), read)))
  return answers
}

async function readOneBatch(
  parts: BatchParts,
  paths: readonly string[],
  read: ServiceRead,
): Promise<readonly ServiceAnswer[]> {
  const version = versionOf(paths)
  const found = version === undefined ? new Map<string, Item>() : await sendBatch(parts, version, paths, read)
  return Promise.all(
    paths.map((path, index) => {
      const item = found.get(String(index))
      return answerOf(item) ?? parts.get(path, read)
    }),
  )
}

/** A batch goes to one version of the API; a single read needs none. */
function versionOf(paths: readonly string[]): string | undefined {
  const versions = new Set(paths.map((path) => /^\/(v1\.0|beta)\//.exec(path)?.[1]))
  const [version] = versions
  return paths.length > 1 && versions.size === 1 ? version : undefined
}

interface Item {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

async function sendBatch(
  { reader, headers }: BatchParts,
  version: string,
  paths: readonly string[],
  { lane, signal }: ServiceRead,
): Promise<ReadonlyMap<string, Item>> {
  const requests = paths.map((path, index) => ({
    id: String(index),
    method: 'GET',
    url: path.slice(version.length + 1),
    headers,
  }))
  const priced = paths.map((path) => (lane === 'directory' ? priceOf(path, reader.origin) : 1))
  const units = priced.reduce((sum, price) => sum + price, 0)
  const url = guardedUrl(`/${version}/$batch`, reader.origin)
  const body = JSON.stringify({ requests })
  const answer = await readUntilSettled(reader, url, { lane, units, headers, body, signal })
  if (!answer.ok) return new Map()
  const items = itemsOf(answer.body)
  settleAccount(reader, items, priced, lane)
  return items
}

const priceOf = (path: string, origin: string) => directoryUnits(guardedUrl(path, origin))

/** The prices that the service names, and its wish to be left alone: it says both for each item. */
function settleAccount(
  { lanes, random }: ReaderParts,
  items: ReadonlyMap<string, Item>,
  priced: readonly number[],
  lane: ServiceRead['lane'],
): void {
  for (const [id, { status, headers = {} }] of items) {
    const lower = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
    )
    const price = Number(lower['x-ms-resource-unit'])
    if (lane === 'directory' && price > 0) lanes.charge(lane, price - (priced[Number(id)] ?? 0))
    if (status === 429) lanes.pause(lane, retryAfterOf(lower) ?? 1_000 * (1 + random()))
  }
}

function itemsOf(body: unknown): ReadonlyMap<string, Item> {
  const responses = (body as { responses?: unknown } | null)?.responses
  if (!Array.isArray(responses)) return new Map()
  return new Map(
    responses.flatMap((one: Partial<Item> & { id?: unknown }) =>
      typeof one?.id === 'string' && typeof one.status === 'number'
        ? [[one.id, { status: one.status, body: one.body, headers: one.headers ?? {} }] as const]
        : [],
    ),
  )
}

/** Only what a single read would answer alike is taken from the batch. */
function answerOf(item: Item | undefined): ServiceAnswer | undefined {
  if (item === undefined) return undefined
  const { status, body } = item
  if (status === 200 && typeof body === 'object' && body !== null) return { ok: true, body }
  return status === 404 ? { ok: false, refusal: refusalOf(status, body) } : undefined
}
