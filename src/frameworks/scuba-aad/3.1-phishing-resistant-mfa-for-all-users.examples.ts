import { partial } from '#model/coverage.ts'
import {
  aPolicy,
  aStrength,
  aStrengthPolicy,
  declared,
  defineRequirementExamples,
} from '../../../test/builders/index.ts'
import { phishingResistantMfaForAllUsers } from './3.1-phishing-resistant-mfa-for-all-users.ts'

const strength = { allowedCombinations: ['fido2'] }
const around = (operator: string) =>
  aPolicy({
    grantControls: { operator, builtInControls: ['compliantDevice'], authenticationStrength: strength },
  })

const unnamed = aStrengthPolicy({
  grantControls: { operator: 'OR', builtInControls: [], authenticationStrength: { id: 'custom' } },
})

const withoutApp = {
  conditions: { applications: { includeApplications: ['All'], excludeApplications: ['portal'] } },
}
const withoutGuests = {
  conditions: {
    users: {
      includeUsers: ['All'],
      excludeGuestsOrExternalUsers: { guestOrExternalUserTypes: 'b2bCollaborationGuest' },
    },
  },
}

export const examples = defineRequirementExamples(phishingResistantMfaForAllUsers, [
  {
    name: 'a strength of passkeys for everybody is enough',
    given: { conditionalAccessPolicies: [aStrength()] },
    then: 'pass',
  },
  {
    name: 'all three kinds of phishing-resistant methods may be allowed',
    given: {
      conditionalAccessPolicies: [
        aStrength(['windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor']),
      ],
    },
    then: 'pass',
  },
  {
    name: 'one weaker method in the strength undoes it',
    given: { conditionalAccessPolicies: [aStrength(['fido2', 'password,sms'])] },
    then: 'fail',
    because: /does not resist phishing/,
  },
  {
    name: 'plain MFA is not phishing-resistant',
    given: { conditionalAccessPolicies: [aPolicy()] },
    then: 'fail',
    because: /does not resist phishing/,
  },
  {
    name: 'a managed device instead is a way around it',
    given: { conditionalAccessPolicies: [around('OR')] },
    then: 'fail',
    because: /strength/,
  },
  {
    name: 'a managed device on top is none',
    given: { conditionalAccessPolicies: [around('AND')] },
    then: 'pass',
  },
  {
    name: 'a policy at high risk only does not hold at an ordinary sign-in',
    given: {
      conditionalAccessPolicies: [
        aStrength(['fido2'], { conditions: { userRiskLevels: ['high'], signInRiskLevels: ['high'] } }),
      ],
    },
    then: 'fail',
    because: /only under the condition user risk levels high/,
  },
  {
    name: 'a policy for legacy clients does not hold in a browser',
    given: {
      conditionalAccessPolicies: [
        aStrength(['fido2'], { conditions: { clientAppTypes: ['other', 'exchangeActiveSync'] } }),
      ],
    },
    then: 'fail',
    because: /client app types other/,
  },
  {
    name: 'browsers and modern apps are all that can do MFA',
    given: {
      conditionalAccessPolicies: [
        aStrength(['fido2'], { conditions: { clientAppTypes: ['browser', 'mobileAppsAndDesktopClients'] } }),
      ],
    },
    then: 'pass',
  },
  {
    name: 'a condition that is not known leaves sign-ins out',
    given: { conditionalAccessPolicies: [aStrength(['fido2'], { conditions: { moonPhase: ['full'] } })] },
    then: 'fail',
    because: /moon phase full/,
  },
  {
    name: 'an application is left out, and nobody declared it',
    given: { conditionalAccessPolicies: [aStrength(['fido2'], withoutApp)] },
    then: 'fail',
    because: /application portal/,
  },
  {
    name: 'an application is left out that is declared',
    given: { conditionalAccessPolicies: [aStrength(['fido2'], withoutApp)] },
    statements: declared('MS.AAD.3.1v1', 'application', 'portal'),
    then: 'pass',
  },
  {
    name: 'guests are left out by their type',
    given: { conditionalAccessPolicies: [aStrength(['fido2'], withoutGuests)] },
    then: 'fail',
    because: /type of guests b2bCollaborationGuest/,
  },
  {
    name: 'Microsoft’s own strength may be named by its id alone',
    given: { conditionalAccessPolicies: [aStrengthPolicy()] },
    then: 'pass',
  },
  {
    name: 'a custom strength without its combinations cannot be told',
    given: { conditionalAccessPolicies: [unnamed] },
    then: 'unknown',
    because: /combinations of its strength custom were not read/,
  },
  {
    name: 'a policy may be on a page that was not read',
    given: { conditionalAccessPolicies: [] },
    coverage: { conditionalAccessPolicies: partial('page 2') },
    then: 'unknown',
  },
])
