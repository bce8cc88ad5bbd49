import { type Outcome } from '#model/outcome.ts'
import type { AuthorizationPolicy } from '#model/records/authorization-policy.ts'
import { defineRequirement, reading, type Stated } from '../requirement.ts'
import { memberOf, textsIn } from './policies/conditions.ts'
import { everyPolicy } from './settings/authorization.ts'

/** Grants that users may make for themselves; grants for what they own (chats, teams) are something else. */
const FOR_SELF = 'managepermissiongrantsforself.'
const LOW_IMPACT = `${FOR_SELF}microsoft-user-default-low`

/** v1.0 keeps them among the permissions of the default role, beta beside them. */
function grantsOf(policy: AuthorizationPolicy): readonly string[] | undefined {
  const inside = memberOf(policy.defaultUserRolePermissions, 'permissionGrantPoliciesAssigned')
  const grants = policy.permissionGrantPolicyIdsAssignedToDefaultUserRole ?? inside
  return Array.isArray(grants) ? textsIn(grants) : undefined
}

/**
 * Low impact is what the tenant classified so; that is harmless only while nothing risky is among it.
 * @param risky permissions that are classified as low impact and are risky; undefined when they were not read
 */
function judge(
  policies: readonly AuthorizationPolicy[],
  stated: Stated,
  risky: readonly string[] | undefined,
): Outcome {
  return everyPolicy(policies, stated, (policy) => {
    const grants = grantsOf(policy)
    if (grants === undefined) return undefined
    const own = grants.filter((grant) => grant.toLowerCase().startsWith(FOR_SELF))
    const beyond = own.filter((grant) => grant.toLowerCase() !== LOW_IMPACT)
    if (beyond.length > 0)
      return { wrong: 'Users may consent to applications themselves.', fields: { grants: beyond } }
    if (own.length > 0 && risky === undefined) return undefined
    const wrong = own.length > 0 && risky?.length ? riskyWords(risky) : undefined
    return { wrong, fields: { grants: own } }
  })
}

const riskyWords = (risky: readonly string[]): string =>
  `Users may consent to permissions of low impact, and risky ones are classified as such: ${risky.join(', ')}.`

export const onlyAdministratorsConsent = defineRequirement({
  framework: 'scuba-aad',
  id: 'MS.AAD.5.2v1',
  title: 'Only administrators consent to applications',
  obligation: 'shall',
  checks:
    'By default, users may not consent for themselves; or only to permissions of low impact, none of which is risky. Which ones are classified so, Graph has per application, and an export of ScubaGear only where that section is there.',
  readings: [
    reading({
      needs: ['authorizationPolicy', 'riskyDelegatedPermissionClassifications'],
      evaluate({ authorizationPolicy, riskyDelegatedPermissionClassifications: rows }, stated) {
        const risky = rows.flatMap(({ displayName, id, riskyPermClassifications }) =>
          riskyPermClassifications?.length ? riskyPermClassifications : [displayName ?? id],
        )
        return judge(authorizationPolicy, stated, risky)
      },
    }),
    reading({
      needs: ['authorizationPolicy'],
      evaluate: ({ authorizationPolicy }, stated) => judge(authorizationPolicy, stated, undefined),
    }),
  ],
  references: [
    'https://www.cisa.gov/resources-tools/services/secure-cloud-business-applications-scuba-project',
    'https://learn.microsoft.com/entra/identity/enterprise-apps/configure-user-consent',
  ],
})
