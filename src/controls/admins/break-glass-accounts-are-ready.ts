import { nameOf } from '#access/accounts.ts'
import { type Defect, readinessOf } from '#access/break-glass/readiness.ts'
import { standingGrantOf } from '#access/break-glass/standing-grant.ts'
import { audienceOf, matchOf, personOf } from '#access/conditional-access/audience.ts'
import { policyName } from '#access/conditional-access/policy.ts'
import { breakGlassNames } from '#access/declared.ts'
import { accountFact, accountSubject, policyFact } from '#access/evidence.ts'
import { certificatesAllowed } from '#access/methods.ts'
import { registrationFacts } from '#access/registration/evidence.ts'
import { registrations } from '#access/registration/registration.ts'
import { type Administration, administration, isPrivileged } from '#access/roles/administration.ts'
import { type StandingIndex, standingIn } from '#access/roles/standing.ts'
import { GLOBAL_ADMINISTRATOR } from '#access/roles/tiers.ts'
import type { Ternary } from '#access/ternary.ts'
import { defineControl, type View } from '#model/control.ts'
import type { TenantId } from '#model/ids.ts'
import type { Evidence } from '#model/outcome.ts'
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import type { UserSignInActivity } from '#model/records/user-sign-in-activity.ts'
import type { User } from '#model/records/users.ts'
import { Tally } from '#model/tally.ts'

/** One can be lost, broken or away. */
const ENOUGH = 2

const needs = [
  'users',
  'organization',
  'roleAssignments',
  'roleAssignmentScheduleInstances',
  'groupMembers',
  'userRegistrationDetails',
  'authenticationMethods',
  'authenticationMethodsPolicy',
  'conditionalAccessPolicies',
  'userSignInActivity',
] as const

export const breakGlassAccountsAreReady = defineControl({
  id: 'admins/break-glass-accounts-are-ready',
  title: 'Break-glass accounts are ready',
  practice: 'p7',
  severity: 'high',
  needs,
  // Each violation names its own: a missing method is read off one row, a missing role off all assignments.
  absences: [],
  emptyWithoutLicence: ['roleAssignmentScheduleInstances', 'conditionalAccessPolicies'],
  eitherOf: ['userRegistrationDetails', 'authenticationMethods'],
  rationale:
    'When a policy, a federation or a lost phone locks out every administrator, two accounts that depend on none of ' +
    'these are the way back in. They hold everything, so they are also what an attacker wants most.',
  remediation: [
    'Create two accounts on *.onmicrosoft.com in the cloud, without licences and mailboxes, and declare each: keyward declare break-glass UPN.',
    'Assign Global Administrator to both permanently and actively, directly.',
    'Register two passkeys (security keys) on each, of another model than the administrators use daily, and keep them in two places.',
    'Exclude both from the Conditional Access policies that block or restrict, by account and not through a group.',
    'Sign in with each every 90 days and after every change of policies, and write down that it worked.',
    'Have somebody alerted at every sign-in of either.',
  ],
  references: [
    'https://learn.microsoft.com/entra/identity/role-based-access-control/security-emergency-access',
    'https://learn.microsoft.com/entra/identity/authentication/concept-mandatory-multifactor-authentication',
  ],
  evaluate(view, { decisions, now }) {
    const names = [...breakGlassNames(decisions)]
    const declared = view.users.filter((user) => names.some((name) => isNamed(user, name)))
    const missing = names.filter((name) => !declared.some((user) => isNamed(user, name)))
    const state = stateOf(view, { declared, tenant: decisions.tenant, now })
    const tally = new Tally()
    const count = declared.length + missing.length
    if (count < ENOUGH) tally.violation(tooFew(decisions.tenant, count))
    for (const user of declared) judge(user, state, tally)
    for (const name of missing) tally.violation(notThere(name))
    return tally.outcome('there is no tenant to examine', noteOf(declared, state))
  },
})

type Facts = View<(typeof needs)[number]>

const isNamed = ({ id, userPrincipalName }: User, name: string): boolean =>
  id.toLowerCase() === name || userPrincipalName?.toLowerCase() === name

interface State {
  readonly estate: Administration
  readonly isStanding: StandingIndex
  readonly registered: ReturnType<typeof registrations>
  readonly certificates: Ternary
  readonly activities: ReadonlyMap<string, UserSignInActivity>
  /** Models of the keys that the administrators of every day have. */
  readonly otherKeys: ReadonlySet<string>
  /** Enabled policies that block somebody. */
  readonly blocking: readonly ConditionalAccessPolicy[]
  readonly now: Date
}

interface Asked {
  readonly declared: readonly User[]
  readonly tenant: TenantId
  readonly now: Date
}

function stateOf(view: Facts, { declared, tenant, now }: Asked): State {
  const estate = administration(view, tenant)
  const registered = registrations(view, now)
  const own = new Set(declared.map(({ id }) => id.toLowerCase()))
  const others = [...estate.holders.accounts.keys()].filter(
    (id) => !own.has(id) && isPrivileged(estate.tierOf(id)),
  )
  return {
    estate,
    registered,
    isStanding: standingIn(GLOBAL_ADMINISTRATOR, view.roleAssignmentScheduleInstances),
    certificates: certificatesAllowed(view.authenticationMethodsPolicy),
    activities: new Map(view.userSignInActivity.map((row) => [row.id.toLowerCase(), row])),
    otherKeys: new Set(
      others.flatMap((id) => registered.of(id).methods.flatMap(({ aaGuid }) => aaGuid ?? [])),
    ),
    blocking: view.conditionalAccessPolicies.filter(isBlocking),
    now,
  }
}

const isBlocking = ({ state, grantControls }: ConditionalAccessPolicy): boolean =>
  state === 'enabled' && grantControls?.builtInControls?.includes('block') === true

function judge(user: User, state: State, tally: Tally): void {
  const registration = state.registered.of(user.id)
  const { defects, doubts } = readinessOf({
    ...state,
    user,
    registration,
    standing: standingGrantOf(user.id, state.estate, state.isStanding),
    activity: state.activities.get(user.id.toLowerCase()),
  })
  if (defects.length > 0) tally.violation(notReady(user, defects, state))
  else if (doubts.length > 0) tally.unknown(doubts.join('; '))
  else tally.ok()
}

function tooFew(tenant: TenantId, declared: number): Evidence {
  const summary =
    declared === 0
      ? 'Nobody has declared any break-glass account: either there is none, or nobody wrote down which it is.'
      : 'Only one break-glass account is declared: when it fails there is no other.'
  return {
    subject: { type: 'tenant', id: tenant, name: 'the tenant' },
    summary,
    facts: [],
    blastRadius: 'tenant',
    wouldPassIf: 'two accounts were declared (keyward declare break-glass UPN) and ready',
    // Of a tenant of which nothing was read nothing is said.
    absences: ['users'],
  }
}

function notThere(name: string): Evidence {
  return {
    subject: { type: 'account', id: name, name },
    summary: `${name} is declared as break-glass, and there is no such account.`,
    facts: [],
    blastRadius: 'tenant',
    wouldPassIf: 'the account existed, or another was declared',
    absences: ['users'],
  }
}

const WORST_FIRST = ['critical', 'high', 'medium', 'low'] as const

function notReady(user: User, defects: readonly Defect[], state: State): Evidence {
  const fact = accountFact(user)
  const { onPremisesSyncEnabled } = user
  return {
    subject: accountSubject(user),
    summary: `${nameOf(user)} is declared as break-glass and ${defects.map(({ words }) => words).join('; it ')}.`,
    facts: [
      { ...fact, fields: { ...fact.fields, onPremisesSyncEnabled } },
      ...registrationFacts(state.registered.of(user.id)),
      ...blockingFor([user], state).map(policyFact),
    ],
    blastRadius: 'tenant',
    severity: WORST_FIRST.find((one) => defects.some(({ severity }) => severity === one)) ?? 'low',
    wouldPassIf: 'all of this was mended, or another account was declared',
    absences: [...new Set(defects.flatMap(({ restsOn }) => restsOn))],
  }
}

/** Listed only: which of them would lock the account out is the matter of the sign-in verdict. */
function blockingFor(
  users: readonly User[],
  { blocking, estate }: State,
): readonly ConditionalAccessPolicy[] {
  return blocking.filter((policy) => {
    const audience = audienceOf(policy, estate)
    return users.some((user) => matchOf(audience, personOf(user)) === 'yes')
  })
}

function noteOf(declared: readonly User[], state: State): string {
  const names = blockingFor(declared, state).map(policyName).join(', ')
  const listed = names === '' ? '' : `policies that block are for them too: ${names}; `
  return `${listed}whether anybody is alerted when they sign in is not known: no logs are read for it`
}
