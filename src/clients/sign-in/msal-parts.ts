import type { ICachePlugin } from '@azure/msal-node'
import type { Cloud } from '../clouds.ts'
import type { SignInNetwork } from './msal-network.ts'

/** What every way to sign in needs. */
export interface MsalParts {
  readonly cloud: Cloud
  readonly network: SignInNetwork
  /** Where a person's tokens are kept between runs; none keeps them in memory. */
  readonly cache?: ICachePlugin | undefined
  /** Ends a sign-in that waits for a person; the network has to be given the same. */
  readonly signal?: AbortSignal | undefined
}
