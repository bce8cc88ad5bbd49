import { defineRequirement, reading } from '../requirement.ts'
import { everyPolicy } from './settings/authorization.ts'

/** Nobody at all is stricter than what is asked. */
const ALLOWED: ReadonlySet<string> = new Set(['adminsandguestinviters', 'none'])

export const onlyGuestInvitersInvite = defineRequirement({
  framework: 'scuba-aad',
  id: 'MS.AAD.8.2v1',
  title: 'Only users with the role Guest Inviter invite guests',
  obligation: 'should',
  checks: 'The authorization policy lets administrators and guest inviters invite, or nobody.',
  readings: [
    reading({
      needs: ['authorizationPolicy'],
      evaluate: ({ authorizationPolicy }, stated) =>
        everyPolicy(authorizationPolicy, stated, ({ allowInvitesFrom }) => {
          if (!allowInvitesFrom) return undefined
          const isAllowed = ALLOWED.has(allowInvitesFrom.toLowerCase())
          const wrong = isAllowed ? undefined : `Who may invite guests: ${allowInvitesFrom}.`
          return { wrong, fields: { allowInvitesFrom } }
        }),
    }),
  ],
  references: [
    'https://www.cisa.gov/resources-tools/services/secure-cloud-business-applications-scuba-project',
    'https://learn.microsoft.com/entra/external-id/external-collaboration-settings-configure',
  ],
})
