/** What the policies that an account is under make of its sign-ins (decision 011, "Grades"). */
import type { AuthenticationStrengthPolicy } from '#model/records/authentication-strength-policies.ts'
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import type { NamedLocation } from '#model/records/named-locations.ts'
import { mayBeEnforced } from '../conditional-access/policy.ts'
import { strengthIndex } from '../conditional-access/strengths.ts'
import type { Ternary } from '../ternary.ts'
import type { AccountPolicies } from './account-policies.ts'
import type { Bound } from './asks.ts'
import { type Bits, bitsWhere, common, hasBit } from './bits.ts'
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
import type { OtherSources } from './other-sources.ts'
import { type Judged, judgeKinds, openKinds, type Under } from './outcome.ts'
import { type Kind, type Space, spaceOf } from './space.ts'

/** The records that say what policies do, whoever they are for. */
export interface PolicyRecords {
  readonly conditionalAccessPolicies: readonly ConditionalAccessPolicy[]
  readonly authenticationStrengthPolicies: readonly AuthenticationStrengthPolicy[]
  readonly namedLocations: readonly NamedLocation[]
}

export interface AccountCoverage {
  readonly grades: Grades
  readonly verdict: Grade
}

/** What of the records was read whole; see `CoverageOptions`. */
export interface JudgeOptions {
  readonly policiesAreWhole: boolean
  readonly locationsAreWhole: boolean
}

/** Judges sign-ins by the policies that an account is under. */
export interface Judge {
  /** All grades of whoever is under these policies. */
  of(under: AccountPolicies, beside: OtherSources): AccountCoverage
  /** The kinds of sign-in of one bound; for whoever wants to know what a policy does at all. */
  space(bound: Bound): Space
  /** The policies in force, and those that count in the comparison with report-only ones. */
  counted(bound: Bound): Under
  /** The verdict if nothing in doubt protected, and if all did. */
  bounds(under: AccountPolicies, beside: OtherSources): Readonly<Record<Bound, Grade>>
  isInDoubt(position: number): boolean
  openKinds(resource: Resource, client: Client, under: AccountPolicies): readonly Kind[]
}

/**
 * Compiles policies.
 * @param policies enabled and report-only ones, in the order of their bits
 * @param blocksDeviceCode whether security defaults block device code in this tenant
 */
export function judgeOf(
  records: PolicyRecords,
  policies: readonly ConditionalAccessPolicy[],
  { locationsAreWhole, policiesAreWhole }: JudgeOptions,
  blocksDeviceCode: Ternary,
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
  const grade = (way: Way, under: AccountPolicies, beside: OtherSources): Grade => {
    const least = at(way, under, beside, 'least')
    return least === at(way, under, beside, 'most') ? least : 'unknown'
  }
  return {
    openKinds: (resource, client, under) =>
      openKinds(spaces.least(resource, client), underBound(under, 'least')),
    bounds: (under, beside) => boundsOf(at, under, beside),
    of: (under, beside) => coverageOf((way) => grade(way, under, beside)),
    space: (bound) => spaces[bound],
    counted: (bound) => ({ enforced: enforced[bound], all: relevant[bound] }),
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

type At = (way: Way, under: AccountPolicies, beside: OtherSources, bound: Bound) => Grade

function boundsOf(at: At, under: AccountPolicies, beside: OtherSources): Readonly<Record<Bound, Grade>> {
  const worst = (bound: Bound) =>
    worstOf(ORDINARY.map((client) => at({ resource: 'all', client }, under, beside, bound)))
  return { least: worst('least'), most: worst('most') }
}

function coverageOf(gradeOf: (way: Way) => Grade): AccountCoverage {
  const gradesTo = (resource: Resource) =>
    Object.fromEntries(clients.map((client) => [client, gradeOf({ resource, client })]))
  const grades = Object.fromEntries(resources.map((resource) => [resource, gradesTo(resource)])) as Record<
    Resource,
    Record<Client, Grade>
  >
  return { grades, verdict: verdictOf(grades) }
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
