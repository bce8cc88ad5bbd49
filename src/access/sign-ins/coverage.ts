/**
 * Who can sign in with one factor: the verdict on every account over Conditional Access, security defaults and
 * per-user MFA together (decision 011). Accounts under the same policies share one answer.
 */
import type { AuthenticationStrengthPolicy } from '#model/records/authentication-strength-policies.ts'
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import type { NamedLocation } from '#model/records/named-locations.ts'
import type { User } from '#model/records/users.ts'
import type { Directory } from '../conditional-access/audience.ts'
import { mayBeEnforced } from '../conditional-access/policy.ts'
import { strengthIndex } from '../conditional-access/strengths.ts'
import type { RoleMemberships } from '../roles/memberships.ts'
import { type AccountPolicies, accountPolicies } from './account-policies.ts'
import { askOf, type Bound } from './asks.ts'
import { type Bits, bitsWhere, common, hasBit, keyOfBits } from './bits.ts'
import {
  type Client,
  clients,
  type Grade,
  type Grades,
  type Resource,
  resources,
  verdictOf,
  worstOf,
} from './grade.ts'
import { type OtherRecords, type OtherSources, otherSources } from './other-sources.ts'
import { type Judged, judgeKinds, openKinds, type Under } from './outcome.ts'
import { type Kind, type SignIn, type Space, spaceOf } from './space.ts'

export interface CoverageRecords extends OtherRecords {
  readonly conditionalAccessPolicies: readonly ConditionalAccessPolicy[]
  readonly authenticationStrengthPolicies: readonly AuthenticationStrengthPolicy[]
  readonly namedLocations: readonly NamedLocation[]
}

export interface AccountCoverage {
  readonly grades: Grades
  readonly verdict: Grade
}

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
  const policies = records.conditionalAccessPolicies.filter(({ state }) => state !== 'disabled')
  const judge = judgeOf(records, policies, options)
  const roles = options.rolesAreWhole ? directory.roles : certainAtBest(directory.roles)
  const policiesOf = accountPolicies(policies, { ...directory, roles })
  const others = otherSources(records)
  const known = new Map<string, AccountCoverage>()
  const strengths = strengthIndex(records.authenticationStrengthPolicies)
  return {
    policies,
    openKinds: (account, resource, client) => judge.openKinds(resource, client, policiesOf(account)),
    bounds: (account) => boundsOf(judge, policiesOf(account), others.of(account, roles)),
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
      const coverage = coverageOf(judge, under, beside)
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

function coverageOf(judge: Judge, under: AccountPolicies, beside: OtherSources): AccountCoverage {
  const gradesOf = (resource: Resource) =>
    Object.fromEntries(clients.map((client) => [client, judge.grade(resource, client, under, beside)]))
  const grades = Object.fromEntries(resources.map((resource) => [resource, gradesOf(resource)])) as Record<
    Resource,
    Record<Client, Grade>
  >
  return { grades, verdict: verdictOf(grades) }
}

/** Judges sign-ins by the policies that an account is under. */
interface Judge {
  at(way: Way, under: AccountPolicies, beside: OtherSources, bound: Bound): Grade
  grade(resource: Resource, client: Client, under: AccountPolicies, beside: OtherSources): Grade
  isInDoubt(position: number): boolean
  openKinds(resource: Resource, client: Client, under: AccountPolicies): readonly Kind[]
}

function judgeOf(
  records: CoverageRecords,
  policies: readonly ConditionalAccessPolicy[],
  { locationsAreWhole, policiesAreWhole }: CoverageOptions,
): Judge {
  const shared = {
    policies,
    namedLocations: records.namedLocations,
    locationsAreWhole,
    strengths: strengthIndex(records.authenticationStrengthPolicies),
  }
  const spaces: Readonly<Record<Bound, Space>> = {
    least: spaceOf(shared, 'least'),
    most: spaceOf(shared, 'most'),
  }
  const enforced = bitsByBound(policies, ({ state }) => state === 'enabled', mayBeEnforced)
  const relevant = bitsByBound(policies, isOfKnownState, () => true)
  const { blocksDeviceCode } = otherSources(records)
  const underBound = ({ certain, possible }: AccountPolicies, bound: Bound): Under => {
    const mine = bound === 'least' ? certain : possible
    return { enforced: common(mine, enforced[bound]), all: common(mine, relevant[bound]) }
  }
  const at = (way: Way, under: AccountPolicies, beside: OtherSources, bound: Bound): Grade => {
    // A policy that nobody has seen could block, and nothing is stronger.
    if (bound === 'most' && !policiesAreWhole) return 'blocked'
    const judged = judgeKinds(spaces[bound](way.resource, way.client), underBound(under, bound))
    return gradeOf(judged, way, decided(beside, blocksDeviceCode, bound))
  }
  return {
    openKinds: (resource, client, under) =>
      openKinds(spaces.least(resource, client), underBound(under, 'least')),
    at,
    grade: (resource, client, under, beside) => {
      const least = at({ resource, client }, under, beside, 'least')
      return least === at({ resource, client }, under, beside, 'most') ? least : 'unknown'
    },
    isInDoubt: (position) => isInDoubtAt(position, spaces, enforced),
  }
}

/** Seen at the ways in that a person has: some kind of sign-in meets the policy in one bound only. */
function isInDoubtAt(
  position: number,
  spaces: Readonly<Record<Bound, Space>>,
  enforced: Readonly<Record<Bound, Bits>>,
): boolean {
  if (hasBit(enforced.least, position) !== hasBit(enforced.most, position)) return true
  const seen = (bound: Bound) =>
    ORDINARY.flatMap((client) => spaces[bound]('all', client)).map(({ asks, fewest, most }) => [
      [asks.block, asks.phishingResistant, asks.mfa].map((bits) => hasBit(bits, position)),
      [...fewest, ...most].map(({ policies }) => hasBit(policies, position)),
    ])
  return JSON.stringify(seen('least')) !== JSON.stringify(seen('most'))
}

const ORDINARY = ['browser', 'modern'] as const

function boundsOf(
  judge: Judge,
  under: AccountPolicies,
  beside: OtherSources,
): Readonly<Record<Bound, Grade>> {
  const at = (bound: Bound) =>
    worstOf(ORDINARY.map((client) => judge.at({ resource: 'all', client }, under, beside, bound)))
  return { least: at('least'), most: at('most') }
}

/** Of a state that this version does not know it is in doubt whether it is in force. */
const isOfKnownState = (policy: ConditionalAccessPolicy) =>
  policy.state === 'enabled' || !mayBeEnforced(policy)

type PolicyTest = (policy: ConditionalAccessPolicy) => boolean

function bitsByBound(
  policies: readonly ConditionalAccessPolicy[],
  least: PolicyTest,
  most: PolicyTest,
): Readonly<Record<Bound, Bits>> {
  const where = (test: PolicyTest) =>
    bitsWhere(policies.length, (position) => test(policies[position] as ConditionalAccessPolicy))
  return { least: where(least), most: where(most) }
}

/** Roles of which some holders were not read. */
function certainAtBest(roles: RoleMemberships): RoleMemberships {
  return {
    ...roles,
    isIn: (accountId, wanted) => (roles.isIn(accountId, wanted) === 'yes' ? 'yes' : 'maybe'),
  }
}

interface Decided {
  readonly securityDefaults: boolean
  readonly perUserMfa: boolean
  readonly blocksDeviceCode: boolean
}

function decided(beside: OtherSources, blocksDeviceCode: OtherSources['perUserMfa'], bound: Bound): Decided {
  const isSo = (answer: OtherSources['perUserMfa']) =>
    answer === 'yes' || (answer === 'maybe' && bound === 'most')
  return {
    securityDefaults: isSo(beside.securityDefaults),
    perUserMfa: isSo(beside.perUserMfa),
    blocksDeviceCode: isSo(blocksDeviceCode),
  }
}

interface Way {
  readonly resource: Resource
  readonly client: Client
}

function gradeOf({ weakest, someProtected }: Judged, way: Way, decidedBy: Decided): Grade {
  if (weakest === 'block' || baselineOf(way, decidedBy) === 'blocked') return 'blocked'
  if (weakest === 'phishingResistant') return 'A'
  if (weakest === 'mfa') return 'B'
  return baselineOf(way, decidedBy) ?? (someProtected ? 'D' : 'E')
}

/** What security defaults and per-user MFA make of a sign-in that Conditional Access leaves open. */
function baselineOf(way: Way, decidedBy: Decided): Grade | undefined {
  const grade = anywhereBaseline(way, decidedBy)
  // Both let somebody register with a password alone.
  return way.resource === 'registerSecurityInfo' && grade === 'C' ? undefined : grade
}

function anywhereBaseline({ client }: Way, decidedBy: Decided): Grade | undefined {
  const isLegacy = client === 'activeSync' || client === 'otherLegacy'
  if (decidedBy.securityDefaults) {
    return isLegacy || (client === 'deviceCode' && decidedBy.blocksDeviceCode) ? 'blocked' : 'C'
  }
  return decidedBy.perUserMfa && !isLegacy ? 'C' : undefined
}
