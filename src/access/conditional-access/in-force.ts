import type { AuthenticationStrengthPolicy } from '#model/records/authentication-strength-policies.ts'
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import { allOf, type Ternary } from '../ternary.ts'
import { demandOf } from './demand.ts'
import { isNeverPlain } from './plain.ts'
import { mayBeEnforced } from './policy.ts'
import { strengthIndex } from './strengths.ts'

export interface PolicyRecords {
  readonly conditionalAccessPolicies: readonly ConditionalAccessPolicy[]
  readonly authenticationStrengthPolicies: readonly AuthenticationStrengthPolicy[]
}

/** A policy and whether it asks at least some people for MFA, or blocks them, at a sign-in as people do it. */
export interface Enforcement {
  readonly policy: ConditionalAccessPolicy
  readonly inForce: Ternary
}

/**
 * Which policies are in force. A demand under conditions counts here, where the question is whether anything is
 * enforced at all; blocking legacy clients alone does not, since it asks nobody for a second factor.
 */
export function enforcements(records: PolicyRecords): readonly Enforcement[] {
  const strengths = strengthIndex(records.authenticationStrengthPolicies)
  return records.conditionalAccessPolicies.map((policy) => {
    const demand = demandOf(policy, 'mfa', strengths)
    const reaches: Ternary = demand.blocks && isNeverPlain(policy) ? 'no' : 'yes'
    return { policy, inForce: allOf([enforced(policy), demand.meets, reaches, hasAudience(policy)]) }
  })
}

function enforced(policy: ConditionalAccessPolicy): Ternary {
  if (policy.state === 'enabled') return 'yes'
  return mayBeEnforced(policy) ? 'maybe' : 'no'
}

/** A policy for nobody, or for workload identities, is in force for no person. */
function hasAudience({ conditions }: ConditionalAccessPolicy): Ternary {
  const users = conditions?.users
  if (!users) return conditions?.clientApplications ? 'no' : 'maybe'
  const named = users.includeUsers?.some((name) => name !== 'None') === true
  const lists = [users.includeGroups, users.includeRoles].some((list) => !!list?.length)
  return named || lists || users.includeGuestsOrExternalUsers ? 'yes' : 'no'
}
