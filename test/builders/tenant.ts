import type { DatasetName, DatasetRecord } from '#model/datasets.ts'
import type {
  AuthenticationMethodsPolicy,
  MethodConfiguration,
} from '#model/records/authentication-methods-policy.ts'
import type { SubscribedSku } from '#model/records/subscribed-skus.ts'
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
    authenticationMethodsPolicy: [aMethodsPolicy()],
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

const everybody = [{ id: 'all_users', targetType: 'group' }]
const shown = { state: 'enabled', includeTarget: { id: 'all_users', targetType: 'group' } }

/** What the methods policy as advised says of each method: only what phishing does not relay easily is on. */
const advised: Readonly<Record<string, Partial<MethodConfiguration>>> = {
  Fido2: { state: 'enabled' },
  MicrosoftAuthenticator: {
    state: 'enabled',
    isSoftwareOathEnabled: false,
    featureSettings: {
      displayAppInformationRequiredState: shown,
      displayLocationInformationRequiredState: shown,
    },
  },
  TemporaryAccessPass: { state: 'enabled' },
  Sms: { state: 'disabled' },
  Voice: { state: 'disabled' },
  Email: { state: 'disabled' },
  SoftwareOath: { state: 'disabled' },
  X509Certificate: { state: 'disabled' },
}

/** The methods policy as advised, with these methods set otherwise. */
export function aMethodsPolicy(
  methods: Readonly<Record<string, Partial<MethodConfiguration>>> = {},
  changes: Partial<AuthenticationMethodsPolicy> = {},
): AuthenticationMethodsPolicy {
  const configurations = Object.entries({ ...advised, ...methods })
  return {
    id: 'authenticationMethodsPolicy',
    policyMigrationState: 'migrationComplete',
    registrationEnforcement: {
      authenticationMethodsRegistrationCampaign: {
        state: 'enabled',
        includeTargets: everybody,
        excludeTargets: [],
      },
    },
    authenticationMethodConfigurations: configurations.map(([id, configuration]) => ({
      id,
      includeTargets: everybody,
      excludeTargets: [],
      ...advised[id],
      ...configuration,
    })),
    ...changes,
  }
}

/** The methods policy with certificate-based authentication on or off. */
export function certificates(state: 'enabled' | 'disabled'): AuthenticationMethodsPolicy {
  return aMethodsPolicy({ X509Certificate: { state } })
}

/** A package with Entra ID P1 inside. */
export function aLicence(servicePlanId = '41781fb2-bc02-4b7c-bd55-b576c07bb09d'): SubscribedSku {
  return {
    skuId: 'premium',
    skuPartNumber: 'AAD_PREMIUM',
    capabilityStatus: 'Enabled',
    servicePlans: [{ servicePlanId, provisioningStatus: 'Success' }],
  }
}
