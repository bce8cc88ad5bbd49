/** Signs in and compares what was granted with what is needed. Nothing of the tenant is read. */
import type { CloudName } from '#clients/clouds.ts'
import type { Credential } from '#clients/sign-in/credential.ts'
import { connect } from './connect.ts'
import { type NeededPermission, neededPermissions } from './permissions.ts'

export interface ConnectionCheck {
  readonly tenant: string | undefined
  /** Undefined when the token does not show them: only a collection will tell. */
  readonly granted: readonly string[] | undefined
  readonly missing: readonly NeededPermission[]
  /** Permissions that Keyward does not use: worth taking back. */
  readonly excess: readonly string[]
}

/** Checks a credential. @throws KeywardError `sign-in-refused`, `service-unreachable`, `endpoint-invalid` */
export async function checkConnection(options: {
  readonly cloud: CloudName
  readonly endpoint?: string | undefined
  readonly credential: Credential
}): Promise<ConnectionCheck> {
  const connection = connect(options)
  try {
    const tenant = await connection.graph.tenant()
    const granted = await connection.graph.grantedPermissions()
    return { tenant, granted, ...compared(granted) }
  } finally {
    await connection.close()
  }
}

/** These are in every delegated token and open nothing that matters here. */
const HARMLESS = new Set(['openid', 'profile', 'email', 'offline_access', 'User.Read'])

function compared(granted: readonly string[] | undefined): Pick<ConnectionCheck, 'missing' | 'excess'> {
  const needed = neededPermissions()
  if (granted === undefined) return { missing: [], excess: [] }
  const names = new Set(needed.map(({ permission }) => permission))
  return {
    missing: needed.filter(({ permission }) => !granted.includes(permission)),
    excess: granted.filter((permission) => !names.has(permission) && !HARMLESS.has(permission)).sort(),
  }
}
