import { defineRequirement, reading } from '../requirement.ts'
import { memberOf } from './policies/conditions.ts'
import { everyPolicy } from './settings/authorization.ts'

export const onlyAdministratorsRegisterApplications = defineRequirement({
  framework: 'scuba-aad',
  id: 'MS.AAD.5.1v1',
  title: 'Only administrators register applications',
  obligation: 'shall',
  checks: 'By default, users may not create applications.',
  readings: [
    reading({
      needs: ['authorizationPolicy'],
      evaluate: ({ authorizationPolicy }, stated) =>
        everyPolicy(authorizationPolicy, stated, ({ defaultUserRolePermissions }) => {
          const allowedToCreateApps = memberOf(defaultUserRolePermissions, 'allowedToCreateApps')
          if (typeof allowedToCreateApps !== 'boolean') return undefined
          const wrong = allowedToCreateApps ? 'Every user may register applications.' : undefined
          return { wrong, fields: { allowedToCreateApps } }
        }),
    }),
  ],
  references: [
    'https://www.cisa.gov/resources-tools/services/secure-cloud-business-applications-scuba-project',
    'https://learn.microsoft.com/entra/identity-platform/how-applications-are-added',
  ],
})
