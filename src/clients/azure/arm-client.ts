/**
 * Azure Resource Manager, read-only. A consent for Graph opens nothing here: what is read is a matter of Azure roles,
 * and lists leave out in silence what the reader may not see (azure.md §0.2, §1.1).
 */
import { type ErrorCode, KeywardError } from '#model/errors.ts'
import type { Refusal, RefusalKind } from '#model/refusal.ts'
import type { Cloud } from '../clouds.ts'
import type { LaneKey } from '../http/lanes.ts'
import { guardedUrl, type ReaderParts, readUntilSettled, type Sending } from '../http/reader.ts'
import type { Service, ServiceAnswer, ServiceRead } from '../http/service.ts'
import { type HttpResponse, headerOf } from '../http/transport.ts'

export interface ArmClient extends Service {
  /**
   * One page of a Resource Graph query over everything that the reader sees.
   * @param query in Resource Graph's language, ending in a stable order
   * @param skipToken of the page before
   */
  query(query: string, skipToken: string | undefined, read: ServiceRead): Promise<ServiceAnswer>
}

export interface ArmParts extends Omit<ReaderParts, 'origin'> {
  readonly cloud: Cloud
}

const HEADERS = { accept: 'application/json' }
const RESOURCE_GRAPH = '/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01'
/** As many rows as one answer holds (azure.md §2.1); each page costs one query of the quota. */
const MOST_ROWS = 1_000

/** Makes a client of one tenant. */
export function openArm(parts: ArmParts): ArmClient {
  const reader: ReaderParts = { ...parts, origin: parts.cloud.arm }
  let isGivenUp = false
  const settle = async (url: URL, sending: Sending): Promise<ServiceAnswer> => {
    const answer = await contained(() => readUntilSettled(reader, url, { ...sending, isGivenUp }))
    isGivenUp = !answer.ok && isSilence(answer.refusal)
    return answer
  }
  const get = async (path: string, read: ServiceRead): Promise<ServiceAnswer> => {
    const url = guardedUrl(path, reader.origin)
    return settle(url, sendingOf(reader, laneOf(url, read), read))
  }
  return {
    get,
    getMany: (paths, read) => Promise.all(paths.map((path) => get(path, read))),
    query: async (query, skipToken, read) => {
      const options = {
        resultFormat: 'objectArray',
        $top: MOST_ROWS,
        ...(skipToken === undefined ? {} : { $skipToken: skipToken }),
      }
      const sending = {
        ...sendingOf(reader, 'resourceGraph', read),
        body: JSON.stringify({ query, options }),
      }
      const url = guardedUrl(RESOURCE_GRAPH, reader.origin)
      return settle(url, sending)
    },
    // A token for Azure names no roles: they are assignments in Azure itself.
    grantedPermissions: async () => undefined,
  }
}

/** Azure is one part of a tenant: whoever cannot sign in to it, or not reach it, still reads all the rest. */
async function contained(read: () => Promise<ServiceAnswer>): Promise<ServiceAnswer> {
  try {
    return await read()
  } catch (error) {
    const kind = error instanceof KeywardError ? CONTAINED.get(error.code) : undefined
    if (!(error instanceof KeywardError) || kind === undefined) throw error
    return { ok: false, refusal: { kind, status: 0, code: error.code, message: error.message } }
  }
}

/** What keeps Azure from being read and says nothing of Graph; the network as a whole is Graph's to miss. */
const CONTAINED: ReadonlyMap<ErrorCode, RefusalKind> = new Map([
  ['sign-in-refused', 'unauthenticated'],
  ['service-unreachable', 'unreachable'],
])

/** Every try of six ended without a word; the next hundred requests would each take as long to learn it again. */
function isSilence({ kind, code }: Refusal): boolean {
  return kind === 'unreachable' || (kind === 'broken' && code.endsWith('_TIMEOUT'))
}

/** Azure counts each subscription by itself, and what belongs to none with the tenant. */
function laneOf({ pathname }: URL, { lane }: ServiceRead): LaneKey {
  const subscription = /^\/subscriptions\/([^/]+)/i.exec(pathname)?.[1]
  return subscription === undefined ? lane : `${lane}/${subscription.toLowerCase()}`
}

function sendingOf({ lanes }: ReaderParts, lane: LaneKey, { headers, signal }: ServiceRead): Sending {
  return {
    lane,
    units: 1,
    headers: { ...HEADERS, ...headers },
    signal,
    onResponse: (response) => {
      const left = remaining(response)
      if (left !== undefined) lanes.left(lane, left)
      const pauseMs = quotaPause(response)
      if (pauseMs > 0) lanes.pause(lane, pauseMs)
    },
  }
}

/** Reads left of the quota of the subscription or of the tenant (azure.md §0.2). */
function remaining(response: HttpResponse): number | undefined {
  const text =
    headerOf(response, 'x-ms-ratelimit-remaining-subscription-reads') ??
    headerOf(response, 'x-ms-ratelimit-remaining-tenant-reads')
  const left = Number(text)
  return text !== undefined && Number.isFinite(left) ? left : undefined
}

/** Resource Graph says `hh:mm:ss` until its quota is whole again; that counts when nothing is left (azure.md §2.1). */
function quotaPause(response: HttpResponse): number {
  if (headerOf(response, 'x-ms-user-quota-remaining') !== '0') return 0
  const time = /^(\d{2}):(\d{2}):(\d{2})$/.exec(headerOf(response, 'x-ms-user-quota-resets-after') ?? '')
  if (!time) return 0
  const [hours = 0, minutes = 0, seconds = 0] = time.slice(1).map(Number)
  return Math.min(((hours * 60 + minutes) * 60 + seconds) * 1000, LONGEST_QUOTA_PAUSE_MS)
}

/** The quota is one of five seconds; a longer time is a fault of the header. */
const LONGEST_QUOTA_PAUSE_MS = 60_000
