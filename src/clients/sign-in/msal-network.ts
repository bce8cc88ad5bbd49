/** The transport under the Microsoft Authentication Library, so that sign-in keeps the manners of every other request. */
import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node'
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

/** Makes the library's network module of ours. */
export function msalNetwork(transport: Transport, clock: Clock = systemClock): SignInNetwork {
  let hadOne = false
  let failure: KeywardError | undefined
  let refusal: string | undefined
  const ask = async <T>(method: 'GET' | 'POST', address: string, options?: NetworkRequestOptions) => {
    const request = {
      method,
      url: new URL(address),
      headers: options?.headers ?? {},
      ...(options?.body === undefined ? {} : { body: options.body }),
    }
    failure = undefined
    refusal = undefined
    const sent = untilAnswered(() => transport.send(request), request.url, clock, hadOne)
    const response = await sent.catch((error: KeywardError) => {
      failure = error
      throw error
    })
    hadOne ||= response.status === 200
    const answer = networkResponse<T>(response)
    refusal = wordsOf(answer.body)
    return answer
  }
  return {
    sendGetRequestAsync: (url, options) => ask('GET', url, options),
    sendPostRequestAsync: (url, options) => ask('POST', url, options),
    failure: () => failure,
    refusal: () => refusal,
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
): Promise<HttpResponse> {
  for (let tries = 1; ; tries += 1) {
    const answer = await send().catch((error: unknown) => ({ error }))
    if ('status' in answer && !isWorthRetrying(answer.status)) return answer
    const wait = waitBefore(tries, 'status' in answer ? answer : undefined, Math.random)
    const isHopeless = 'error' in answer && !isRenewal
    if (isHopeless || tries >= MOST_TRIES || wait > LONGEST_WAIT_MS) throw unreachable(url, answer)
    await clock.sleep(wait)
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

function wordsOf(body: unknown): string | undefined {
  const { error_description: words } = (body ?? {}) as { error_description?: unknown }
  return typeof words === 'string' ? words : undefined
}

/** The library reads `error` and `error_description`; a proxy’s page of HTML has neither. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return { error: 'invalid_response', error_description: 'the answer is not JSON' }
  }
}
