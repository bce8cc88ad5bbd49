import { declaredAs } from '#access/declared.ts'
import { accountFact, accountSubject, blastRadiusOf, gapSeverity, policyFact } from '#access/evidence.ts'
import { type Administration, administration } from '#access/roles/administration.ts'
import { isDirectorySynchronization, looksLikeSynchronization } from '#access/roles/memberships.ts'
import { closingCoverage, restsOn } from '#access/sign-ins/closed-ways.ts'
import type { SignInCoverage } from '#access/sign-ins/coverage.ts'
import { doubtsOf } from '#access/sign-ins/doubts.ts'
import { type Gaps, gapFinder, type Names, witnessWords } from '#access/sign-ins/gaps.ts'
import { type Client, isGap, worstOf } from '#access/sign-ins/grade.ts'
import { defineControl, type View } from '#model/control.ts'
import type { Evidence } from '#model/outcome.ts'
import type { User } from '#model/records/users.ts'
import { Tally } from '#model/tally.ts'

export const legacyAuthenticationClosed = defineControl({
  id: 'mfa/legacy-authentication-closed',
  title: 'No account can sign in with one factor through legacy clients',
  practice: 'p1',
  severity: 'high',
  needs: [
    'users',
    'conditionalAccessPolicies',
    'authenticationStrengthPolicies',
    'namedLocations',
    'identitySecurityDefaultsEnforcementPolicy',
    'groupMembers',
    'groups',
    'roleAssignments',
  ],
  absences: ['conditionalAccessPolicies'],
  emptyWithoutLicence: ['conditionalAccessPolicies', 'authenticationStrengthPolicies', 'namedLocations'],
  supplements: ['groups'],
  rationale:
    'Old mail protocols and ActiveSync with a password cannot show a second factor. Where they are not blocked, guessed ' +
    'and leaked passwords are tried there first, and MFA everywhere else does not help.',
  remediation: [
    'Read in the sign-in logs which accounts still use legacy clients (filter "Client app"), and move each of them: a current mail app, a device that speaks OAuth, or a relay for printers and scanners.',
    'Without Entra ID P1: turn on security defaults, which block legacy clients.',
    'With P1: create a Conditional Access policy for all users, all resources and the client apps "Exchange ActiveSync clients" and "Other clients" that blocks access, excluding only the break-glass accounts; report-only first, then on.',
    'Take the remaining exceptions out one by one, or declare them: keyward declare break-glass UPN.',
  ],
  references: [
    'https://learn.microsoft.com/entra/identity/conditional-access/policy-block-legacy-authentication',
    'https://learn.microsoft.com/entra/fundamentals/security-defaults',
  ],
  evaluate(view, { decisions }) {
    const estate = administration(view, decisions.tenant)
    const coverage = closingCoverage({ ...view, organization: [] }, estate)
    const gaps = gapFinder({ coverage, directory: estate, names: namesOf(view) })
    const declared = declaredAs(decisions, ['break-glass'])
    const tally = new Tally()
    const notes = { synchronization: 0, breakGlass: 0 }
    for (const account of view.users) {
      if (account.accountEnabled === false) continue
      const grade = worstOf(LEGACY.map((client) => coverage.of(account).grades.all[client]))
      if (account.accountEnabled !== true) tally.unknown('whether some accounts are enabled was not read')
      else if (grade === 'blocked') tally.ok()
      else if (isDirectorySynchronization(account, estate.roles)) notes.synchronization += 1
      else if (declared(account) === 'yes') notes.breakGlass += 1
      else if (!isGap(grade)) tally.unknown(doubtsOf(account, coverage, estate).join('; '))
      else if (declared(account) === 'maybe') tally.unknown(UNNAMED)
      else tally.violation(openAccount(account, { coverage, gaps, estate }))
    }
    return tally.outcome('there is no enabled account', noteOf(notes))
  },
})

const LEGACY = ['activeSync', 'otherLegacy'] as const satisfies readonly Client[]
const NAMES = { activeSync: 'ActiveSync', otherLegacy: 'other legacy clients' } as const
const UNNAMED = 'the user principal name of some accounts was not read: they may be declared'

type Named = View<'groups' | 'namedLocations'>

function namesOf({ groups, namedLocations }: Named): Names {
  const index = (records: Named['groups'] | Named['namedLocations']) =>
    new Map(records.map(({ id, displayName }) => [id.toLowerCase(), displayName ?? undefined]))
  const [groupNames, placeNames] = [index(groups), index(namedLocations)]
  return {
    group: (id) => groupNames.get(id.toLowerCase()),
    location: (id) => placeNames.get(id.toLowerCase()),
  }
}

interface Judges {
  readonly coverage: SignInCoverage
  readonly gaps: Gaps
  readonly estate: Administration
}

function openAccount(account: User, { coverage, gaps, estate }: Judges): Evidence {
  const { all } = coverage.of(account).grades
  const open = LEGACY.filter((client) => isGap(all[client]))
  const grade = worstOf(open.map((client) => all[client]))
  const found = open.map((client) => gaps.at(account, { resource: 'all', client })).find((gap) => gap)
  const tier = estate.tierOf(account.id)
  const through = open.map((client) => NAMES[client]).join(' and ')
  const because = found?.because ?? 'no enabled policy is for it'
  return {
    subject: accountSubject(account),
    summary:
      `A password is enough${grade === 'D' ? ' at times' : ''} through ${through}: ${because}. ${found ? `For example ${witnessWords(found.witness)}.` : ''}`.trim(),
    facts: [accountFact(account), ...(found?.excludedFrom ?? []).map(policyFact)],
    blastRadius: blastRadiusOf(tier),
    severity: gapSeverity(grade, tier),
    wouldPassIf: 'an enabled policy blocked legacy clients for it everywhere, or security defaults were on',
    absences: absencesOf(account, coverage),
  }
}

/** A role could make it the synchronisation account, which is expected to be left out. */
function absencesOf(account: User, { policies }: SignInCoverage): NonNullable<Evidence['absences']> {
  const rests = restsOn(policies)
  const mayBeExempt = looksLikeSynchronization(account) && !rests.includes('roleAssignments')
  return mayBeExempt ? [...rests, 'roleAssignments'] : rests
}

function noteOf({ synchronization, breakGlass }: { synchronization: number; breakGlass: number }) {
  const notes = [
    synchronization > 0 && `${synchronization} directory synchronisation accounts are an expected exemption`,
    breakGlass > 0 && `${breakGlass} declared break-glass accounts are left out on purpose`,
  ]
  return notes.filter((note) => note !== false).join('; ') || undefined
}
