/** The transport under the Microsoft Authentication Library, so that sign-in keeps the manners of every other request. */
import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node'
import { z } from 'zod'
import { KeywardError } from '#model/errors.ts'
import { type Clock, systemClock } from '../http/clock.ts'
import { isWorthRetrying, LONGEST_WAIT_MS, MOST_TRIES, waitBefore } from '../http/retry.ts'
import type { HttpResponse, Transport } from '../http/transport.ts'

/** The library's network module, which also remembers how the latest request went: the library keeps no cause. */
export interface SignInNetwork extends INetworkModule {
  /** Why the latest request found nobody; undefined when it was answered. */
  failure(): KeywardError | undefined
  /** What the service said when it refused the latest request, in its own words. */
  refusal(): string | undefined
}

/** Makes the library's network module of ours; the signal ends whatever is being asked or waited for. */
export function msalNetwork(
  transport: Transport,
  clock: Clock = systemClock,
  signal?: AbortSignal,
): SignInNetwork {
  let hadOne = false
  let failure: KeywardError | undefined
  let refusal: string | undefined
  const pace = { seconds: FIRST_PACE_S, wait: (seconds: number) => clock.sleep(seconds * 1000, signal) }
  const ask = async <T>(method: 'GET' | 'POST', address: string, options?: NetworkRequestOptions) => {
    const request = {
      method,
      url: new URL(address),
      headers: options?.headers ?? {},
      ...(options?.body === undefined ? {} : { body: options.body }),
      signal,
    }
    failure = undefined
    refusal = undefined
    const answer = await untilDecided(pace, async () => {
      const sent = untilAnswered(() => transport.send(request), request.url, clock, hadOne, signal)
      const response = await sent.catch((error: unknown) => {
        if (error instanceof KeywardError) failure = error
        throw error
      })
      hadOne ||= response.status === 200
      return networkResponse<T>(response)
    })
    refusal = wordsOf(answer.body).error_description
    return answer
  }
  return {
    sendGetRequestAsync: (url, options) => ask('GET', url, options),
    sendPostRequestAsync: (url, options) => ask('POST', url, options),
    failure: () => failure,
    refusal: () => refusal,
  }
}

/** How often to ask whether a person has approved, until the service says (RFC 8628, section 3.5). */
const FIRST_PACE_S = 5

interface Pace {
  seconds: number
  readonly wait: (seconds: number) => Promise<void>
}

/**
 * Asks until the person behind a device code has decided. The library would do so too, but its wait between two
 * looks cannot be ended, and it takes being told to slow down for a refusal.
 */
async function untilDecided<T>(
  pace: Pace,
  send: () => Promise<NetworkResponse<T>>,
): Promise<NetworkResponse<T>> {
  for (;;) {
    const answer = await send()
    const { error, interval } = wordsOf(answer.body)
    pace.seconds = interval ?? pace.seconds
    if (error === 'slow_down') pace.seconds += FIRST_PACE_S
    else if (error !== 'authorization_pending') return answer
    await pace.wait(pace.seconds)
  }
}

/**
 * Asks until the service answers for itself: a sign-in that is busy or failing has refused nobody. A first sign-in
 * that finds nobody fails at once; in the middle of a run it is worth waiting.
 */
async function untilAnswered(
  send: () => Promise<HttpResponse>,
  url: URL,
  clock: Clock,
  isRenewal: boolean,
  signal: AbortSignal | undefined,
): Promise<HttpResponse> {
  for (let tries = 1; ; tries += 1) {
    const answer = await send().catch((error: unknown) => ({ error }))
    signal?.throwIfAborted()
    if ('status' in answer && !isWorthRetrying(answer.status)) return answer
    const wait = waitBefore(tries, 'status' in answer ? answer : undefined, Math.random)
    const isHopeless = 'error' in answer && !isRenewal
    if (isHopeless || tries >= MOST_TRIES || wait > LONGEST_WAIT_MS) throw unreachable(url, answer)
    await clock.sleep(wait, signal)
  }
}

function unreachable({ host }: URL, answer: HttpResponse | { readonly error: unknown }): KeywardError {
  if ('status' in answer)
    return new KeywardError('service-unreachable', { host, why: `HTTP ${answer.status}` })
  const why = (answer.error as NodeJS.ErrnoException).code ?? 'no connection'
  return new KeywardError('service-unreachable', { host, why }, { cause: answer.error })
}

function networkResponse<T>({ status, headers, text }: HttpResponse): NetworkResponse<T> {
  const plain = Object.entries(headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : (value ?? ''),
  ])
  return { status, headers: Object.fromEntries(plain) as Record<string, string>, body: parsed(text) as T }
}

const Words = z.object({
  error: z.string().optional(),
  error_description: z.string().optional(),
  interval: z.number().nonnegative().optional(),
})

/** What an answer says besides its tokens; nothing where it says it in another form. */
function wordsOf(body: unknown): z.infer<typeof Words> {
  return Words.safeParse(body).data ?? {}
}

/** The library reads `error` and `error_description`; a proxy’s page of HTML has neither. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return { error: 'invalid_response', error_description: 'the answer is not JSON' }
  }
}
