import type { DatasetName, DatasetRecord } from '#model/datasets.ts'
import type { AuthenticationMethodsPolicy } from '#model/records/authentication-methods-policy.ts'
import { CONTOSO } from './ids.ts'
import { aMethod, anAccount, aPerUserMfaState, aRegistration } from './people.ts'
import { aPolicy } from './policies.ts'
import { builtInRoles } from './roles.ts'

/** The records of a tenant by dataset; a dataset left out is read and empty. */
export type TenantRecords = { readonly [Name in DatasetName]?: readonly DatasetRecord<Name>[] }

/**
 * Contoso: healthy and boring. Everybody has registered, one policy requires MFA of everybody, security defaults
 * are off because of it, nobody holds a role. Each example states what differs.
 */
export function aTenant(records: TenantRecords = {}): TenantRecords {
  const users = records.users ?? [anAccount()]
  return {
    organization: [{ id: CONTOSO, displayName: 'Contoso' }],
    users,
    userRegistrationDetails: users.map(({ id }) => aRegistration(id)),
    perUserMfaStates: users.map(({ id }) => aPerUserMfaState(id)),
    authenticationMethods: users.map(({ id }) => aMethod(id)),
    authenticationMethodsPolicy: [certificates('disabled')],
    conditionalAccessPolicies: [aPolicy()],
    identitySecurityDefaultsEnforcementPolicy: securityDefaults(false),
    crossTenantAccessPolicyDefault: homeMfa(false),
    roleDefinitions: builtInRoles,
    ...records,
  }
}

/** Security defaults, on or off. */
export function securityDefaults(isEnabled: boolean) {
  return [{ id: 'securityDefaults', isEnabled }]
}

/** Whether MFA done in any other tenant counts here. */
export function homeMfa(isMfaAccepted: boolean) {
  return [{ id: 'default', inboundTrust: { isMfaAccepted } }]
}

/** The methods policy with certificate-based authentication on or off. */
export function certificates(state: 'enabled' | 'disabled'): AuthenticationMethodsPolicy {
  return {
    id: 'authenticationMethodsPolicy',
    authenticationMethodConfigurations: [
      { id: 'Fido2', state: 'enabled' },
      { id: 'X509Certificate', state },
    ],
  }
}
