/** The tenants of the golden reports. */
import type { AssessedControl, Assessment, DatasetCoverage } from '#model/assessment.ts'
import type { DatasetName } from '#model/datasets.ts'
import { aControl, aFinding, anAssessment, aSignInGroup, aSignInMatrix } from './builders.ts'
import { hostileNames } from './hostile-names.ts'

const complete = (records: number): DatasetCoverage => ({ state: 'complete', records })

const readWhole: Partial<Record<DatasetName, DatasetCoverage>> = {
  users: complete(412),
  userRegistrationDetails: complete(412),
  conditionalAccessPolicies: complete(9),
  roleAssignments: complete(31),
  roleDefinitions: complete(118),
  organization: complete(1),
}

const securityDefaults = aControl({
  id: 'mfa/enforced-on-every-account',
  title: 'MFA is enforced on every account',
  severity: 'critical',
  needs: ['users', 'conditionalAccessPolicies', 'identitySecurityDefaultsEnforcementPolicy'],
})

const administrators = aControl({
  id: 'administrators/phishing-resistant-mfa',
  title: 'Every administrator signs in with phishing-resistant MFA',
  practice: 'p7',
  severity: 'critical',
  needs: ['roleAssignments', 'authenticationMethods'],
  examined: 40,
  rationale:
    'A code typed into a convincing page is a code given away; a passkey answers only the site it was made for.',
})

const separation = aControl({
  id: 'administrators/apart-from-daily-work',
  title: 'Administrators have a separate account for daily work',
  practice: 'p4',
  severity: 'medium',
  needs: ['roleAssignments', 'users', 'subscribedSkus'],
  examined: 31,
})

const partners = aControl({
  id: 'partners/none-without-attestation',
  title: 'Every partner with a way in has been attested',
  practice: 'p6',
  severity: 'high',
  needs: ['crossTenantAccessPolicyPartners'],
  examined: 3,
  rationale:
    'Microsoft recommends removing access at once for partner relationships that look unfamiliar or have not been audited.',
})

export const healthy: Assessment = anAssessment({
  controls: [
    aControl(),
    securityDefaults,
    administrators,
    separation,
    {
      ...partners,
      outcome: 'notApplicable',
      examined: 0,
      because: ['no partner has a way into this tenant'],
    },
  ],
  frameworks: { 'scuba-aad': { 'MS.AAD.3.1v1': 'pass', 'MS.AAD.3.2v1': 'pass' } },
  signIns: aSignInMatrix([
    aSignInGroup('B', { accounts: 400, examples: ['bob@contoso.example', 'carla@contoso.example'] }),
    aSignInGroup('A', { accounts: 12, administrators: 12 }),
  ]),
  coverage: readWhole,
})

const people = Array.from({ length: 230 }, (_, at) => `Person ${String(at + 1).padStart(3, '0')}`)

const unregistered: AssessedControl = {
  ...aControl(),
  outcome: 'fail',
  undecided: 3,
  because: ['userRegistrationDetails: read in part (page 5 answered 503 five times)'],
  findings: [...hostileNames, ...people].map((name) => aFinding(name)),
}

const exposed: AssessedControl = {
  ...administrators,
  outcome: 'fail',
  findings: ['Anna Admin', '北京管理员 👩‍💻', 'Breakglass 1'].map((name) =>
    aFinding(
      name,
      {
        severity: 'critical',
        blastRadius: 'tenant',
        summary: `${name} is Global Administrator and signs in with a password and text messages`,
        wouldPassIf: 'a passkey or a security key is registered and a policy demands it',
        remediation: [
          'Register a passkey for the account.',
          'Require the built-in strength “Phishing-resistant MFA” for directory roles in Conditional Access.',
        ],
      },
      administrators.id,
    ),
  ),
}

const mailboxes: AssessedControl = {
  ...separation,
  outcome: 'fail',
  findings: ['Anna Admin', 'Bob Helpdesk', 'Carla Exchange', 'Dieter Intune', 'Eve Reader'].map((name, at) =>
    aFinding(
      name,
      {
        severity: 'medium',
        blastRadius: at === 0 ? 'tenant' : 'privileged',
        summary: `${name} is an administrator and has a mailbox in daily use`,
        wouldPassIf: 'the role sits on an account without a mailbox',
        remediation: ['Create a separate account for the role and remove it from this one.'],
      },
      separation.id,
    ),
  ),
}

const open: AssessedControl = {
  ...securityDefaults,
  outcome: 'fail',
  examined: 1,
  findings: [
    aFinding(
      'Contoso Ltd',
      {
        subject: { type: 'tenant', id: 'tenant', name: 'Contoso Ltd' },
        severity: 'critical',
        blastRadius: 'tenant',
        state: 'reopened',
        summary: 'Neither security defaults nor a Conditional Access policy asks every account for MFA',
        evidence: [
          {
            dataset: 'identitySecurityDefaultsEnforcementPolicy',
            id: '00000000-0000-0000-0000-000000000005',
            fields: { isEnabled: false },
          },
        ],
        wouldPassIf:
          'security defaults are on, or a policy for all users and all resources grants access with MFA only',
        remediation: [
          'Turn on security defaults, or create the policy in report-only mode first and then enable it.',
        ],
      },
      securityDefaults.id,
    ),
  ],
}

const unattested: AssessedControl = {
  ...partners,
  outcome: 'fail',
  findings: ['Northwind Cloud Services', 'Fabrikam Managed IT', 'Old Reseller (2017) GmbH'].map((name) =>
    aFinding(
      name,
      {
        attestable: true,
        subject: { type: 'partner', id: name, name },
        blastRadius: 'tenant',
        summary: `${name} has a way in that nobody has attested`,
        remediation: ['Review the partner, then attest or remove it.'],
        wouldPassIf: 'somebody attests the partner',
      },
      partners.id,
    ),
  ),
}

const guests = aControl({
  id: 'provider-accounts/guests-known',
  title: 'Every guest of a service provider is known',
  practice: 'p8',
  severity: 'medium',
  needs: ['users'],
  outcome: 'needsReview',
  examined: 12,
  findings: ['Gast von Fabrikam', 'helpdesk@fabrikam.example'].map((name) =>
    aFinding(
      name,
      {
        severity: 'medium',
        blastRadius: 'privileged',
        summary: `${name} looks like a service provider’s guest`,
      },
      'provider-accounts/guests-known',
    ),
  ),
})

const recovery = aControl({
  id: 'recovery/global-administrators-verified',
  title: 'Recovery data of Global Administrators is verified',
  practice: 'p5',
  needs: ['authenticationMethods'],
  outcome: 'unknown',
  examined: 0,
  because: ['authenticationMethods: denied, needs UserAuthenticationMethod.Read.All (403 Forbidden)'],
})

const open5 = ['E', 'E', 'E', 'E', 'E']

const manyWays = aSignInMatrix(
  [
    aSignInGroup(
      'E',
      { accounts: 3, administrators: 3, examples: hostileNames.slice(0, 3) },
      { registerSecurityInfo: open5, exchange: ['E', 'E', 'unknown', 'blocked', 'B'] },
    ),
    aSignInGroup('D', { accounts: 367 }, { all: ['D', 'D', 'D', 'E', 'D'], registerSecurityInfo: open5 }),
    aSignInGroup('unknown', { accounts: 30 }),
  ],
  {
    accounts: 412,
    verdicts: { E: 3, D: 367, unknown: 30, C: 12 },
    further: { groups: 5, accounts: 12 },
    unread: ['groupMembers: denied, needs GroupMember.Read.All (HTTP 403)', ...hostileNames.slice(0, 1)],
  },
)

export const drowning: Assessment = anAssessment({
  tenant: { id: anAssessment().tenant.id, name: 'Contoso <b>Ltd</b> \u202egpj.exe' },
  controls: [unregistered, exposed, mailboxes, open, unattested, guests, recovery],
  frameworks: { 'scuba-aad': { 'MS.AAD.3.1v1': 'fail', 'MS.AAD.3.2v1': 'fail', 'MS.AAD.7.1v1': 'unknown' } },
  signIns: manyWays,
  coverage: {
    ...readWhole,
    userRegistrationDetails: {
      state: 'partial',
      because: 'page 5 answered 503 five times',
      records: 400,
      quarantined: 2,
    },
    authenticationMethods: {
      state: 'denied',
      because: '403 Forbidden',
      missing: ['UserAuthenticationMethod.Read.All'],
      records: 0,
    },
    crossTenantAccessPolicyPartners: complete(3),
  },
  notices: ['readme.txt: no dataset has this name, ignored', '\u001b[2Jcleared\u0007'],
})

const needs: readonly (readonly [DatasetName, DatasetCoverage])[] = [
  ['users', { state: 'denied', because: '403 Forbidden', missing: ['User.Read.All'], records: 0 }],
  [
    'userRegistrationDetails',
    { state: 'denied', because: '403 Forbidden', missing: ['AuditLog.Read.All'], records: 0 },
  ],
  [
    'conditionalAccessPolicies',
    { state: 'denied', because: '403 Forbidden', missing: ['Policy.Read.All'], records: 0 },
  ],
  [
    'roleAssignments',
    { state: 'denied', because: '403 Forbidden', missing: ['RoleManagement.Read.Directory'], records: 0 },
  ],
  [
    'roleEligibilityScheduleInstances',
    {
      state: 'unlicensed',
      because: 'AadPremiumLicenseRequired',
      missing: ['Microsoft Entra ID P2'],
      records: 0,
    },
  ],
  ['authenticationMethods', { state: 'notAttempted', because: 'the run was stopped', records: 0 }],
  [
    'identitySecurityDefaultsEnforcementPolicy',
    { state: 'denied', because: '403 Forbidden', missing: ['Policy.Read.All'], records: 0 },
  ],
  [
    'crossTenantAccessPolicyPartners',
    { state: 'unavailable', because: 'not offered in 21Vianet', records: 0 },
  ],
]

const unknown = (control: AssessedControl): AssessedControl => ({
  ...control,
  outcome: 'unknown',
  examined: 0,
  because: [],
  findings: [],
})

export const denied: Assessment = anAssessment({
  tenant: { id: anAssessment().tenant.id },
  controls: [
    aControl(),
    securityDefaults,
    {
      ...administrators,
      needs: [
        'roleAssignments',
        'roleEligibilityScheduleInstances',
        'authenticationMethods',
      ] as DatasetName[],
    },
    { ...separation, needs: ['roleAssignments', 'users'] as DatasetName[] },
    partners,
  ].map(unknown),
  signIns: aSignInMatrix([], { unread: ['users: denied, needs User.Read.All (403 Forbidden)'] }),
  coverage: Object.fromEntries(needs),
})

export const empty: Assessment = anAssessment({ notices: ['the input holds no file of a known name'] })

/** By the name of the golden files. */
export const estates: Readonly<Record<string, Assessment>> = {
  '01-healthy': healthy,
  '02-drowning': drowning,
  '03-all-denied': denied,
  '04-empty': empty,
}
