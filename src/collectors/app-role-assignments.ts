import { defineCollector } from './collector.ts'

/** Resources whose app roles can read or change everything, by application id: the same in every tenant. */
const RESOURCES = {
  microsoftGraph: '00000003-0000-0000-c000-000000000000',
  exchangeOnline: '00000002-0000-0ff1-ce00-000000000000',
  sharePointOnline: '00000003-0000-0ff1-ce00-000000000000',
} as const

/** Asked of the resource: one list holds every grant on it, where the principals would take a request each. */
export const appRoleAssignmentsCollector = defineCollector({
  produces: 'appRoleAssignments',
  purpose: 'Shows what each application may do with nobody signed in',
  source: {
    kind: 'each',
    lane: 'directory',
    after: [],
    permissions: ['Application.Read.All'],
    subjects: async () => Object.values(RESOURCES),
    request: (resource) => ({
      path: `/v1.0/servicePrincipals(appId='${resource}')/appRoleAssignedTo`,
      query: { $top: '999' },
    }),
    // A tenant without Exchange or SharePoint does not have their service principals: nothing is granted on them.
    items: (resourceAppId, { values }) => values.map((value) => ({ ...(value as object), resourceAppId })),
  },
  reference: 'identity.md §b.6',
})
