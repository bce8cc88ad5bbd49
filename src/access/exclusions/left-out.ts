/**
 * Who is left out of the enabled policies that ask for more than a password, and whether it makes a difference: an
 * exclusion that another policy makes up for opens nothing, as where guests have a policy of their own.
 */
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import type { User } from '#model/records/users.ts'
import { audienceOf, type Directory, personOf } from '../conditional-access/audience.ts'
import { type Conditions, policyName, saysSomething } from '../conditional-access/policy.ts'
import { strengthIndex } from '../conditional-access/strengths.ts'
import { REGISTRATION } from '../sign-ins/applications.ts'
import { askOf, type Bound } from '../sign-ins/asks.ts'
import { type ClosingRecords, closingCoverage } from '../sign-ins/closed-ways.ts'
import { flowMatch, ordinaryMatch } from '../sign-ins/conditions.ts'
import type { AccountCoverage, SignInCoverage } from '../sign-ins/coverage.ts'
import { type Exclusion, userMatches } from '../sign-ins/exclusions.ts'
import { clients, gradeRank, resources } from '../sign-ins/grade.ts'
import { excludesSomebody, withoutExclusions } from '../sign-ins/without-exclusions.ts'
import type { Ternary } from '../ternary.ts'

/** One policy that leaves the account out, by every way that does. */
export interface LeftOut {
  readonly policy: ConditionalAccessPolicy
  readonly exclusions: readonly Exclusion[]
}

export interface LeftOutOf {
  /** For certain, of policies that ask for certain. */
  readonly policies: readonly LeftOut[]
  /** Whether the account is less protected for it. */
  readonly matters: Ternary
  /** What leaves open whether there are more. */
  readonly doubts: readonly string[]
}

export type LeaveOutRecords = Omit<
  ClosingRecords,
  'identitySecurityDefaultsEnforcementPolicy' | 'organization'
>

/** Security defaults leave nobody out, and cannot be on beside policies that do. */
const WITHOUT_DEFAULTS = {
  identitySecurityDefaultsEnforcementPolicy: [{ id: 'securityDefaults', isEnabled: false }],
  organization: [],
}

/** Compiles the policies; the answer is asked account by account. */
export function leftOut(records: LeaveOutRecords, directory: Directory): (account: User) => LeftOutOf {
  const enabled = records.conditionalAccessPolicies.filter(({ state }) => state === 'enabled')
  const whole = { ...records, ...WITHOUT_DEFAULTS, conditionalAccessPolicies: enabled }
  const differenceOf = differences(whole, directory)
  const sides = sidesOf(records, enabled.filter(excludesSomebody), directory)
  return (account) => {
    const { policies, inDoubt } = sides(account)
    if (policies.length + inDoubt.length === 0) return NOWHERE
    const weaker = differenceOf(account)
    const matters = policies.some(({ policy }) => !isSeenInGrades(policy)) ? 'yes' : weaker
    const doubts = inDoubt.filter((policy) => weaker !== 'no' || !isSeenInGrades(policy)).map(doubtOf)
    return { policies, doubts, matters }
  }
}

/** Compiled with the first account that is left out of anything: in most tenants few are. */
function differences(records: ClosingRecords, directory: Directory): (account: User) => Ternary {
  const policies = records.conditionalAccessPolicies.map(withoutExclusions)
  let compiled: { readonly asItIs: SignInCoverage; readonly withNobodyLeftOut: SignInCoverage } | undefined
  return (account) => {
    compiled ??= {
      asItIs: closingCoverage(records, directory),
      withNobodyLeftOut: closingCoverage({ ...records, conditionalAccessPolicies: policies }, directory),
    }
    return isWeaker(compiled.asItIs.of(account), compiled.withNobodyLeftOut.of(account))
  }
}

const NOWHERE: LeftOutOf = { policies: [], doubts: [], matters: 'no' }

const doubtOf = (policy: ConditionalAccessPolicy): string =>
  `it is not known whether ${policyName(policy)} leaves some accounts out`

interface Sides {
  readonly policies: readonly LeftOut[]
  readonly inDoubt: readonly ConditionalAccessPolicy[]
}

const NOBODY: Sides = { policies: [], inDoubt: [] }

function sidesOf(
  { authenticationStrengthPolicies }: LeaveOutRecords,
  policies: readonly ConditionalAccessPolicy[],
  directory: Directory,
): (account: User) => Sides {
  const strengths = strengthIndex(authenticationStrengthPolicies)
  const asks = (policy: ConditionalAccessPolicy, bound: Bound) =>
    askOf(policy, strengths, { client: 'browser', managed: false }, bound) !== 'nothing'
  const asked = policies.map((policy) => ({ certain: asks(policy, 'least'), perhaps: asks(policy, 'most') }))
  const audiences = policies.map((policy) => audienceOf(policy, directory))
  const matchesOf = userMatches(policies, directory)
  return (account) => {
    const person = personOf(account)
    if (audiences.every(({ excludes }) => excludes(person) === 'no')) return NOBODY
    const found: LeftOut[] = []
    const inDoubt: ConditionalAccessPolicy[] = []
    for (const [position, { included, exclusions }] of matchesOf(account).entries()) {
      const policy = policies[position]
      const isAsked = asked[position]
      if (!policy || included === 'no' || !isAsked?.perhaps) continue
      const excluded = exclusions.length > 0 ? 'yes' : (audiences[position]?.excludes(person) ?? 'maybe')
      if (excluded === 'yes' && included === 'yes' && isAsked.certain) found.push({ policy, exclusions })
      else if (excluded !== 'no') inDoubt.push(policy)
    }
    return { policies: found, inDoubt }
  }
}

/** Grades are of ordinary sign-ins: of policies for risks, contexts and other actions they show nothing. */
function isSeenInGrades({ conditions }: ConditionalAccessPolicy): boolean {
  if (!conditions || ordinaryMatch(conditions) !== 'yes' || !namesResources(conditions)) return false
  return clients.some((client) => flowMatch(conditions, client) !== 'no')
}

function namesResources({ applications }: Conditions): boolean {
  const named = applications?.includeApplications?.some((id) => id !== 'None')
  const registers = applications?.includeUserActions?.some((action) => action.toLowerCase() === REGISTRATION)
  return named === true || registers === true || saysSomething(applications?.applicationFilter)
}

/** Weaker somewhere for certain, nowhere for certain, or not to be told. */
function isWeaker(asItIs: AccountCoverage, otherwise: AccountCoverage): Ternary {
  let answer: Ternary = 'no'
  for (const resource of resources)
    for (const client of clients) {
      const [is, would] = [asItIs.grades[resource][client], otherwise.grades[resource][client]]
      if (is === 'unknown' || would === 'unknown') answer = 'maybe'
      else if (gradeRank(is) < gradeRank(would)) return 'yes'
    }
  return answer
}
