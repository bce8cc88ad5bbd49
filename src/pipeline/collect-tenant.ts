/** Collects one tenant: connects, learns whose token it is, collects everything there is a collector for. */
import type { CloudName } from '#clients/clouds.ts'
import type { Credential } from '#clients/sign-in/credential.ts'
import type { KeptTokens } from '#clients/sign-in/kept.ts'
import { allCollectors } from '#collectors/collectors.generated.ts'
import { tenantId } from '#model/ids.ts'
import { type Collected, collect, type DatasetProgress } from './collect/collect.ts'
import { connect } from './connect.ts'
import type { Session } from './session.ts'

export interface CollectTenantOptions {
  readonly session: Session
  readonly cloud: CloudName
  readonly endpoint?: string | undefined
  readonly credential: Credential
  /** Where a person's sign-in outlives this program. */
  readonly kept?: KeptTokens | undefined
  readonly now: () => Date
  /** Reads every list in full, even where the service would tell what changed. */
  readonly full?: boolean | undefined
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: (progress: DatasetProgress) => void
}

/** Collects and seals. @throws what `collect` throws */
export async function collectTenant(options: CollectTenantOptions): Promise<Collected> {
  const connection = connect(options)
  try {
    // A tenant may be named by a domain; the token says which one it is.
    const tenant = tenantId((await connection.graph.tenant()) ?? statedTenant(options.credential))
    return await collect({
      store: await options.session.store.forTenant(tenant),
      services: connection,
      collectors: allCollectors,
      cloud: connection.cloud,
      endpoint: connection.endpoint,
      now: options.now,
      full: options.full,
      signal: options.signal,
      ...(options.onProgress ? { onProgress: options.onProgress } : {}),
    })
  } finally {
    await connection.close()
  }
}

function statedTenant(credential: Credential): string {
  return 'tenant' in credential ? credential.tenant : ''
}
