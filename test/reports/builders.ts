/** Assessments for the tests of reports: the boring defaults, of which each test changes what it is about. */
import type { AssessedControl, AssessedFinding, Assessment } from '#model/assessment.ts'
import { findingIdOf } from '#model/fingerprint.ts'
import { tenantId } from '#model/ids.ts'
import type { SignInGroup, SignInMatrix } from '#model/sign-in-matrix.ts'

const tenant = { id: '7d3f0c52-91aa-4e0b-8f6e-2b1c5a9d4e10', name: 'Contoso Ltd' }

export function anAssessment(changes: Partial<Assessment> = {}): Assessment {
  return {
    schemaVersion: 1,
    tenant,
    assessedAt: '2026-03-02T09:00:00.000Z',
    snapshot: '20260302T085500000Z-a1b2c3',
    collectedAt: '2026-03-02T08:55:00.000Z',
    controls: [],
    frameworks: {},
    coverage: {},
    notices: [],
    ...changes,
  }
}

export function aControl(changes: Partial<AssessedControl> = {}): AssessedControl {
  return {
    id: 'mfa/registered-on-every-account',
    title: 'MFA is registered on every account',
    practice: 'p1',
    severity: 'high',
    needs: ['users', 'userRegistrationDetails'],
    outcome: 'pass',
    examined: 412,
    rationale:
      'Whoever first signs in with a stolen password to an account without a second factor gets to register one, and from then on the account is theirs.',
    references: [
      'https://learn.microsoft.com/partner-center/security/customer-security-best-practices',
      'https://learn.microsoft.com/entra/identity/authentication/howto-mfa-getstarted',
    ],
    findings: [],
    ...changes,
  }
}

/** A finding on an account of this name, with the id it would have in the tenant. */
export function aFinding(
  name: string,
  changes: Partial<AssessedFinding> = {},
  control = aControl().id,
): AssessedFinding {
  const subject = changes.subject ?? { type: 'account', id: idOf(name), name }
  return {
    id: findingIdOf(tenantId(tenant.id), control, subject.id),
    severity: 'high',
    blastRadius: 'account',
    state: 'open',
    firstSeen: '2026-03-02T09:00:00.000Z',
    summary: `${name} has no MFA registered`,
    evidence: [
      {
        dataset: 'userRegistrationDetails',
        id: subject.id,
        fields: { isMfaRegistered: false, methodsRegistered: [] },
      },
      { dataset: 'users', id: subject.id, fields: { accountEnabled: true, userType: 'Member' } },
    ],
    wouldPassIf: 'the account registers Microsoft Authenticator or a passkey',
    remediation: [
      'Ask the account holder to register a method at https://aka.ms/mfasetup.',
      'Where nobody uses the account, disable it.',
    ],
    ...changes,
    subject,
  }
}

/** A directory-like id, the same for the same name. */
export function idOf(name: string): string {
  const hash = findingIdOf(tenantId('ids'), 'id', name)
  return `${hash.slice(0, 8)}-${hash.slice(8)}-4000-8000-${hash}`
}

const clients = ['browser', 'modern', 'activeSync', 'otherLegacy', 'deviceCode']
const resources = ['all', 'exchange', 'sharepoint', 'arm', 'adminPortals', 'graph', 'registerSecurityInfo']

/** Accounts with one grade for every way in from modern clients, old ones blocked; `changes` by resource. */
export function aSignInGroup(
  verdict: string,
  changes: Partial<SignInGroup> = {},
  grades: Readonly<Record<string, readonly string[]>> = {},
): SignInGroup {
  const usual = [verdict, verdict, 'blocked', 'blocked', verdict]
  const rowOf = (resource: string) => {
    const row = grades[resource] ?? usual
    return Object.fromEntries(clients.map((client, at) => [client, row[at] ?? 'unknown']))
  }
  return {
    verdict,
    accounts: 1,
    administrators: 0,
    examples: ['ada@contoso.example'],
    grades: Object.fromEntries(resources.map((resource) => [resource, rowOf(resource)])),
    ...changes,
  }
}

/** The groups of a tenant, all of them shown. */
export function aSignInMatrix(
  groups: readonly SignInGroup[],
  changes: Partial<SignInMatrix> = {},
): SignInMatrix {
  const verdicts: Record<string, number> = {}
  for (const { verdict, accounts } of groups) verdicts[verdict] = (verdicts[verdict] ?? 0) + accounts
  const accounts = groups.reduce((sum, group) => sum + group.accounts, 0)
  return { accounts, verdicts, groups, further: { groups: 0, accounts: 0 }, unread: [], ...changes }
}
