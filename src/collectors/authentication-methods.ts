import { defineCollector } from './collector.ts'
import { namesRoleHolders, roleHolders } from './subjects.ts'

export const authenticationMethodsCollector = defineCollector({
  produces: 'authenticationMethods',
  purpose: 'Lists the authentication methods of role holders one by one, with model and strength',
  source: {
    kind: 'each',
    lane: 'directory',
    after: namesRoleHolders,
    permissions: ['UserAuthenticationMethod.Read.All'],
    subjects: roleHolders,
    request: (user) => ({ path: `/v1.0/users/${user}/authentication/methods` }),
    whole: true,
    items: (userId, { values }) => [{ userId, methods: values }],
  },
  reference: 'identity.md §a.7',
})
