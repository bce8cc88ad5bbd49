import { namesPowerfulApplications, powerfulApplications } from './application-subjects.ts'
import { defineCollector } from './collector.ts'

export const applicationOwnersCollector = defineCollector({
  produces: 'applicationOwners',
  purpose: 'Shows who could add a credential to an application that has power, and so become it',
  source: {
    kind: 'each',
    lane: 'directory',
    after: namesPowerfulApplications,
    permissions: ['Application.Read.All'],
    subjects: powerfulApplications,
    request: (application) => ({
      path: `/v1.0/applications/${application}/owners`,
      query: { $select: 'id' },
    }),
    whole: true,
    items: (applicationId, { values }) => [{ applicationId, owners: values }],
  },
  reference: 'identity.md §b.6',
})
