import type { Outcome } from '#model/outcome.ts'
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import { counted } from '#model/text/words.ts'
import { notKnown } from '../answers.ts'
import { defineRequirement, reading, type Stated } from '../requirement.ts'
import { holds, textsIn } from './policies/conditions.ts'
import { notPhishingResistant } from './policies/demands.ts'
import { demandsPhishingResistant, unreadStrength } from './policies/grants.ts'
import { onePolicy } from './policies/one-policy.ts'
import { highlyPrivilegedRoles } from './roles/highly-privileged.ts'

/** All users include whoever holds a role; otherwise every one of the roles has to be named. */
function rolesLeftOut(policy: ConditionalAccessPolicy, roles: readonly string[]): readonly string[] {
  const { includeUsers, includeRoles } = policy.conditions?.users ?? {}
  if (holds(includeUsers, 'All')) return []
  const missing = roles.filter((role) => !holds(textsIn(includeRoles), role)).length
  return missing === 0 ? [] : [`it leaves out ${counted(missing, 'highly privileged role')}`]
}

function judge(
  roles: readonly string[],
  policies: readonly ConditionalAccessPolicy[],
  stated: Stated,
): Outcome {
  const demand = {
    requirement: 'MS.AAD.3.6v1',
    does: 'requires phishing-resistant MFA of all highly privileged roles for all resources',
    people: (policy: ConditionalAccessPolicy) => rolesLeftOut(policy, roles),
    unread: unreadStrength,
    wrong: (policy: ConditionalAccessPolicy) =>
      demandsPhishingResistant(policy) ? [] : [notPhishingResistant(policy)],
  }
  return onePolicy(demand, policies, stated)
}

export const phishingResistantMfaForPrivilegedRoles = defineRequirement({
  framework: 'scuba-aad',
  id: 'MS.AAD.3.6v1',
  title: 'Phishing-resistant MFA is required for highly privileged roles',
  obligation: 'shall',
  checks:
    'One enabled policy requires a strength that only phishing-resistant methods satisfy, of all highly privileged roles (or of all users), for all resources, under no further condition.',
  readings: [
    reading({
      needs: ['conditionalAccessPolicies', 'privilegedRoles'],
      evaluate({ conditionalAccessPolicies, privilegedRoles }, stated) {
        const roles = privilegedRoles.flatMap(({ roleTemplateId }) => roleTemplateId ?? [])
        if (roles.length === 0) return notKnown('the export names no highly privileged role')
        return judge(roles, conditionalAccessPolicies, stated)
      },
    }),
    reading({
      needs: ['conditionalAccessPolicies'],
      emptyWithoutLicence: ['conditionalAccessPolicies'],
      evaluate: ({ conditionalAccessPolicies }, stated) =>
        judge([...highlyPrivilegedRoles.keys()], conditionalAccessPolicies, stated),
    }),
  ],
  references: [
    'https://www.cisa.gov/resources-tools/services/secure-cloud-business-applications-scuba-project',
    'https://learn.microsoft.com/entra/identity/conditional-access/policy-admin-phish-resistant-mfa',
  ],
})
