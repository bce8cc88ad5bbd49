import { defineCollector } from './collector.ts'
import { accountOf, keptMethods, leftOutOfMethods, methodSubjects, tellsOfReport } from './method-subjects.ts'
import { namesRoleHolders } from './subjects.ts'

export const authenticationMethodsCollector = defineCollector({
  produces: 'authenticationMethods',
  purpose:
    'Lists authentication methods one by one, with model and strength: of role holders, with the phones and addresses that could bring their accounts back; and, without those, of every enabled member account where Microsoft’s report is not licensed',
  source: {
    kind: 'each',
    lane: 'directory',
    after: namesRoleHolders,
    consults: tellsOfReport,
    permissions: ['UserAuthenticationMethod.Read.All'],
    subjects: methodSubjects,
    request: (subject) => ({ path: `/v1.0/users/${accountOf(subject)}/authentication/methods` }),
    whole: true,
    items: (subject, { values }) => [{ userId: accountOf(subject), methods: keptMethods(subject, values) }],
    leavesOut: leftOutOfMethods,
  },
  note: 'asked for twenty accounts at a time by $batch; whether Microsoft allows these reads there is not verified, so what a batch does not answer is asked again alone. That they need no licence is not verified either',
  reference: 'identity.md §a.7',
})
