import { denied } from '#model/coverage.ts'
import {
  aDeclaration,
  aMethod,
  anAccount,
  aRoleAssignment,
  aTenant,
  defineExamples,
  theDecisions,
} from '../../../test/builders/index.ts'
import { noSharedAdministratorAccounts as control } from './no-shared-administrator-accounts.ts'

const administrator = (name: string) => ({
  users: [anAccount(name)],
  roleAssignments: [aRoleAssignment(name)],
  administratorProfiles: [{ id: name, givenName: 'Ada', surname: 'Lovelace' }],
})
const authenticator = { '@odata.type': '#microsoft.graph.microsoftAuthenticatorAuthenticationMethod' }
const phone = (phoneNumber: string, phoneType: string) => ({
  '@odata.type': '#microsoft.graph.phoneAuthenticationMethod',
  phoneNumber,
  phoneType,
})

export const examples = defineExamples(control, [
  { name: 'one person’s account', given: aTenant(administrator('ada')), then: 'pass' },
  {
    name: 'it is called admin',
    given: aTenant(administrator('admin')),
    then: 'needsReview',
    subjects: ['admin'],
    because: /nobody's name/,
  },
  {
    name: 'somebody said who is behind it',
    given: aTenant(administrator('admin')),
    decisions: theDecisions({
      declarations: [aDeclaration('people', 'admin@contoso.example: Ada Lovelace')],
    }),
    then: 'pass',
  },
  {
    name: 'it has three Authenticator apps',
    given: aTenant({
      ...administrator('ada'),
      authenticationMethods: [{ userId: 'ada', methods: [authenticator, authenticator, authenticator] }],
    }),
    then: 'needsReview',
    because: /3 Authenticator apps/,
  },
  {
    name: 'it has two mobile phones of different numbers',
    given: aTenant({
      ...administrator('ada'),
      authenticationMethods: [
        { userId: 'ada', methods: [phone('+1 555 0100', 'mobile'), phone('+1 555 0199', 'alternateMobile')] },
      ],
    }),
    then: 'needsReview',
    because: /several mobile phones/,
  },
  {
    name: 'a profile without a name alone is how administrators are made',
    given: aTenant({ ...administrator('ada'), administratorProfiles: [{ id: 'ada' }] }),
    then: 'pass',
  },
  {
    name: 'people without privileged roles are no administrators',
    given: aTenant({ users: [anAccount('info')], authenticationMethods: [aMethod('info')] }),
    then: 'notApplicable',
  },
  {
    name: 'methods that were not read leave it open',
    given: aTenant(administrator('ada')),
    coverage: { authenticationMethods: denied('HTTP 403', ['UserAuthenticationMethod.Read.All']) },
    then: 'unknown',
    because: /UserAuthenticationMethod\.Read\.All/,
  },
])
