import { defineCollector } from './collector.ts'

export const oauth2PermissionGrantsCollector = defineCollector({
  produces: 'oauth2PermissionGrants',
  purpose: 'Shows what applications may do in the name of the people who use them',
  source: {
    kind: 'list',
    lane: 'directory',
    path: '/v1.0/oauth2PermissionGrants',
    query: { $top: '999' },
    permissions: ['Directory.Read.All'],
  },
  optional:
    'Microsoft opens this one list with Directory.Read.All only, which reads the whole directory: more than all the others together need',
  reference: 'identity.md §g.7',
})
