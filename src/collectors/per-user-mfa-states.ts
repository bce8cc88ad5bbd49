import { defineCollector } from './collector.ts'
import { namesRoleHolders, roleHolders } from './subjects.ts'

/**
 * The list of users answers with `perUserMfaState` although no metadata names it (identity.md §a.5, in production
 * use elsewhere). Where it does not, the documented request is asked for role holders only: one per account would
 * take a large tenant hours.
 */
export const perUserMfaStatesCollector = defineCollector({
  produces: 'perUserMfaStates',
  purpose: 'Shows per-user MFA, which may cover accounts that no policy covers',
  source: {
    kind: 'list',
    lane: 'directory',
    path: '/v1.0/users',
    query: { $select: 'id,perUserMfaState', $top: '999' },
    permissions: ['User.Read.All'],
    accepts: (item) => typeof item === 'object' && item !== null && 'perUserMfaState' in item,
  },
  orElse: {
    kind: 'each',
    lane: 'directory',
    after: namesRoleHolders,
    permissions: ['Policy.Read.All'],
    subjects: roleHolders,
    request: (user) => ({ path: `/beta/users/${user}/authentication/requirements` }),
    items: (userId, { body }) => [{ ...(body as object), userId }],
    leavesOut:
      'the service gives the per-user MFA state account by account; it was asked for role holders only',
  },
  reference: 'identity.md §a.5',
})
