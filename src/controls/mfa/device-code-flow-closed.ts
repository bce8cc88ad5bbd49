import { nameOf } from '#access/accounts.ts'
import { policyName } from '#access/conditional-access/policy.ts'
import { declaredAs } from '#access/declared.ts'
import { accountFact, accountSubject, blastRadiusOf, policyFact } from '#access/evidence.ts'
import { type Administration, administration } from '#access/roles/administration.ts'
import { isDirectorySynchronization } from '#access/roles/memberships.ts'
import { closingCoverage, restsOn } from '#access/sign-ins/closed-ways.ts'
import type { SignInCoverage } from '#access/sign-ins/coverage.ts'
import { doubtsOf } from '#access/sign-ins/doubts.ts'
import { userMatches } from '#access/sign-ins/exclusions.ts'
import { withoutExclusions } from '#access/sign-ins/without-exclusions.ts'
import { defineControl } from '#model/control.ts'
import type { TenantId } from '#model/ids.ts'
import type { Evidence } from '#model/outcome.ts'
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import type { User } from '#model/records/users.ts'
import { Tally } from '#model/tally.ts'
import { counted } from '#model/text/words.ts'

export const deviceCodeFlowClosed = defineControl({
  id: 'mfa/device-code-flow-closed',
  title: 'Sign-in by device code is blocked',
  practice: 'p1',
  severity: 'medium',
  needs: [
    'users',
    'conditionalAccessPolicies',
    'authenticationStrengthPolicies',
    'namedLocations',
    'identitySecurityDefaultsEnforcementPolicy',
    'organization',
    'groupMembers',
    'roleAssignments',
  ],
  absences: ['conditionalAccessPolicies'],
  emptyWithoutLicence: ['conditionalAccessPolicies', 'authenticationStrengthPolicies', 'namedLocations'],
  rationale:
    'A code that somebody else started, entered on the real sign-in page, hands over the session with its MFA: the ' +
    'victim answers every question for the attacker. Few devices need this flow, so it is closed for everybody else.',
  remediation: [
    'Read in the sign-in logs who uses it (filter "Authentication protocol: Device code"): meeting-room devices and command lines on machines without a browser, most often.',
    'Declare the accounts that must keep it: keyward declare service-account UPN.',
    'Create a Conditional Access policy for all users and all resources with the condition "Authentication flows: Device code flow" that blocks access, excluding those accounts and the break-glass accounts; report-only first, then on.',
    'With security defaults: tenants made before July 2026 have to move to Conditional Access (Entra ID P1) for this.',
  ],
  references: [
    'https://learn.microsoft.com/entra/identity/conditional-access/policy-block-authentication-flows',
    'https://learn.microsoft.com/entra/identity/conditional-access/concept-authentication-flows',
  ],
  evaluate(view, { decisions }) {
    const estate = administration(view, decisions.tenant)
    const coverage = closingCoverage(view, estate)
    const policies = view.conditionalAccessPolicies.map(withoutExclusions)
    const withNobodyLeftOut = closingCoverage({ ...view, conditionalAccessPolicies: policies }, estate)
    const exclusionsOf = exclusionFinder(coverage, estate)
    const declared = declaredAs(decisions, ['break-glass', 'service-account'])
    const tally = new Tally()
    const open: User[] = []
    let expected = 0
    for (const account of view.users) {
      if (account.accountEnabled === false) continue
      const state = stateOf(account, coverage, withNobodyLeftOut)
      const isDeclared = state === 'exception' ? declared(account) : 'no'
      if (account.accountEnabled !== true) tally.unknown('whether some accounts are enabled was not read')
      else if (state === 'blocked') tally.ok()
      else if (isDeclared === 'yes' || isDirectorySynchronization(account, estate.roles)) expected += 1
      else if (state === 'unknown') tally.unknown(doubtsOf(account, coverage, estate).join('; '))
      else if (isDeclared === 'maybe') tally.unknown(UNNAMED)
      else if (state === 'open') open.push(account)
      else tally.review(exception(account, exclusionsOf(account), estate))
    }
    if (open.length > 0) tally.violation(openTo(open, coverage, decisions.tenant))
    return tally.outcome('there is no enabled account', noteOf(expected))
  },
})

const UNNAMED = 'the user principal name of some accounts was not read: they may be declared'

type State = 'blocked' | 'exception' | 'open' | 'unknown'

/** An exception is who would be blocked if no policy left anybody out. */
function stateOf(account: User, coverage: SignInCoverage, withNobodyLeftOut: SignInCoverage): State {
  const grade = coverage.of(account).grades.all.deviceCode
  if (grade === 'blocked' || grade === 'unknown') return grade
  const otherwise = withNobodyLeftOut.of(account).grades.all.deviceCode
  if (otherwise === 'blocked') return 'exception'
  return otherwise === 'unknown' ? 'unknown' : 'open'
}

type ExclusionsOf = (account: User) => readonly ConditionalAccessPolicy[]

/** The enabled policies that block and leave the account out. */
function exclusionFinder({ policies }: SignInCoverage, estate: Administration): ExclusionsOf {
  const matchesOf = userMatches(policies, estate)
  return (account) => {
    const matches = matchesOf(account)
    return policies.filter(
      (policy, position) => isBlock(policy) && (matches[position]?.exclusions.length ?? 0) > 0,
    )
  }
}

const isBlock = ({ state, grantControls }: ConditionalAccessPolicy): boolean =>
  state === 'enabled' &&
  grantControls?.builtInControls?.some((name) => name.toLowerCase() === 'block') === true

function exception(
  account: User,
  excludedFrom: readonly ConditionalAccessPolicy[],
  estate: Administration,
): Evidence {
  const names = excludedFrom.map(policyName).join(' and ')
  return {
    subject: accountSubject(account),
    summary: `May still sign in by device code: ${names || 'a policy that blocks it'} leaves it out. Does it need that?`,
    facts: [accountFact(account), ...excludedFrom.map(policyFact)],
    blastRadius: blastRadiusOf(estate.tierOf(account.id)),
    wouldPassIf: 'no policy left it out, or it was declared: keyward declare service-account UPN',
  }
}

const NAMED = 3

/** One finding for all: what mends it is one policy. */
function openTo(open: readonly User[], { policies }: SignInCoverage, tenant: TenantId): Evidence {
  const examples = open.toSorted((a, b) => (a.id < b.id ? -1 : 1)).slice(0, NAMED)
  return {
    subject: { type: 'tenant', id: tenant, name: 'the tenant' },
    summary: `${counted(open.length, 'account')} can sign in by device code and no policy blocks that for them: ${examples.map(nameOf).join(', ')}${open.length > NAMED ? ' and others' : ''}.`,
    facts: examples.map(accountFact),
    blastRadius: 'tenant',
    wouldPassIf: 'an enabled policy for all users blocked the device code flow',
    // A role could bring everybody of them under a policy.
    absences: [...new Set([...restsOn(policies), 'roleAssignments' as const])],
  }
}

function noteOf(expected: number): string | undefined {
  return expected > 0
    ? `${counted(expected, 'declared or synchronisation account')} may still use it`
    : undefined
}
