import { defineCollector } from './collector.ts'
import { namesRoleHolders, roleHolders } from './subjects.ts'

/**
 * Apart from `users`: of a million accounts nobody needs the phone number, and a list that carries the plans of
 * everybody is several times as long.
 */
export const administratorProfilesCollector = defineCollector({
  produces: 'administratorProfiles',
  purpose:
    'Shows whether role holders use their accounts for mail and collaboration, and which phones and addresses could bring the accounts back',
  source: {
    kind: 'each',
    lane: 'directory',
    after: namesRoleHolders,
    permissions: ['User.Read.All'],
    subjects: roleHolders,
    request: (user) => ({
      path: `/v1.0/users/${user}`,
      query: {
        $select:
          'id,userPrincipalName,givenName,surname,jobTitle,department,employeeId,employeeType,mail,proxyAddresses,otherMails,mobilePhone,businessPhones,assignedPlans,assignedLicenses,lastPasswordChangeDateTime,signInSessionsValidFromDateTime,passwordPolicies',
      },
    }),
    items: (_user, { body }) => [body],
  },
  reference: 'identity.md §b.4, §c',
})
