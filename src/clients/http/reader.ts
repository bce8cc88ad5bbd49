/** One read of a service: pacing, retry, renewal of the token, and the guard of next links. */
import { KeywardError, messageOf } from '#model/errors.ts'
import { refusalOf } from '#model/refusal.ts'
import type { TokenSource } from '../sign-in/token.ts'
import type { Clock } from './clock.ts'
import type { LaneKey, Lanes } from './lanes.ts'
import { isWorthRetrying, LONGEST_WAIT_MS, MOST_TRIES, waitBefore } from './retry.ts'
import type { ServiceAnswer } from './service.ts'
import { BodyTooLarge, type HttpResponse, type Transport } from './transport.ts'

export interface ReaderParts {
  /** Origin of the service; nothing is ever sent elsewhere. */
  readonly origin: string
  readonly transport: Transport
  readonly tokens: TokenSource
  readonly lanes: Lanes
  readonly clock: Clock
  /** For the jitter of back-off, 0 to 1. */
  readonly random: () => number
}

export interface Sending {
  readonly lane: LaneKey
  /** What it costs in the lane's units, as far as is known before. */
  readonly units: number
  readonly headers: Readonly<Record<string, string>>
  /** A question that is too long for a URL; sent as POST, still a read. */
  readonly body?: string
  readonly signal?: AbortSignal | undefined
  /** The host was given up on before: one that stays silent is not waited for again, one that answers is. */
  readonly isGivenUp?: boolean
  /** Hears every response before it is judged: what the service says of its limits. */
  readonly onResponse?: (response: HttpResponse) => void
}

/**
 * A next link carries the token to wherever it points, so only the service's own origin is followed: a response that
 * was tampered with must not be able to send it elsewhere.
 * @throws KeywardError `next-link-elsewhere`
 */
export function guardedUrl(pathOrNextLink: string, origin: string): URL {
  const url = URL.canParse(pathOrNextLink, origin) ? new URL(pathOrNextLink, origin) : undefined
  if (url?.origin === origin) return url
  throw new KeywardError('next-link-elsewhere', { host: url?.host.slice(0, LONGEST_HOST) || 'no host' })
}

/** DNS allows no longer name; a hostile link may. */
const LONGEST_HOST = 253

/** A token that ends while many requests are on their way is refused more than once, but not for ever. */
const MOST_RENEWALS = 3

/** Reads until there is an answer or no use in asking again. @throws as `Service.get` */
export async function readUntilSettled(
  parts: ReaderParts,
  url: URL,
  sending: Sending,
): Promise<ServiceAnswer> {
  let renewals = 0
  for (let tries = 1; ; tries += 1) {
    const attempt = await attemptOnce(parts, url, sending)
    if (attempt.answer?.ok) return attempt.answer
    if (attempt.status === 401 && renewals < MOST_RENEWALS) {
      renewals += 1
      continue
    }
    const again = attempt.answer === undefined || isWorthRetrying(attempt.status) || attempt.status === 200
    if (!again && attempt.answer) return attempt.answer
    const wait = waitBefore(tries, attempt.status >= 400 ? attempt.response : undefined, parts.random)
    const most = attempt.answer === undefined && sending.isGivenUp ? 1 : MOST_TRIES
    if (tries >= most || wait > LONGEST_WAIT_MS || attempt.error instanceof BodyTooLarge)
      return settled(url, attempt, wait)
    // Too many requests are everybody's fault: the whole lane waits. Other faults are this request's own.
    if (attempt.status === 429) parts.lanes.pause(sending.lane, wait)
    else await parts.clock.sleep(wait, sending.signal)
  }
}

interface Attempt {
  readonly status: number
  readonly response?: HttpResponse
  readonly answer?: ServiceAnswer
  readonly error?: unknown
}

async function attemptOnce(parts: ReaderParts, url: URL, sending: Sending): Promise<Attempt> {
  const { lane, signal, units } = sending
  try {
    const response = await parts.lanes.run(lane, signal, () => send(parts, url, sending), units)
    sending.onResponse?.(response)
    return { status: response.status, response, answer: answerOf(response) }
  } catch (error) {
    if (signal?.aborted) throw signal.reason
    if (error instanceof KeywardError) throw error
    return { status: 0, error }
  }
}

/** Takes the token once the lane has let the request through: one taken before may have ended in the queue. */
async function send(
  { tokens, transport }: ReaderParts,
  url: URL,
  { headers, body, signal }: Sending,
): Promise<HttpResponse> {
  const { value } = await tokens.token()
  const withToken = { ...headers, authorization: `Bearer ${value}` }
  const response = await transport.send(
    body === undefined
      ? { method: 'GET', url, headers: withToken, signal }
      : {
          method: 'POST',
          url,
          headers: { ...withToken, 'content-type': 'application/json' },
          body,
          signal,
        },
  )
  if (response.status === 401) tokens.forget(value)
  return response
}

/** Answers the question that has to be left with the service as an object of its own (`graph/audit-queries.ts`). */
const CREATED = 201

function answerOf({ status, text, headers }: HttpResponse): ServiceAnswer {
  const body = parse(text)
  const isAnswered = status === 200 || status === CREATED
  if (isAnswered && body !== undefined) return { ok: true, body, headers }
  if (isAnswered) {
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
function settled(url: URL, { answer, error }: Attempt, wait: number): ServiceAnswer {
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
