import type { AuthenticationStrengthPolicy } from '#model/records/authentication-strength-policies.ts'
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import type { NamedLocation } from '#model/records/named-locations.ts'
import type { IdentitySecurityDefaultsEnforcementPolicy } from '#model/records/security-defaults.ts'
import { securityDefaultsState } from '../conditional-access/security-defaults.ts'
import {
  OUTSIDE,
  policiesFor,
  type ServiceProvider,
  SOMEBODY,
} from '../conditional-access/service-providers.ts'
import { mfaRequirements, type Requirement } from './requirement.ts'

export interface ServiceProviderRecords {
  readonly conditionalAccessPolicies: readonly ConditionalAccessPolicy[]
  readonly authenticationStrengthPolicies: readonly AuthenticationStrengthPolicy[]
  readonly namedLocations: readonly NamedLocation[]
  readonly identitySecurityDefaultsEnforcementPolicy: readonly IdentitySecurityDefaultsEnforcementPolicy[]
}

/** What is asked of somebody who comes with the delegated rights of a provider (decision 014). */
export function serviceProviderRequirement(
  provider: ServiceProvider,
  records: ServiceProviderRecords,
): Requirement {
  const defaults = records.identitySecurityDefaultsEnforcementPolicy
  const made = {
    conditionalAccessPolicies: policiesFor(provider, records.conditionalAccessPolicies),
    authenticationStrengthPolicies: records.authenticationStrengthPolicies,
    namedLocations: records.namedLocations,
    // Whether security defaults ask people without an account here, Microsoft does not say: on is not known to help.
    identitySecurityDefaultsEnforcementPolicy: securityDefaultsState(defaults) === 'no' ? defaults : [],
    perUserMfaStates: [{ userId: SOMEBODY.id, perUserMfaState: 'disabled' }],
    organization: [],
  }
  return mfaRequirements(made, OUTSIDE).of(SOMEBODY)
}
