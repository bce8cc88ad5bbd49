import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import { PHISHING_RESISTANT_STRENGTH } from './ids.ts'

type Conditions = NonNullable<ConditionalAccessPolicy['conditions']>

/** A policy that requires MFA from everybody, everywhere; `conditions` are changed one by one. */
export function aPolicy(
  changes: Omit<Partial<ConditionalAccessPolicy>, 'conditions'> & { conditions?: Partial<Conditions> } = {},
): ConditionalAccessPolicy {
  const { conditions, ...rest } = changes
  return {
    id: 'mfa-for-all',
    displayName: 'Require MFA for all users',
    state: 'enabled',
    grantControls: { operator: 'OR', builtInControls: ['mfa'] },
    sessionControls: null,
    ...rest,
    conditions: {
      users: { includeUsers: ['All'] },
      applications: { includeApplications: ['All'], excludeApplications: [] },
      clientAppTypes: ['all'],
      platforms: null,
      locations: null,
      ...conditions,
    },
  }
}

/** A policy that requires phishing-resistant MFA from everybody. */
export function aStrengthPolicy(changes: Parameters<typeof aPolicy>[0] = {}): ConditionalAccessPolicy {
  return aPolicy({
    id: 'phishing-resistant',
    displayName: 'Require phishing-resistant MFA',
    grantControls: {
      operator: 'OR',
      builtInControls: [],
      authenticationStrength: { id: PHISHING_RESISTANT_STRENGTH },
    },
    ...changes,
  })
}
