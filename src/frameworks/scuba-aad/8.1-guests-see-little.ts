import { defineRequirement, reading } from '../requirement.ts'
import { everyPolicy } from './settings/authorization.ts'

/** Template ids of the roles that guests may have by default (identity.md §e.4). */
const ROLES: Readonly<Record<string, { readonly words: string; readonly isLimited: boolean }>> = {
  '2af84b1e-32c8-42b7-82bc-daa82404023b': { words: 'restricted', isLimited: true },
  '10dae51f-b6af-4016-8d66-8c2a99b929b3': { words: 'limited', isLimited: true },
  'a0b1b346-4d3e-4e8b-98f8-753987be4970': { words: 'the same as of members', isLimited: false },
}

export const guestsSeeLittle = defineRequirement({
  framework: 'scuba-aad',
  id: 'MS.AAD.8.1v1',
  title: 'Guests have limited or restricted access to directory objects',
  obligation: 'should',
  checks: 'The role of guests in the authorization policy is the limited or the restricted one.',
  readings: [
    reading({
      needs: ['authorizationPolicy'],
      evaluate: ({ authorizationPolicy }, stated) =>
        everyPolicy(authorizationPolicy, stated, ({ guestUserRoleId }) => {
          if (!guestUserRoleId) return undefined
          const role = ROLES[guestUserRoleId.toLowerCase()]
          const wrong = role?.isLimited
            ? undefined
            : `What guests see is ${role?.words ?? 'not one of the known levels'}.`
          return { wrong, fields: { guestUserRoleId } }
        }),
    }),
  ],
  references: [
    'https://www.cisa.gov/resources-tools/services/secure-cloud-business-applications-scuba-project',
    'https://learn.microsoft.com/entra/identity/users/users-restrict-guest-permissions',
  ],
})
