/** Sign-in as a person: in a browser with PKCE, or by a code on another device. */
import type { AccountInfo, AuthenticationResult, PublicClientApplication } from '@azure/msal-node'
import { authorityOf } from './authority.ts'
import type { BrowserCredential, DeviceCodeCredential } from './credential.ts'
import type { SignInNetwork } from './msal-network.ts'
import type { MsalParts } from './msal-parts.ts'

type PersonCredential = BrowserCredential | DeviceCodeCredential

/** Makes the function that asks for a new token, silently where the person signed in before. */
export async function personSignIn(credential: PersonCredential, { cloud, network, cache }: MsalParts) {
  const { PublicClientApplication: Application } = await import('@azure/msal-node')
  const application = new Application({
    auth: { clientId: credential.clientId, ...authorityOf(cloud, credential.tenant) },
    system: { networkClient: network },
    ...(cache === undefined ? {} : { cache: { cachePlugin: cache } }),
  })
  return async (scope: string): Promise<AuthenticationResult | null> =>
    (await silently(application, scope, network)) ?? interactively(application, credential, scope)
}

async function silently(application: PublicClientApplication, scope: string, network: SignInNetwork) {
  const accounts: AccountInfo[] = await application.getAllAccounts()
  const [account] = accounts
  if (!account) return undefined
  const request = { account, scopes: [scope], forceRefresh: true }
  return application.acquireTokenSilent(request).catch((error: unknown) => {
    // A network that is gone is no reason to ask the person again.
    if (network.failure()) throw error
  })
}

function interactively(application: PublicClientApplication, credential: PersonCredential, scope: string) {
  return credential.kind === 'deviceCode'
    ? byCode(application, credential, [scope])
    : inBrowser(application, credential, [scope])
}

function byCode(application: PublicClientApplication, credential: DeviceCodeCredential, scopes: string[]) {
  const deviceCodeCallback = ({ message }: { message?: string }) => {
    // The library goes on when the service refuses to give a code at all.
    if (message === undefined) throw new Error('no device code was given')
    credential.show(message)
  }
  return application.acquireTokenByDeviceCode({ scopes, deviceCodeCallback })
}

function inBrowser(application: PublicClientApplication, credential: BrowserCredential, scopes: string[]) {
  const openBrowser = async (address: string) => credential.show(address)
  return application.acquireTokenInteractive({ scopes, openBrowser })
}
