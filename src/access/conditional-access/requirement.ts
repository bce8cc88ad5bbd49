/**
 * What a sign-in to any resource, from a browser or a modern app, asks of an account. Sound in both directions:
 * `covered` only by a policy without any condition, `uncovered` only when nothing could ask; everything in
 * between is `undecided` and says which policy leaves it open.
 */
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import type { PerUserMfaState } from '#model/records/per-user-mfa-states.ts'
import type { IdentitySecurityDefaultsEnforcementPolicy } from '#model/records/security-defaults.ts'
import type { User } from '#model/records/users.ts'
import { type Directory, matchOf, personOf } from './audience.ts'
import { policyName } from './policy.ts'
import { type PolicyRecords, type Rule, rulesFor } from './rules.ts'
import { securityDefaultsAlwaysAsk, securityDefaultsAsk, securityDefaultsState } from './security-defaults.ts'

export type Requirement =
  | { readonly covered: 'always' | 'microsoftDecides'; readonly by: string }
  | {
      readonly uncovered: true
      readonly because: string
      /** Policies that would apply to the account if they did not exclude it; the first few. */
      readonly excludedFrom: readonly ConditionalAccessPolicy[]
    }
  | { readonly undecided: true; readonly because: readonly string[] }

export interface SignInRecords extends PolicyRecords {
  readonly identitySecurityDefaultsEnforcementPolicy: readonly IdentitySecurityDefaultsEnforcementPolicy[]
  readonly perUserMfaStates: readonly PerUserMfaState[]
}

/** Asks the compiled policies about one account. */
export interface Requirements {
  of(account: User): Requirement
  /** True when who holds which role makes a difference. */
  readonly dependOnRoles: boolean
}

/** Compiles everything that can ask for MFA: Conditional Access, security defaults, per-user MFA. */
export function mfaRequirements(records: SignInRecords, directory: Directory): Requirements {
  const rules = rulesFor('mfa', records, directory)
  const byOther = otherSources(records, directory)
  return requirements(rules, byOther)
}

/** Compiles what can ask for phishing-resistant MFA: Conditional Access alone. */
export function phishingResistantRequirements(records: PolicyRecords, directory: Directory): Requirements {
  return requirements(rulesFor('phishingResistantMfa', records, directory), () => [])
}

/** Answers of the sources beside Conditional Access: covered, or undecided; nothing when they do not ask. */
type OtherSources = (account: User) => readonly Exclude<Requirement, { readonly uncovered: true }>[]

function requirements(rules: readonly Rule[], otherSources: OtherSources): Requirements {
  return {
    of: (account) => requirementOf(account, rules, otherSources),
    dependOnRoles: rules.some(({ targetsRoles }) => targetsRoles),
  }
}

function requirementOf(account: User, rules: readonly Rule[], otherSources: OtherSources): Requirement {
  const person = personOf(account)
  const doubts: string[] = []
  const excludedFrom: ConditionalAccessPolicy[] = []
  for (const rule of rules) {
    const match = matchOf(rule.audience, person)
    if (match === 'yes' && rule.limit === undefined) return coveredBy(rule)
    if (match === 'excluded' && excludedFrom.length < MOST_EXCLUSIONS) excludedFrom.push(rule.policy)
    if (match === 'yes' || match === 'maybe') doubts.push(rule.limit ?? rule.uncertainMatch)
  }
  const others = otherSources(account)
  const covered = others.find((answer) => 'covered' in answer)
  if (covered) return covered
  doubts.push(...others.flatMap((answer) => ('undecided' in answer ? answer.because : [])))
  return doubts.length > 0 ? { undecided: true, because: doubts } : uncovered(excludedFrom)
}

/** A reader mends the first few exclusions; an account excluded from hundreds of policies needs no longer list. */
const MOST_EXCLUSIONS = 5

function coveredBy({ policy, blocks }: Rule): Requirement {
  return { covered: 'always', by: `policy ${policyName(policy)}${blocks ? ', which blocks it' : ''}` }
}

function uncovered(excludedFrom: readonly ConditionalAccessPolicy[]): Requirement {
  const names = excludedFrom.map(policyName).join(', ')
  const because = names === '' ? 'no enforced policy applies to it' : `it is excluded from ${names}`
  return { uncovered: true, because, excludedFrom }
}

function otherSources(records: SignInRecords, directory: Directory): OtherSources {
  const defaults = securityDefaultsState(records.identitySecurityDefaultsEnforcementPolicy)
  const perUser = new Map(
    records.perUserMfaStates.map((row) => [row.userId.toLowerCase(), row.perUserMfaState]),
  )
  return (account) => [
    ...fromSecurityDefaults(defaults, account, directory),
    ...fromPerUserMfa(perUser.get(account.id.toLowerCase())),
  ]
}

function fromSecurityDefaults(state: 'yes' | 'no' | 'maybe', { id }: User, { roles }: Directory) {
  const ask = securityDefaultsAsk(state, id, roles)
  if (ask === 'no') return []
  if (ask === 'maybe') return [undecided('it is not known whether security defaults ask it for MFA')]
  const covered = securityDefaultsAlwaysAsk(id, roles) ? ('always' as const) : ('microsoftDecides' as const)
  return [{ covered, by: 'security defaults' }]
}

/**
 * `enforced` counts as baseline: trusted addresses and remembered devices of the old service can still skip it,
 * and Graph does not show them (identity.md §a.5).
 */
function fromPerUserMfa(state: string | null | undefined) {
  switch (state?.toLowerCase()) {
    case 'enforced':
      return [{ covered: 'microsoftDecides' as const, by: 'per-user MFA' }]
    case 'disabled':
    case 'enabled':
      return []
    default:
      return [undecided('its per-user MFA state is not known (perUserMfaStates)')]
  }
}

const undecided = (because: string) => ({ undecided: true as const, because: [because] })
