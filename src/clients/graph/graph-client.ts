/** Microsoft Graph, read-only: one GET with pacing, retry, renewal of the token and the guard of next links. */
import { KeywardError, messageOf } from '#model/errors.ts'
import { type Refusal, refusalOf } from '#model/refusal.ts'
import type { Cloud } from '../clouds.ts'
import type { Clock } from '../http/clock.ts'
import type { Lane, Lanes } from '../http/lanes.ts'
import { isWorthRetrying, LONGEST_WAIT_MS, MOST_TRIES, waitBefore } from '../http/retry.ts'
import { BodyTooLarge, type HttpResponse, type Transport } from '../http/transport.ts'
import type { TokenSource } from '../sign-in/token.ts'
import { directoryUnits } from './price.ts'

export interface GraphRead {
  readonly lane: Lane
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal | undefined
}

export type GraphAnswer =
  | { readonly ok: true; readonly body: unknown }
  | { readonly ok: false; readonly refusal: Refusal }

export interface GraphClient {
  /**
   * Reads a path (`/v1.0/users?…`) or a next link.
   * @throws KeywardError `next-link-elsewhere`, `service-unreachable`, `sign-in-refused`
   */
  get(pathOrNextLink: string, read: GraphRead): Promise<GraphAnswer>
  /** The application permissions of the token, when it shows them. */
  grantedPermissions(): Promise<readonly string[] | undefined>
  /** The tenant that the token is for, when it shows it. */
  tenant(): Promise<string | undefined>
  /** Says how large the tenant is: Microsoft allows large ones more. */
  expectAccounts(accounts: number): void
}

export interface GraphParts {
  readonly cloud: Cloud
  readonly transport: Transport
  readonly tokens: TokenSource
  readonly lanes: Lanes
  readonly clock: Clock
  /** For the jitter of back-off, 0 to 1. */
  readonly random: () => number
}

/** Late enum members come by their names only with this header (identity.md §a.2). */
const HEADERS = { accept: 'application/json', prefer: 'include-unknown-enum-members' }

/** Makes a client of one tenant. */
export function openGraph(parts: GraphParts): GraphClient {
  return {
    get: async (path, read) => readUntilSettled(parts, guardedUrl(path, parts.cloud.graph), read),
    grantedPermissions: async () => (await parts.tokens.token()).roles,
    tenant: async () => (await parts.tokens.token()).tenant,
    expectAccounts: (accounts) => parts.lanes.expectAccounts(accounts),
  }
}

/**
 * A next link carries the token to wherever it points, so only the cloud's own origin is followed: a response that
 * was tampered with must not be able to send it elsewhere.
 */
function guardedUrl(pathOrNextLink: string, origin: string): URL {
  const url = URL.canParse(pathOrNextLink, origin) ? new URL(pathOrNextLink, origin) : undefined
  if (url?.origin === origin) return url
  throw new KeywardError('next-link-elsewhere', { host: url?.host.slice(0, LONGEST_HOST) || 'no host' })
}

/** DNS allows no longer name; a hostile link may. */
const LONGEST_HOST = 253

/** A token that ends while many requests are on their way is refused more than once, but not for ever. */
const MOST_RENEWALS = 3

async function readUntilSettled(parts: GraphParts, url: URL, read: GraphRead): Promise<GraphAnswer> {
  let renewals = 0
  for (let tries = 1; ; tries += 1) {
    const attempt = await attemptOnce(parts, url, read)
    if (attempt.answer?.ok) return attempt.answer
    if (attempt.status === 401 && renewals < MOST_RENEWALS) {
      renewals += 1
      continue
    }
    const again = attempt.answer === undefined || isWorthRetrying(attempt.status) || attempt.status === 200
    if (!again && attempt.answer) return attempt.answer
    const wait = waitBefore(tries, attempt.status >= 400 ? attempt.response : undefined, parts.random)
    if (tries >= MOST_TRIES || wait > LONGEST_WAIT_MS || attempt.error instanceof BodyTooLarge)
      return settled(url, attempt, wait)
    // Too many requests are everybody's fault: the whole lane waits. Other faults are this request's own.
    if (attempt.status === 429) parts.lanes.pause(read.lane, wait)
    else await parts.clock.sleep(wait, read.signal)
  }
}

interface Attempt {
  readonly status: number
  readonly response?: HttpResponse
  readonly answer?: GraphAnswer
  readonly error?: unknown
}

async function attemptOnce(parts: GraphParts, url: URL, read: GraphRead): Promise<Attempt> {
  try {
    const units = read.lane === 'directory' ? directoryUnits(url) : 1
    const response = await parts.lanes.run(read.lane, read.signal, () => send(parts, url, read), units)
    correctPrice(parts, read.lane, response, units)
    return { status: response.status, response, answer: answerOf(response) }
  } catch (error) {
    if (read.signal?.aborted) throw read.signal.reason
    if (error instanceof KeywardError) throw error
    return { status: 0, error }
  }
}

/** Takes the token once the lane has let the request through: one taken before may have ended in the queue. */
async function send({ tokens, transport }: GraphParts, url: URL, read: GraphRead): Promise<HttpResponse> {
  const { value } = await tokens.token()
  const headers = { ...HEADERS, ...read.headers, authorization: `Bearer ${value}` }
  const response = await transport.send({ method: 'GET', url, headers, signal: read.signal })
  if (response.status === 401) tokens.forget(value)
  return response
}

/** The service's own price counts; ours was a guess. */
function correctPrice({ lanes }: GraphParts, lane: Lane, { headers }: HttpResponse, guessed: number): void {
  const units = Number(headers['x-ms-resource-unit'])
  if (lane === 'directory' && units > 0) lanes.charge(lane, units - guessed)
}

function answerOf({ status, text }: HttpResponse): GraphAnswer {
  const body = parse(text)
  if (status === 200 && body !== undefined) return { ok: true, body }
  if (status === 200) {
    const message = 'the service sent text that is not JSON (cut off, or changed on its way)'
    return { ok: false, refusal: { kind: 'broken', status, code: 'malformed-json', message } }
  }
  return { ok: false, refusal: refusalOf(status, body) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** The service was reached and did not finish: that costs this dataset, not the run. */
const BROKEN_ANSWERS = new Set([
  'ECONNRESET',
  'UND_ERR_SOCKET',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
])

/** Out of tries: a refusal becomes coverage; a network that is gone ends the run, which can be resumed. */
function settled(url: URL, { answer, error }: Attempt, wait: number): GraphAnswer {
  if (answer && !answer.ok && wait > LONGEST_WAIT_MS) {
    const message = `asked to wait ${Math.round(wait / 60_000)} minutes (${answer.refusal.message})`
    return { ok: false, refusal: { ...answer.refusal, message } }
  }
  if (answer) return answer
  if (error instanceof BodyTooLarge) {
    return { ok: false, refusal: { kind: 'broken', status: 200, code: 'too-large', message: error.message } }
  }
  const why = (error as NodeJS.ErrnoException | undefined)?.code ?? messageOf(error)
  if (BROKEN_ANSWERS.has(why)) {
    const message = `the service broke off every answer (${why})`
    return { ok: false, refusal: { kind: 'broken', status: 0, code: why, message } }
  }
  throw new KeywardError('service-unreachable', { host: url.host, why }, { cause: error })
}
