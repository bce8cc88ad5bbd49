/** Sign-in as an application with a client secret (OAuth 2.0 client credentials). */
import { z } from 'zod'
import { KeywardError } from '#model/errors.ts'
import type { Cloud } from '../clouds.ts'
import { type Clock, systemClock } from '../http/clock.ts'
import { isWorthRetrying, LONGEST_WAIT_MS, MOST_TRIES, waitBefore } from '../http/retry.ts'
import type { HttpResponse, Transport } from '../http/transport.ts'
import { claimsOf, type Token, type TokenSource } from './token.ts'

export interface ClientSecret {
  readonly tenant: string
  readonly clientId: string
  readonly clientSecret: string
}

const TokenResponse = z.object({ access_token: z.string(), expires_in: z.coerce.number() })
const TokenError = z.object({ error: z.string(), error_description: z.string().optional() })

/** A token is renewed this long before its end: a request may wait in a lane. */
const RENEW_BEFORE_MS = 5 * 60_000

/** Tokens for Microsoft Graph, renewed as they near their end. The secret stays in memory. */
export function clientSecretTokens(
  credentials: ClientSecret,
  cloud: Cloud,
  transport: Transport,
  clock: Clock = systemClock,
): TokenSource {
  let current: Promise<Token> | undefined
  let renewAt = 0
  let hadOne = false
  const renew = () => {
    const asked = fetchToken(credentials, cloud, { transport, clock, isRenewal: hadOne })
    current = asked
    renewAt = Number.POSITIVE_INFINITY
    asked.then(
      ({ lifetimeMs }) => {
        hadOne = true
        renewAt = Date.now() + Math.max(lifetimeMs - RENEW_BEFORE_MS, lifetimeMs / 2)
      },
      () => {
        current = undefined
      },
    )
    return asked
  }
  return {
    token: () => (current === undefined || Date.now() >= renewAt ? renew() : current),
    forget: (refused) => {
      const held = current
      held?.then(({ value }) => {
        if (value === refused && current === held) current = undefined
      })
    },
  }
}

interface Line {
  readonly transport: Transport
  readonly clock: Clock
  /** A first sign-in that finds nobody fails at once; in the middle of a run it is worth waiting. */
  readonly isRenewal: boolean
}

async function fetchToken(credentials: ClientSecret, cloud: Cloud, line: Line): Promise<Token> {
  const url = new URL(`/${encodeURIComponent(credentials.tenant)}/oauth2/v2.0/token`, cloud.login)
  const { status, text } = await reach(url, line, {
    grant_type: 'client_credentials',
    client_id: credentials.clientId,
    client_secret: credentials.clientSecret,
    scope: cloud.graphScope,
  })
  const body = parse(text)
  const granted = TokenResponse.safeParse(body)
  if (status !== 200 || !granted.success) throw refused(body, status)
  const { access_token: value, expires_in: seconds } = granted.data
  return { value, lifetimeMs: seconds * 1000, ...claimsOf(value) }
}

/** Asks until the service answers for itself: a sign-in that is busy or failing has refused nobody. */
async function reach(url: URL, line: Line, form: Record<string, string>): Promise<HttpResponse> {
  for (let tries = 1; ; tries += 1) {
    const answer = await post(url, line.transport, form)
    if ('status' in answer && !isWorthRetrying(answer.status)) return answer
    const wait = waitBefore(tries, 'status' in answer ? answer : undefined, Math.random)
    const isHopeless = 'error' in answer && !line.isRenewal
    if (isHopeless || tries >= MOST_TRIES || wait > LONGEST_WAIT_MS) throw unreachable(url, answer)
    await line.clock.sleep(wait)
  }
}

type Answer = HttpResponse | { readonly error: unknown }

async function post(url: URL, transport: Transport, form: Record<string, string>): Promise<Answer> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const body = new URLSearchParams(form).toString()
  return transport.send({ method: 'POST', url, headers, body }).catch((error: unknown) => ({ error }))
}

function unreachable({ host }: URL, answer: Answer): KeywardError {
  if ('status' in answer)
    return new KeywardError('service-unreachable', { host, why: `HTTP ${answer.status}` })
  const why = (answer.error as NodeJS.ErrnoException).code ?? 'no connection'
  return new KeywardError('service-unreachable', { host, why }, { cause: answer.error })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** What to do about the errors that people meet (the AADSTS numbers are Microsoft's). */
const MENDS: Readonly<Record<string, string>> = {
  AADSTS7000215: 'Copy the secret’s value (not its id) into KEYWARD_CLIENT_SECRET.',
  AADSTS7000222: 'The client secret has expired. Make a new one, better a certificate.',
  AADSTS700016: 'Check KEYWARD_CLIENT_ID, and that the application is registered in this tenant.',
  AADSTS90002: 'Check the tenant id or domain, and --cloud.',
}

function refused(body: unknown, status: number): KeywardError {
  const error = TokenError.safeParse(body)
  const description = error.success ? (error.data.error_description ?? error.data.error) : `HTTP ${status}`
  const why = description.split(/[\r\n]/)[0]?.slice(0, 200) ?? ''
  const number = /AADSTS\d+/.exec(why)?.[0] ?? ''
  return new KeywardError('sign-in-refused', {
    why,
    how: MENDS[number] ?? 'Check tenant, client id and secret.',
  })
}
