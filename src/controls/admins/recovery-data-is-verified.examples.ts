import { recoveryClaims, recoveryValues } from '#access/administrators/recovery.ts'
import { denied } from '#model/coverage.ts'
import type { Attestation } from '#model/decisions.ts'
import type { AdministratorProfile } from '#model/records/administrator-profiles.ts'
import type { AuthenticationMethods } from '#model/records/authentication-methods.ts'
import {
  anAccount,
  anAttestation,
  anEligibility,
  aProfile,
  aRoleAssignment,
  aTenant,
  CONTOSO,
  defineExamples,
  methodsOf,
  type TenantRecords,
  theDecisions,
  USER_ADMINISTRATOR,
} from '../../../test/builders/index.ts'
import { recoveryDataIsVerified as control } from './recovery-data-is-verified.ts'

const organization = [
  { id: CONTOSO, countryLetterCode: 'GB', verifiedDomains: [{ name: 'contoso.example' }] },
]
const mobile = { type: 'phone', phoneType: 'mobile', phoneNumber: '+44 7700 900142' }
const mail = (emailAddress: string) => ({ type: 'email', emailAddress })

const admin = (
  methods: AuthenticationMethods,
  profile: AdministratorProfile = aProfile(),
  more: TenantRecords = {},
) =>
  aTenant({
    organization,
    roleAssignments: [aRoleAssignment()],
    administratorProfiles: [profile],
    authenticationMethods: [methods],
    ...more,
  })

const verified = (methods: AuthenticationMethods, changes: Partial<Attestation> = {}) => {
  const seen = recoveryClaims('ada', recoveryValues(methods, aProfile()))
  const attestation = { ...anAttestation(control.id, 'ada', seen), at: '2026-05-01T00:00:00Z', ...changes }
  return theDecisions({ attestations: [attestation] })
}

const withPhone = methodsOf('ada', mobile)
const two = (bobs: AuthenticationMethods): TenantRecords => ({
  users: [anAccount(), anAccount('bob')],
  roleAssignments: [aRoleAssignment(), aRoleAssignment('bob', { roleDefinitionId: USER_ADMINISTRATOR })],
  administratorProfiles: [aProfile(), aProfile('bob')],
  authenticationMethods: [withPhone, bobs],
})

export const examples = defineExamples(control, [
  {
    name: 'nobody is Global Administrator',
    given: aTenant({ roleAssignments: [aRoleAssignment('ada', { roleDefinitionId: USER_ADMINISTRATOR })] }),
    then: 'notApplicable',
    because: /Global Administrator/,
  },
  {
    name: 'passkeys alone leave nothing to verify',
    given: admin(methodsOf('ada', { type: 'fido2' })),
    then: 'pass',
  },
  {
    name: 'a phone that nobody verified, shown by two digits',
    given: admin(withPhone),
    then: 'needsReview',
    subjects: ['ada'],
    because: /nobody verified these within 90 days: mobile phone …42\./,
  },
  {
    name: 'a phone that somebody verified',
    given: admin(withPhone),
    decisions: verified(withPhone),
    then: 'pass',
  },
  {
    name: 'the same number written otherwise is the same',
    given: admin(methodsOf('ada', { ...mobile, phoneNumber: '0044 (0)7700-900142' })),
    decisions: verified(withPhone),
    then: 'pass',
  },
  {
    name: 'another number lapses it',
    given: admin(methodsOf('ada', { ...mobile, phoneNumber: '+44 7700 900143' })),
    decisions: verified(withPhone),
    then: 'needsReview',
    because: /…43/,
  },
  {
    name: 'a quarter lapses it, whatever end was given',
    given: admin(withPhone),
    decisions: verified(withPhone, { at: '2026-02-01T00:00:00Z' }),
    then: 'needsReview',
  },
  {
    name: 'what somebody vouched for in another control is not verified',
    given: admin(withPhone),
    decisions: verified(withPhone, { control: 'partners/every-partner-is-attested' }),
    then: 'needsReview',
  },
  {
    name: 'a private mailbox',
    given: admin(methodsOf('ada', mail('Ada.Lovelace@gmail.com'))),
    then: 'fail',
    severity: 'high',
    because: /mail a…@gmail\.com is a private mailbox/,
  },
  {
    name: 'a mailbox of another organisation, in the profile',
    given: admin(methodsOf('ada'), aProfile('ada', { otherMails: ['desk@fabrikam.example'] })),
    then: 'fail',
    severity: 'high',
    because: /other mail d…@fabrikam\.example lies with another organisation/,
  },
  {
    name: 'a mailbox of this tenant is locked with it',
    given: admin(methodsOf('ada', mail('ada@contoso.example'))),
    then: 'fail',
    severity: 'medium',
    because: /locked out cannot read it/,
  },
  {
    name: 'verifying makes no private mailbox better',
    given: admin(methodsOf('ada', mail('ada@gmail.com'))),
    decisions: verified(methodsOf('ada', mail('ada@gmail.com'))),
    then: 'fail',
  },
  {
    name: 'a phone that two administrators share',
    given: admin(withPhone, aProfile(), two(methodsOf('bob', mobile))),
    then: 'fail',
    subjects: ['ada'],
    severity: 'high',
    because: /mobile phone …42 is that of 2 administrators/,
  },
  {
    name: 'somebody else’s private mailbox hides nobody who was not asked',
    given: admin(withPhone, aProfile(), {
      ...two(methodsOf('bob', mail('bob@gmail.com'))),
      roleAssignments: [aRoleAssignment(), aRoleAssignment('bob')],
    }),
    then: 'fail',
    subjects: ['ada', 'bob'],
  },
  {
    name: 'a switchboard in the profile is everybody’s',
    given: admin(methodsOf('ada'), aProfile(), {
      ...two(methodsOf('bob')),
      authenticationMethods: [methodsOf('ada'), methodsOf('bob')],
      administratorProfiles: ['ada', 'bob'].map((id) =>
        aProfile(id, { businessPhones: ['+44 1225 496000'] }),
      ),
    }),
    then: 'needsReview',
    because: /business phone …00/,
  },
  {
    name: 'a number of another country',
    given: admin(methodsOf('ada', { ...mobile, phoneNumber: '+1 2025550142' })),
    then: 'fail',
    severity: 'medium',
    because: /is not a number of GB/,
  },
  {
    name: 'whoever may activate the role counts too',
    given: admin(withPhone, aProfile(), {
      roleAssignments: [],
      roleEligibilityScheduleInstances: [anEligibility()],
    }),
    then: 'needsReview',
  },
  {
    name: 'values that Microsoft masks can be verified by nobody',
    given: admin(methodsOf('ada', { ...mobile, phoneNumber: '+XX XXXXXXXX42' })),
    then: 'unknown',
    because: /came masked/,
  },
  {
    name: 'methods that were refused',
    given: admin(methodsOf('ada'), aProfile(), { authenticationMethods: [] }),
    coverage: { authenticationMethods: denied('HTTP 403', ['UserAuthenticationMethod.Read.All']) },
    then: 'unknown',
    because: /UserAuthenticationMethod\.Read\.All/,
  },
  {
    name: 'a profile that was not read',
    given: admin(methodsOf('ada'), aProfile(), { administratorProfiles: [] }),
    then: 'unknown',
    because: /profiles of some Global Administrators/,
  },
])
