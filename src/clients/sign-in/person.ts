/** Sign-in as a person: in a browser with PKCE, or by a code on another device. */
import type { AccountInfo, AuthenticationResult, PublicClientApplication } from '@azure/msal-node'
import { authorityOf } from './authority.ts'
import type { BrowserCredential, DeviceCodeCredential } from './credential.ts'
import { hangUp } from './loopback.ts'
import type { MsalParts } from './msal-parts.ts'

type PersonCredential = BrowserCredential | DeviceCodeCredential
type Ask = (scope: string) => Promise<AuthenticationResult | null>

/**
 * Makes the function that asks for a new token, silently where the person signed in before: one sign-in opens every
 * service that was consented to, Graph and Azure alike.
 */
export async function personSignIn(credential: PersonCredential, parts: MsalParts): Promise<Ask> {
  const { cloud, network, cache, signal } = parts
  const { PublicClientApplication: Application } = await import('@azure/msal-node')
  const application = new Application({
    auth: { clientId: credential.clientId, ...authorityOf(cloud, credential.tenant) },
    system: { networkClient: network },
    ...(cache === undefined ? {} : { cache: { cachePlugin: cache } }),
  })
  const ask: Ask = async (scope) =>
    (await silently(application, scope, parts)) ?? interactively(application, credential, scope, parts)
  return inTurn((scope) => {
    signal?.throwIfAborted()
    return endedBy(signal, ask(scope))
  })
}

/** Two services that ask at once must not both open a browser: the second finds what the first one brought. */
function inTurn(ask: Ask): Ask {
  let last: Promise<unknown> = Promise.resolve()
  return (scope) => {
    const asked = last.then(() => ask(scope))
    last = asked.catch(() => undefined)
    return asked
  }
}

/** Whoever presses Ctrl-C waits for nobody, whatever the library is waiting for. */
function endedBy<T>(signal: AbortSignal | undefined, work: Promise<T>): Promise<T> {
  if (signal === undefined) return work
  return new Promise<T>((resolve, reject) => {
    const stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

async function silently(
  application: PublicClientApplication,
  scope: string,
  { network, signal }: MsalParts,
): Promise<AuthenticationResult | undefined> {
  const [account] = await application.getAllAccounts()
  if (!account) return undefined
  const request = { account, scopes: [scope], forceRefresh: true }
  return application.acquireTokenSilent(request).catch((error: unknown) => {
    // A network that is gone is no reason to ask the person again, and consent is not the person's to give.
    if (network.failure() || signal?.aborted || isAboutConsent(network.refusal())) throw error
    return undefined
  })
}

/** Nobody has consented to this service, the application does not list it, or the tenant does not have it. */
function isAboutConsent(said: string | undefined): boolean {
  return /AADSTS(65001|650052|650057|500011)\b/.test(said ?? '')
}

async function interactively(
  application: PublicClientApplication,
  credential: PersonCredential,
  scope: string,
  parts: MsalParts,
): Promise<AuthenticationResult | null> {
  const result =
    credential.kind === 'deviceCode'
      ? await byCode(application, credential, [scope])
      : await inBrowser(application, credential, [scope], parts.signal)
  await forgetOthers(application, result)
  return result
}

/** Whoever signed in last is the one: what an earlier person left would be asked first, and refused, for ever. */
async function forgetOthers(application: PublicClientApplication, result: AuthenticationResult | null) {
  const accounts = await application.getAllAccounts()
  for (const account of accounts)
    if (!isSame(account, result?.account)) await application.getTokenCache().removeAccount(account)
}

function isSame(one: AccountInfo, other: AccountInfo | null | undefined): boolean {
  return one.homeAccountId === other?.homeAccountId && one.environment === other.environment
}

function byCode(application: PublicClientApplication, credential: DeviceCodeCredential, scopes: string[]) {
  const deviceCodeCallback = ({ message }: { message?: string }) => {
    // The library goes on when the service refuses to give a code at all.
    if (message === undefined) throw new Error('no device code was given')
    credential.show(message)
  }
  return application.acquireTokenByDeviceCode({ scopes, deviceCodeCallback })
}

async function inBrowser(
  application: PublicClientApplication,
  credential: BrowserCredential,
  scopes: string[],
  signal: AbortSignal | undefined,
) {
  let hungUp = () => {}
  const openBrowser = async (address: string) => {
    // Thrown here, it makes the library close its listener.
    signal?.throwIfAborted()
    hungUp = () => void hangUp(address)
    signal?.addEventListener('abort', hungUp, { once: true })
    await credential.show(address)
  }
  try {
    return await application.acquireTokenInteractive({ scopes, openBrowser })
  } finally {
    signal?.removeEventListener('abort', hungUp)
  }
}
