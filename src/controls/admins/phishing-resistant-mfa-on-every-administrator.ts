import { isExternal, nameOf } from '#access/accounts.ts'
import { isBreakGlass } from '#access/declared.ts'
import { accountFact, accountSubject, blastRadiusOf, policyFact } from '#access/evidence.ts'
import { certificatesAllowed, hasPhishingResistantMethod, methodNames } from '#access/methods.ts'
import { type Administration, isPrivileged } from '#access/roles/administration.ts'
import type { HeldRole } from '#access/roles/holders.ts'
import { bothEstates, type WorseRequirement, worseRequirements } from '#access/sign-ins/as-activated.ts'
import { phishingResistantRequirements } from '#access/sign-ins/requirement.ts'
import type { Ternary } from '#access/ternary.ts'
import { defineControl } from '#model/control.ts'
import type { Decisions } from '#model/decisions.ts'
import type { Evidence } from '#model/outcome.ts'
import type { AuthenticationMethods } from '#model/records/authentication-methods.ts'
import type { User } from '#model/records/users.ts'
import { Tally } from '#model/tally.ts'

export const phishingResistantMfaOnEveryAdministrator = defineControl({
  id: 'admins/phishing-resistant-mfa-on-every-administrator',
  title: 'Every administrator has phishing-resistant MFA',
  practice: 'p7',
  severity: 'high',
  needs: [
    'users',
    'roleAssignments',
    'roleEligibilityScheduleInstances',
    'roleDefinitions',
    'groupMembers',
    'organization',
    'authenticationMethods',
    'authenticationMethodsPolicy',
    'conditionalAccessPolicies',
    'authenticationStrengthPolicies',
    'namedLocations',
  ],
  // Each violation names its own: a missing method is read off one row, a missing demand off all policies.
  absences: [],
  emptyWithoutLicence: [
    'roleEligibilityScheduleInstances',
    'conditionalAccessPolicies',
    'authenticationStrengthPolicies',
    'namedLocations',
  ],
  rationale:
    'Codes and push approvals of administrators are relayed by phishing kits every day. A passkey, Windows Hello ' +
    'or a certificate cannot be, and it protects only when it is both registered and demanded.',
  remediation: [
    'Declare the break-glass accounts and give each of them a passkey of its own.',
    'Allow passkeys (FIDO2) for administrators in the authentication methods policy.',
    'Have every administrator register a passkey or Windows Hello for Business, two each.',
    'Create a Conditional Access policy that requires the strength "Phishing-resistant MFA" of the privileged roles on all resources, excluding only the break-glass accounts; report-only first, then on.',
  ],
  references: [
    'https://learn.microsoft.com/entra/identity/conditional-access/policy-admin-phish-resistant-mfa',
    'https://learn.microsoft.com/entra/identity/authentication/concept-authentication-strengths',
    'https://www.cisa.gov/sites/default/files/publications/fact-sheet-implementing-phishing-resistant-mfa-508c.pdf',
  ],
  evaluate(view, { decisions }) {
    const { now, activated: estate, isEligible } = bothEstates(view, decisions.tenant)
    const state: Estate = {
      estate,
      decisions,
      requirementOf: worseRequirements(
        phishingResistantRequirements(view, now),
        phishingResistantRequirements(view, estate),
        isEligible,
      ),
      certificates: certificatesAllowed(view.authenticationMethodsPolicy),
      methods: new Map(view.authenticationMethods.map((row) => [row.userId.toLowerCase(), row])),
      users: new Map(view.users.map((user) => [user.id.toLowerCase(), user])),
    }
    const tally = new Tally()
    for (const [id, held] of estate.holders.accounts) judgeHolder(id, held, state, tally)
    for (const { grant, because } of estate.holders.unresolved) {
      if (grant.role.tier !== 'other') tally.unknown(because)
    }
    return tally.outcome('no account of this organisation holds a privileged role', noteOf(estate))
  },
})

interface Estate {
  readonly estate: Administration
  readonly decisions: Decisions
  /** At the worse of two times: as it is, and with its roles activated. */
  readonly requirementOf: (user: User) => WorseRequirement
  readonly certificates: Ternary
  readonly methods: ReadonlyMap<string, AuthenticationMethods>
  readonly users: ReadonlyMap<string, User>
}

function judgeHolder(id: string, held: readonly HeldRole[], state: Estate, tally: Tally): void {
  const tier = state.estate.tierOf(id)
  const user = state.users.get(id)
  if (tier === 'other' || user?.accountEnabled === false) return
  if (tier === 'unknown') tally.unknown(`what the role ${held[0]?.grant.role.name} can do is not known`)
  else if (user === undefined)
    tally.unknown('some holders of privileged roles are not among the accounts read')
  else if (user.accountEnabled !== true) tally.unknown('whether some administrators are enabled was not read')
  else if (isExternal(user) === true) judgeDemand(user, undefined, state, tally)
  else judgeMethods(user, state, tally)
}

function judgeMethods(user: User, state: Estate, tally: Tally): void {
  const row = state.methods.get(user.id.toLowerCase())
  const registered = row === undefined ? 'maybe' : hasPhishingResistantMethod(row)
  if (row === undefined) tally.unknown('the registered methods of some administrators were not read')
  else if (registered === 'maybe')
    tally.unknown('some administrators have a method that this version does not know')
  else if (registered === 'no' && state.certificates === 'yes') tally.unknown(CERTIFICATES)
  else if (registered === 'no' && state.certificates === 'maybe') {
    tally.unknown('whether certificates are allowed is not known (authenticationMethodsPolicy)')
  } else if (registered === 'no') tally.violation(withoutMethod(user, row, state))
  else if (isDeclaredBreakGlass(user, state)) tally.ok()
  else judgeDemand(user, row, state, tally)
}

const CERTIFICATES =
  'certificate-based authentication is allowed, and Microsoft does not list certificates per person'

/** Break-glass accounts are left out of policies on purpose (identity.md §a.9): registration is all they need. */
function isDeclaredBreakGlass({ id, userPrincipalName }: User, { decisions }: Estate): boolean {
  return isBreakGlass({ id, userPrincipalNames: userPrincipalName ? [userPrincipalName] : [] }, decisions)
}

function judgeDemand(user: User, row: AuthenticationMethods | undefined, state: Estate, tally: Tally): void {
  const requirement = state.requirementOf(user)
  if ('covered' in requirement) tally.ok()
  else if ('undecided' in requirement) tally.unknown(requirement.because.join('; '))
  else tally.violation(withoutDemand(user, row, requirement, state))
}

function withoutMethod(user: User, row: AuthenticationMethods, state: Estate): Evidence {
  const tier = state.estate.tierOf(user.id)
  return {
    subject: accountSubject(user),
    summary: `${nameOf(user)} administers the tenant (${rolesOf(user, state)}) without any phishing-resistant method.`,
    facts: [accountFact(user), ...grantFacts(user, state), methodsFact(row)],
    blastRadius: blastRadiusOf(tier),
    severity: tier === 'tier0' ? 'critical' : 'high',
    wouldPassIf: 'a passkey, security key or Windows Hello for Business was registered and demanded',
  }
}

type Uncovered = Extract<WorseRequirement, { readonly uncovered: true }>

/** Resting on what is not there: a policy, or a role that a policy is for, could have gone unread. */
function withoutDemand(
  user: User,
  row: AuthenticationMethods | undefined,
  { because, excludedFrom, when, otherwise }: Uncovered,
  state: Estate,
): Evidence {
  const methods = row === undefined ? [] : [methodsFact(row)]
  // A policy for the role meets its holder at the activation, after the sign-in that phishing would take.
  const isCoveredLater = when === 'now' && otherwise !== undefined && 'covered' in otherwise
  const at = isCoveredLater
    ? ' until it activates its role'
    : when === 'activated'
      ? ' once it activates its role'
      : ''
  return {
    subject: accountSubject(user),
    summary: `${nameOf(user)} administers the tenant (${rolesOf(user, state)}) and nothing demands phishing-resistant MFA${at}: ${because}.`,
    facts: [accountFact(user), ...grantFacts(user, state), ...methods, ...excludedFrom.map(policyFact)],
    blastRadius: blastRadiusOf(state.estate.tierOf(user.id)),
    severity: isCoveredLater ? 'low' : 'medium',
    wouldPassIf: 'an enabled policy required the strength "Phishing-resistant MFA" of it on all resources',
    absences: ['conditionalAccessPolicies', 'roleAssignments', 'roleEligibilityScheduleInstances'],
  }
}

function privilegedRoles(user: User, { estate }: Estate): readonly HeldRole[] {
  const held = estate.holders.accounts.get(user.id.toLowerCase()) ?? []
  return held.filter(({ grant }) => isPrivileged(grant.role.tier))
}

function rolesOf(user: User, state: Estate): string {
  return [...new Set(privilegedRoles(user, state).map(({ grant }) => grant.role.name))].join(', ')
}

function grantFacts(user: User, state: Estate) {
  return privilegedRoles(user, state).map(({ grant, throughGroup }) => ({
    dataset: grant.dataset,
    id: grant.id,
    fields: { role: grant.role.name, mode: grant.mode, scope: grant.scope, throughGroup },
  }))
}

function methodsFact(row: AuthenticationMethods) {
  return { dataset: 'authenticationMethods' as const, id: row.userId, fields: { methods: methodNames(row) } }
}

/** People behind a partner's group register at home; whether the group may be here is asked under partners/. */
function noteOf({ holders }: Administration): string | undefined {
  const groups = new Set(
    holders.foreign.filter(({ role }) => isPrivileged(role.tier)).map(({ principalId }) => principalId),
  )
  if (groups.size === 0) return undefined
  return `${groups.size} groups of other organisations hold privileged roles: their members' methods cannot be seen from here`
}
