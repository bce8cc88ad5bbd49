import { accountFact, accountSubject, blastRadiusOf, gapSeverity, policyFact } from '#access/evidence.ts'
import type { Administration } from '#access/roles/administration.ts'
import { isDirectorySynchronization, looksLikeSynchronization } from '#access/roles/memberships.ts'
import { bothEstates, type WorseRequirement, worseRequirements } from '#access/sign-ins/as-activated.ts'
import { witnessWords } from '#access/sign-ins/gaps.ts'
import { mfaRequirements, type Uncovered } from '#access/sign-ins/requirement.ts'
import { defineControl } from '#model/control.ts'
import type { Evidence } from '#model/outcome.ts'
import type { User } from '#model/records/users.ts'
import { Tally } from '#model/tally.ts'

export const mfaEnabledOnEveryAccount = defineControl({
  id: 'mfa/enabled-on-every-account',
  title: 'MFA is enabled on every account',
  practice: 'p1',
  severity: 'high',
  needs: [
    'users',
    'conditionalAccessPolicies',
    'authenticationStrengthPolicies',
    'namedLocations',
    'identitySecurityDefaultsEnforcementPolicy',
    'perUserMfaStates',
    'groupMembers',
    'roleAssignments',
    'roleEligibilityScheduleInstances',
  ],
  absences: ['conditionalAccessPolicies'],
  // Without the licence there is no Conditional Access, and so no strength either (identity.md §a.2).
  emptyWithoutLicence: [
    'conditionalAccessPolicies',
    'authenticationStrengthPolicies',
    'namedLocations',
    'roleEligibilityScheduleInstances',
  ],
  rationale:
    'A password alone is guessed, phished or bought. An account that nothing asks for a second factor is open to ' +
    'whoever has its password, and one open account is enough to get in.',
  remediation: [
    'Declare the break-glass accounts and make sure that each has its own phishing-resistant method.',
    'Without Entra ID P1: turn on security defaults.',
    'With P1: create a Conditional Access policy for all users and all resources that grants access with MFA, excluding only the break-glass accounts, and run it in report-only mode first.',
    'Turn the policy on, then take people out of exclusion groups one by one.',
  ],
  references: [
    'https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-mfa-strength',
    'https://learn.microsoft.com/entra/fundamentals/security-defaults',
  ],
  evaluate(view, { decisions }) {
    const estates = bothEstates(view, decisions.tenant)
    const records = { ...view, organization: [] }
    const requirements = mfaRequirements(records, estates.now)
    const activated = mfaRequirements(records, estates.activated)
    const requirementOf = worseRequirements(requirements, activated, estates.isEligible)
    const tally = new Tally()
    const notes = { exempt: 0, microsoftDecides: 0 }
    for (const account of view.users) {
      if (account.accountEnabled === false) continue
      const requirement = requirementOf(account)
      if (isEnabledUnknown(account)) tally.unknown('whether some accounts are enabled was not read')
      else if ('covered' in requirement) {
        if (requirement.covered === 'microsoftDecides') notes.microsoftDecides += 1
        tally.ok()
      } else if (isDirectorySynchronization(account, estates.now.roles)) notes.exempt += 1
      else if ('undecided' in requirement) tally.unknown(requirement.because.join('; '))
      else tally.violation(openAccount(account, requirement, estates.activated, requirements.dependOnRoles))
    }
    return tally.outcome('there is no enabled account', noteOf(notes))
  },
})

/** Another role, active or to be activated, could bring the account under a policy. */
const ROLES = ['roleAssignments', 'roleEligibilityScheduleInstances'] as const

function isEnabledUnknown({ accountEnabled }: User): boolean {
  return accountEnabled === undefined || accountEnabled === null
}

function openAccount(
  account: User,
  { grade, because, excludedFrom, witness, when }: Uncovered & Pick<WorseRequirement, 'when'>,
  estate: Administration,
  dependsOnRoles: boolean,
): Evidence {
  const tier = estate.tierOf(account.id)
  const evidence: Evidence = {
    subject: accountSubject(account),
    summary:
      `${when === 'activated' ? 'Once it activates its role, one' : 'One'} factor is enough${grade === 'D' ? ' at times' : ''}: ${because}. ${witness ? `For example ${witnessWords(witness)}.` : ''}`.trim(),
    facts: [accountFact(account), ...excludedFrom.map(policyFact)],
    blastRadius: blastRadiusOf(tier),
    severity: gapSeverity(grade, tier),
    wouldPassIf: 'enabled policies required MFA of every sign-in, or security defaults were on',
  }
  // A role that was not read could bring the account under a policy, or make it the synchronisation account.
  const restsOnRoles = dependsOnRoles || looksLikeSynchronization(account)
  if (when === 'activated') return { ...evidence, absences: ROLES }
  return restsOnRoles ? { ...evidence, absences: ['roleAssignments'] } : evidence
}

function noteOf({
  exempt,
  microsoftDecides,
}: {
  exempt: number
  microsoftDecides: number
}): string | undefined {
  const notes = [
    microsoftDecides > 0 &&
      `${microsoftDecides} covered by security defaults or per-user MFA only: Microsoft decides when to ask`,
    exempt > 0 && `${exempt} directory synchronisation accounts are an expected exemption`,
  ]
  return notes.filter((note) => note !== false).join('; ') || undefined
}
