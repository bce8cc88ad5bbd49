import { namesPowerfulApplications, powerfulServicePrincipals } from './application-subjects.ts'
import { defineCollector } from './collector.ts'

export const servicePrincipalOwnersCollector = defineCollector({
  produces: 'servicePrincipalOwners',
  purpose: 'Shows who could add a credential to a service principal that has power, and so become it',
  source: {
    kind: 'each',
    lane: 'directory',
    after: namesPowerfulApplications,
    permissions: ['Application.Read.All'],
    subjects: powerfulServicePrincipals,
    request: (principal) => ({
      path: `/v1.0/servicePrincipals/${principal}/owners`,
      query: { $select: 'id' },
    }),
    whole: true,
    items: (servicePrincipalId, { values }) => [{ servicePrincipalId, owners: values }],
  },
  reference: 'identity.md §b.6',
})
