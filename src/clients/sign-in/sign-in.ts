/** Tokens for one resource, by whichever way the credential says, renewed as they near their end. */
import type { AuthenticationResult } from '@azure/msal-node'
import { KeywardError } from '#model/errors.ts'
import { applicationSignIn } from './application.ts'
import type { Credential } from './credential.ts'
import { managedIdentitySignIn } from './managed-identity.ts'
import type { MsalParts } from './msal-parts.ts'
import { personSignIn } from './person.ts'
import { refusedSignIn } from './refused.ts'
import { claimsOf, type Token, type TokenSource } from './token.ts'

/** A token is renewed this long before its end: a request may wait in a lane. */
const RENEW_BEFORE_MS = 5 * 60_000

export interface SignIn {
  /** Tokens for a scope such as `https://graph.microsoft.com/.default`. */
  tokens(scope: string): TokenSource
}

/** Opens a way to sign in; nothing is asked before the first token. */
export function openSignIn(credential: Credential, parts: MsalParts): SignIn {
  let opened: Promise<(scope: string) => Promise<AuthenticationResult | null>> | undefined
  const ask = async (scope: string): Promise<Token> => {
    opened ??= opener(credential, parts)
    try {
      return tokenOf(await (await opened)(scope))
    } catch (error) {
      parts.signal?.throwIfAborted()
      if (error instanceof KeywardError) throw error
      throw parts.network.failure() ?? refusedSignIn(error, credential.kind, parts.network.refusal())
    }
  }
  return { tokens: (scope) => renewing(() => ask(scope)) }
}

function opener(credential: Credential, parts: MsalParts) {
  switch (credential.kind) {
    case 'certificate':
    case 'federated':
    case 'secret':
      return applicationSignIn(credential, parts)
    case 'managedIdentity':
      return managedIdentitySignIn(credential, parts)
    case 'browser':
    case 'deviceCode':
      return personSignIn(credential, parts)
    default:
      return credential satisfies never
  }
}

function tokenOf(result: AuthenticationResult | null): Token {
  if (!result?.accessToken) {
    throw new KeywardError('sign-in-refused', { why: 'there was no token in the answer', how: 'Try again.' })
  }
  const ends = result.expiresOn?.getTime() ?? Date.now()
  return {
    value: result.accessToken,
    lifetimeMs: Math.max(0, ends - Date.now()),
    ...claimsOf(result.accessToken),
  }
}

/** One token for all who ask, and one request for a new one when its time nears. */
function renewing(ask: () => Promise<Token>): TokenSource {
  let current: Promise<Token> | undefined
  let value: string | undefined
  let renewAt = 0
  const renew = () => {
    const asked = ask()
    current = asked
    value = undefined
    renewAt = Number.POSITIVE_INFINITY
    asked.then(
      (token) => {
        const { lifetimeMs } = token
        value = token.value
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
      // At once, so that whoever asks next does not get it again; one that is on its way already is another one.
      if (value !== refused) return
      value = undefined
      current = undefined
    },
  }
}
