import { defineCollector } from './collector.ts'

export const usersCollector = defineCollector({
  produces: 'users',
  purpose: 'Lists every account: the denominator of nearly every control',
  source: {
    kind: 'list',
    lane: 'directory',
    path: '/v1.0/users',
    query: {
      $select:
        'id,displayName,userPrincipalName,mail,accountEnabled,userType,creationType,externalUserState,createdDateTime,onPremisesSyncEnabled,identities',
      $top: '999',
    },
    permissions: ['User.Read.All'],
  },
  reference: 'identity.md §b.4, §e.1',
})
