import { denied, unlicensed } from '#model/coverage.ts'
import {
  aDeclaration,
  aDelegation,
  aGuestOfFabrikam,
  anAccount,
  anAttestation,
  aRegistration,
  aRoleAssignment,
  aTenant,
  claimsIn,
  defineExamples,
  homeMfa,
  theDecisions,
} from '../../../test/builders/index.ts'
import { providerAccountsAreGoverned as control } from './provider-accounts-are-governed.ts'

const guest = {
  users: [anAccount(), aGuestOfFabrikam('gus')],
  roleAssignments: [aRoleAssignment('gus')],
}
const sponsored = { guestSponsors: [{ userId: 'gus', sponsors: [{ id: 'ada' }] }] }
const review = {
  id: 'guests',
  scope: { query: "/v1.0/users?$filter=userType eq 'Guest'" },
  settings: { recurrence: { pattern: { type: 'absoluteMonthly' } } },
}
const governed = aTenant({ ...guest, ...sponsored, accessReviewDefinitions: [review] })
const local = {
  users: [anAccount(), anAccount('fabrikam-support')],
  registrationAssignments: [aDelegation()],
  tenantInformation: [
    {
      tenantId: aDelegation().managedByTenantId ?? '',
      displayName: 'Fabrikam',
      defaultDomainName: 'fabrikam.example',
    },
  ],
}

export const examples = defineExamples(control, [
  { name: 'a guest with a sponsor, a second factor and a review', given: governed, then: 'pass' },
  {
    name: 'a guest with a role and nobody who answers for it',
    given: aTenant({ ...guest, accessReviewDefinitions: [review] }),
    then: 'fail',
    subjects: ['gus'],
    severity: 'high',
    because: /nobody answers for it/,
  },
  {
    name: 'a guest without a second factor',
    given: aTenant({
      ...guest,
      ...sponsored,
      accessReviewDefinitions: [review],
      userRegistrationDetails: [aRegistration('gus', { isMfaRegistered: false, methodsRegistered: [] })],
      authenticationMethods: [],
    }),
    then: 'fail',
    because: /no second factor/,
  },
  {
    name: 'a guest whose MFA at home counts has one there',
    given: aTenant({
      ...guest,
      ...sponsored,
      accessReviewDefinitions: [review],
      userRegistrationDetails: [aRegistration('gus', { isMfaRegistered: false, methodsRegistered: [] })],
      authenticationMethods: [],
      crossTenantAccessPolicyDefault: homeMfa(true),
    }),
    then: 'pass',
  },
  {
    name: 'nobody reviews it',
    given: aTenant({ ...guest, ...sponsored }),
    then: 'fail',
    because: /nobody reviews it/,
  },
  {
    name: 'an attestation of the provider is a review too, also without the licence',
    given: aTenant({ ...guest, ...sponsored }),
    decisions: theDecisions({
      attestations: [anAttestation('any', 'fabrikam.example', claimsIn(guest))],
    }),
    coverage: { accessReviewDefinitions: unlicensed('HTTP 403', 'Entra ID P2') },
    then: 'pass',
  },
  {
    name: 'an account of this tenant that is called after a provider',
    given: aTenant(local),
    then: 'fail',
    subjects: ['fabrikam-support'],
    severity: 'medium',
    because: /an account of Fabrikam without a role: nobody answers for it; nobody reviews it/,
  },
  {
    name: 'a person was named for it, and the provider attested',
    given: aTenant(local),
    decisions: theDecisions({
      declarations: [aDeclaration('people', 'fabrikam-support@contoso.example: Fay Brick')],
      attestations: [anAttestation('any', aDelegation().managedByTenantId ?? '', claimsIn(local))],
    }),
    then: 'pass',
  },
  {
    name: 'an account that is switched off does nothing',
    given: aTenant({
      ...local,
      users: [anAccount(), anAccount('fabrikam-support', { accountEnabled: false })],
    }),
    then: 'notApplicable',
  },
  { name: 'no provider uses an account', given: aTenant(), then: 'notApplicable' },
  {
    name: 'sponsors that were not read leave it open',
    given: aTenant({ ...guest, accessReviewDefinitions: [review] }),
    coverage: { guestSponsors: denied('HTTP 403', ['User.Read.All']) },
    then: 'unknown',
    because: /guestSponsors/,
  },
])
