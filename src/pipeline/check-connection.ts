/**
 * Signs in and compares what was granted with what is needed. Nothing of the tenant is read but its root management
 * group in Azure, whose name is the tenant's: no other question says whether Azure is open.
 */
import { type Credential, isDelegated } from '#clients/sign-in/credential.ts'
import type { Holder } from '#clients/sign-in/token.ts'
import { type AzureCheck, checkAzure } from './check-azure.ts'
import { type ConnectOptions, connect } from './connect.ts'
import {
  type NeededPermission,
  neededPermissions,
  type OptionalPermission,
  optionalPermissions,
  permissionsOfLogs,
} from './permissions.ts'

export interface ConnectionCheck {
  readonly tenant: string | undefined
  readonly holder: Partial<Holder> & { readonly kind: 'person' | 'application' }
  /** Undefined when the token does not show them: only a collection will tell. */
  readonly granted: readonly string[] | undefined
  readonly missing: readonly NeededPermission[]
  /** Optional permissions that are not granted. */
  readonly withheld: readonly OptionalPermission[]
  /** Permissions that Keyward does not use: worth taking back. */
  readonly excess: readonly string[]
  readonly azure: AzureCheck
}

/** Checks a credential. @throws KeywardError `sign-in-refused`, `service-unreachable`, `endpoint-invalid` */
export async function checkConnection(options: ConnectOptions): Promise<ConnectionCheck> {
  const connection = connect(options)
  try {
    const tenant = await connection.graph.tenant()
    const granted = await connection.graph.grantedPermissions()
    const azure = await checkAzure(connection.azure, tenant)
    const holder = { ...(await connection.holder()), kind: kindOf(options.credential) }
    return { tenant, holder, granted, ...compared(granted), azure }
  } finally {
    await connection.close()
  }
}

function kindOf(credential: Credential): 'person' | 'application' {
  return isDelegated(credential) ? 'person' : 'application'
}

/** These are in every delegated token and open nothing that matters here. */
const HARMLESS = new Set(['openid', 'profile', 'email', 'offline_access', 'User.Read'])

type Compared = Pick<ConnectionCheck, 'missing' | 'withheld' | 'excess'>

function compared(granted: readonly string[] | undefined): Compared {
  const needed = neededPermissions()
  const optional = optionalPermissions()
  if (granted === undefined) return { missing: [], withheld: [], excess: [] }
  const names = new Set([...needed, ...optional, ...permissionsOfLogs()].map(({ permission }) => permission))
  return {
    missing: needed.filter(({ permission }) => !granted.includes(permission)),
    withheld: optional.filter(({ permission }) => !granted.includes(permission)),
    excess: granted.filter((permission) => !names.has(permission) && !HARMLESS.has(permission)).sort(),
  }
}
