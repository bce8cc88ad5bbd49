import { defineCollector } from './collector.ts'

const $select =
  'id,displayName,userPrincipalName,mail,accountEnabled,userType,creationType,externalUserState,createdDateTime,onPremisesSyncEnabled,identities'

export const usersCollector = defineCollector({
  produces: 'users',
  purpose: 'Lists every account: the denominator of nearly every control',
  source: {
    kind: 'list',
    lane: 'directory',
    path: '/v1.0/users',
    query: { $select, $top: '999' },
    changes: { path: '/v1.0/users/delta', query: { $select } },
    permissions: ['User.Read.All'],
  },
  reference: 'identity.md §b.4, §e.1',
})
