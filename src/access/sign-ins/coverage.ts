/**
 * Who can sign in with one factor: the verdict on every account over Conditional Access, security defaults and
 * per-user MFA together (decision 011). Accounts under the same policies share one answer.
 */
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import type { User } from '#model/records/users.ts'
import type { Directory } from '../conditional-access/audience.ts'
import { strengthIndex } from '../conditional-access/strengths.ts'
import type { RoleMemberships } from '../roles/memberships.ts'
import { type AccountPolicies, accountPolicies } from './account-policies.ts'
import { askOf, type Bound } from './asks.ts'
import { keyOfBits } from './bits.ts'
import type { Client, Grade, Resource } from './grade.ts'
import { type AccountCoverage, judgeOf, type PolicyRecords } from './judge.ts'
import { type OtherRecords, type OtherSources, otherSources } from './other-sources.ts'
import type { Kind, SignIn } from './space.ts'

export type { AccountCoverage } from './judge.ts'

export interface CoverageRecords extends PolicyRecords, OtherRecords {}

export interface SignInCoverage {
  of(account: User): AccountCoverage
  /** Equal for accounts with the same answer. */
  keyOf(account: User): string
  /** Enabled and report-only policies, in the order of their bits. */
  readonly policies: readonly ConditionalAccessPolicy[]
  /** The kinds of sign-in to a resource that pass with one factor, the most ordinary first. */
  openKinds(account: User, resource: Resource, client: Client): readonly Kind[]
  /** The verdict if nothing in doubt protected, and if all did. */
  bounds(account: User): Readonly<Record<Bound, Grade>>
  /** What asks the account beside Conditional Access. */
  beside(account: User): OtherSources
  /** Whether a policy itself cannot be judged from what was read, whoever signs in. */
  isInDoubt(policy: ConditionalAccessPolicy): boolean
  /** Whether a policy, where it applies, asks a sign-in for a second factor or blocks it. */
  asksForMore(policy: ConditionalAccessPolicy, signIn: SignIn): boolean
}

/** What was read whole; what was not leaves verdicts open, and never makes one. */
export interface CoverageOptions {
  /** Else there may be policies that nobody has seen. */
  readonly policiesAreWhole: boolean
  /** Else anybody may hold a role. */
  readonly rolesAreWhole: boolean
  /** Else a location that is missing need not have been deleted. */
  readonly locationsAreWhole: boolean
}

export const everythingWasRead: CoverageOptions = {
  policiesAreWhole: true,
  rolesAreWhole: true,
  locationsAreWhole: true,
}

/** Compiles the tenant's policies and answers for its accounts. */
export function signInCoverage(
  records: CoverageRecords,
  directory: Directory,
  options: CoverageOptions,
): SignInCoverage {
  const policies = policiesThatCount(records)
  const others = otherSources(records)
  const judge = judgeOf(records, policies, options, others.blocksDeviceCode)
  const roles = rolesAsRead(directory.roles, options)
  const policiesOf = lastRemembered(accountPolicies(policies, { ...directory, roles }))
  const known = new Map<string, AccountCoverage>()
  const strengths = strengthIndex(records.authenticationStrengthPolicies)
  return {
    policies,
    openKinds: (account, resource, client) => judge.openKinds(resource, client, policiesOf(account)),
    bounds: (account) => judge.bounds(policiesOf(account), others.of(account, roles)),
    beside: (account) => others.of(account, roles),
    keyOf: (account) => keyOf(policiesOf(account), others.of(account, roles)),
    isInDoubt: (policy) => judge.isInDoubt(policies.indexOf(policy)),
    asksForMore: (policy, means) => askOf(policy, strengths, means, 'least') !== 'nothing',
    of: (account) => {
      const under = policiesOf(account)
      const beside = others.of(account, roles)
      const key = keyOf(under, beside)
      const before = known.get(key)
      if (before) return before
      const coverage = judge.of(under, beside)
      known.set(key, coverage)
      return coverage
    },
  }
}

function keyOf(
  { certain, possible }: AccountPolicies,
  { securityDefaults, perUserMfa }: OtherSources,
): string {
  return `${keyOfBits(certain)}|${keyOfBits(possible)}|${securityDefaults}|${perUserMfa}`
}

/** Enabled and report-only policies, in the order of their bits. */
export function policiesThatCount({ conditionalAccessPolicies }: PolicyRecords): ConditionalAccessPolicy[] {
  return conditionalAccessPolicies.filter(({ state }) => state !== 'disabled')
}

/** Where some holders of roles were not read, anybody may hold one. */
export function rolesAsRead<Roles extends RoleMemberships>(
  roles: Roles,
  { rolesAreWhole }: Pick<CoverageOptions, 'rolesAreWhole'>,
): Roles {
  if (rolesAreWhole) return roles
  return {
    ...roles,
    isIn: (accountId: string, wanted: ReadonlySet<string>) =>
      roles.isIn(accountId, wanted) === 'yes' ? 'yes' : 'maybe',
  }
}

/** Of one account several things are asked in a row. */
function lastRemembered(policiesOf: (account: User) => AccountPolicies): (account: User) => AccountPolicies {
  let last: User | undefined
  let found: AccountPolicies | undefined
  return (account) => {
    if (found === undefined || account !== last) found = policiesOf(account)
    last = account
    return found
  }
}
