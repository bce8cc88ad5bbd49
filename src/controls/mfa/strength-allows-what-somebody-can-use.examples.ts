import { denied, unlicensed } from '#model/coverage.ts'
import {
  aGroup,
  aGuest,
  aMethod,
  aMethodsPolicy,
  anAccount,
  aPolicy,
  aRegistration,
  aRoleAssignment,
  aStrengthPolicy,
  aTenant,
  defineExamples,
  GLOBAL_ADMINISTRATOR,
  PHISHING_RESISTANT_STRENGTH,
  type TenantRecords,
} from '../../../test/builders/index.ts'
import { strengthAllowsWhatSomebodyCanUse } from './strength-allows-what-somebody-can-use.ts'

const resistant = {
  id: PHISHING_RESISTANT_STRENGTH,
  displayName: 'Phishing-resistant MFA',
  allowedCombinations: ['windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor'],
}
/** Phishing-resistant MFA is required of everybody; passkeys are off, certificates too. */
const withStrength = (records: TenantRecords = {}, allowedCombinations?: string[]) =>
  aTenant({
    conditionalAccessPolicies: [aStrengthPolicy()],
    authenticationStrengthPolicies: [
      { ...resistant, ...(allowedCombinations ? { allowedCombinations } : {}) },
    ],
    authenticationMethodsPolicy: [aMethodsPolicy({ Fido2: { state: 'disabled' } })],
    ...records,
  })
const keysFor = (group: string) =>
  aMethodsPolicy({ Fido2: { includeTargets: [{ id: group, targetType: 'group' }] } })
const forAda = [aStrengthPolicy({ conditions: { users: { includeUsers: ['ada'] } } })]
const two = [anAccount(), anAccount('bob')]

export const examples = defineExamples(strengthAllowsWhatSomebodyCanUse, [
  {
    name: 'passkeys are demanded and allowed',
    given: withStrength({ authenticationMethodsPolicy: [aMethodsPolicy()] }),
    then: 'pass',
  },
  {
    name: 'passkeys are demanded and off: nobody can use any of it',
    given: withStrength(),
    then: 'fail',
    subjects: ['phishing-resistant'],
    severity: 'high',
    because: /nobody it is for can use/,
  },
  {
    name: 'Windows Hello needs no policy, for those who have it',
    given: withStrength({
      conditionalAccessPolicies: forAda,
      authenticationMethods: [aMethod('ada', ['windowsHelloForBusiness'])],
    }),
    then: 'pass',
  },
  {
    name: 'passkeys for one group leave the others out',
    given: withStrength({
      users: two,
      authenticationMethodsPolicy: [keysFor('keys')],
      groupMembers: [aGroup('keys', ['ada'])],
    }),
    then: 'fail',
    severity: 'medium',
    because: /1 of the 2 people it is for cannot.*bob@/,
  },
  {
    name: 'passkeys for a group whose members are not known',
    given: withStrength({ authenticationMethodsPolicy: [keysFor('keys')] }),
    then: 'unknown',
    because: /whether everybody under/,
  },
  {
    name: 'whom the policy does not include it does not shut out',
    given: withStrength({
      users: two,
      conditionalAccessPolicies: forAda,
      authenticationMethodsPolicy: [keysFor('keys')],
      groupMembers: [aGroup('keys', ['ada'])],
    }),
    then: 'pass',
  },
  {
    name: 'an excluded role is excluded',
    given: withStrength({
      conditionalAccessPolicies: [
        aStrengthPolicy({
          conditions: { users: { includeUsers: ['ada'], excludeRoles: [GLOBAL_ADMINISTRATOR] } },
        }),
      ],
      roleAssignments: [aRoleAssignment()],
    }),
    then: 'pass',
  },
  {
    name: 'a text message is a text message, and calls do not make up for it',
    given: withStrength({ authenticationMethodsPolicy: [aMethodsPolicy({ Voice: { state: 'enabled' } })] }, [
      'password,sms',
    ]),
    then: 'fail',
  },
  {
    name: 'what is off here may be on in the older settings until they are migrated',
    given: withStrength(
      { authenticationMethodsPolicy: [aMethodsPolicy({}, { policyMigrationState: 'preMigration' })] },
      ['password,sms'],
    ),
    then: 'unknown',
  },
  {
    name: 'a combination of a later version may be of use',
    given: withStrength({}, ['telepathy']),
    then: 'unknown',
  },
  {
    name: 'what the policy repeats of its strength is used where the strength was not read',
    given: withStrength({
      conditionalAccessPolicies: [
        aStrengthPolicy({ grantControls: { operator: 'OR', authenticationStrength: resistant } }),
      ],
      authenticationStrengthPolicies: [],
    }),
    then: 'fail',
  },
  {
    name: 'what the strength allows was not read',
    given: withStrength({ authenticationStrengthPolicies: [] }),
    then: 'unknown',
    because: /what the strength/,
  },
  {
    name: 'guests satisfy it at home, disabled accounts never have to',
    given: withStrength({
      users: [anAccount(), aGuest(), anAccount('gone', { accountEnabled: false })],
      authenticationMethodsPolicy: [keysFor('keys')],
      groupMembers: [aGroup('keys', ['ada', 'stranger'])],
    }),
    then: 'pass',
  },
  {
    name: 'a registered Windows Hello in the report counts',
    given: withStrength({
      conditionalAccessPolicies: forAda,
      userRegistrationDetails: [aRegistration('ada', { methodsRegistered: ['windowsHelloForBusiness'] })],
      authenticationMethods: [],
    }),
    then: 'pass',
  },
  {
    name: 'nobody requires a strength',
    given: withStrength({ conditionalAccessPolicies: [aPolicy(), aStrengthPolicy({ state: 'disabled' })] }),
    then: 'notApplicable',
    because: /no enabled policy requires/,
  },
  {
    name: 'without the licence there is no policy',
    given: withStrength({ conditionalAccessPolicies: [], authenticationStrengthPolicies: [] }),
    coverage: { conditionalAccessPolicies: unlicensed('HTTP 403', 'Entra ID P1') },
    then: 'notApplicable',
  },
  {
    name: 'a refused methods policy names its permission',
    given: withStrength({ authenticationMethodsPolicy: [] }),
    coverage: { authenticationMethodsPolicy: denied('HTTP 403', ['Policy.Read.All']) },
    then: 'unknown',
    because: /Policy\.Read\.All/,
  },
])
