/** Where Keyward's answer differs from what ScubaGear's test expects, and why it is right all the same. */
import type { OutcomeState } from '#model/outcome.ts'

export interface Disagreement {
  readonly policy: string
  readonly test: string
  readonly says: OutcomeState
  readonly because: string
  readonly source: string
}

export const disagreements: readonly Disagreement[] = [
  {
    policy: 'MS.AAD.3.2v2',
    test: 'test_IsGeneralMFA_X509CertificateMultiFactor_Incorrect',
    says: 'notApplicable',
    because:
      'a strength of certificates alone, which are two factors, is phishing-resistant MFA for all users; the requirement begins with “if phishing-resistant MFA has not been enforced”',
    source: 'https://learn.microsoft.com/entra/identity/authentication/concept-authentication-strengths',
  },
  {
    policy: 'MS.AAD.3.6v1',
    test: 'test_ConditionalAccessPolicies_Incorrect_Covered_Roles',
    says: 'pass',
    because:
      'the policy names one role of two, and all users as well: whoever is named by any of its assignments is in its scope, so the other role is too',
    source:
      'https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-users-groups',
  },
  {
    policy: 'MS.AAD.5.2v1',
    test: 'test_UserConsentAllowedNoRiskyDelegatedPermissionClassifications_Correct',
    says: 'unknown',
    because:
      'users may consent to permissions of low impact, and the section that says which those are is not in the export; a section that is not there is no empty section',
    source: 'https://learn.microsoft.com/entra/identity/enterprise-apps/configure-permission-classifications',
  },
  {
    policy: 'MS.AAD.7.4v1',
    test: 'test_AdditionalProperties_LicenseMissing_V1',
    says: 'unknown',
    because:
      'the export has no list of service plans: that proves neither that the tenant holds Microsoft Entra ID P2 nor that it does not',
    source: 'https://learn.microsoft.com/graph/api/subscribedsku-list',
  },
  {
    policy: 'MS.AAD.8.3v1',
    test: 'test_NotImplemented_Correct',
    says: 'unknown',
    because: 'ScubaGear does not look either, and writes “not met” where it means “not checked”',
    source: 'https://learn.microsoft.com/entra/external-id/allow-deny-list',
  },
]

/**
 * Where Keyward follows ScubaGear with a reservation. SCuBA's rule for these does not look at further conditions: its
 * policies of legacy clients that apply at high risk only, of user risk that needs a risky sign-in as well and a
 * legacy client besides, count as met. All conditions of a policy have to hold before it applies
 * (https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-conditions), so the pass
 * carries a note that says how little the policy reaches. That nobody is left with one factor because of it is the
 * business of Keyward's own controls.
 */
export const followedWithReservation: readonly string[] = [
  'MS.AAD.1.1v1',
  'MS.AAD.2.1v1',
  'MS.AAD.2.3v1',
  'MS.AAD.9.1v1',
]
