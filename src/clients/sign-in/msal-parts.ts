import type { ICachePlugin, INetworkModule } from '@azure/msal-node'
import type { Cloud } from '../clouds.ts'

/** What every way to sign in needs. */
export interface MsalParts {
  readonly cloud: Cloud
  readonly network: INetworkModule
  /** Where a person's tokens are kept between runs; none keeps them in memory. */
  readonly cache?: ICachePlugin | undefined
}
