import { defineCollector } from './collector.ts'
import { leftOutOfMethods, methodSubjects, tellsOfReport } from './method-subjects.ts'
import { namesRoleHolders } from './subjects.ts'

export const authenticationMethodsCollector = defineCollector({
  produces: 'authenticationMethods',
  purpose:
    'Lists authentication methods one by one, with model and strength: of role holders, and of every enabled member account where Microsoft’s report is not licensed',
  source: {
    kind: 'each',
    lane: 'directory',
    after: namesRoleHolders,
    consults: tellsOfReport,
    permissions: ['UserAuthenticationMethod.Read.All'],
    subjects: methodSubjects,
    request: (user) => ({ path: `/v1.0/users/${user}/authentication/methods` }),
    whole: true,
    items: (userId, { values }) => [{ userId, methods: values }],
    leavesOut: leftOutOfMethods,
  },
  note: 'asked for twenty accounts at a time by $batch; whether Microsoft allows these reads there is not verified, so what a batch does not answer is asked again alone. That they need no licence is not verified either',
  reference: 'identity.md §a.7',
})
