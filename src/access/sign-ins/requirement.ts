/**
 * What a sign-in to any application, from a browser or a modern app, asks of an account: the verdict in the words
 * that controls need. `covered` and `uncovered` hold whatever the missing records say; the rest is `undecided`.
 */
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import type { User } from '#model/records/users.ts'
import type { Directory } from '../conditional-access/audience.ts'
import { securityDefaultsAlwaysAsk } from '../conditional-access/security-defaults.ts'
import type { SignInCoverage } from './coverage.ts'
import { type CoverageOptions, type CoverageRecords, everythingWasRead, signInCoverage } from './coverage.ts'
import { doubtsOf } from './doubts.ts'
import { gapFinder, type Names, type Witness } from './gaps.ts'
import { type Grade, isGap } from './grade.ts'

export type Requirement =
  | { readonly covered: 'always' | 'microsoftDecides'; readonly grade: Grade }
  | Uncovered
  | { readonly undecided: true; readonly because: readonly string[] }

export interface Uncovered {
  readonly uncovered: true
  /** D: only at times. */
  readonly grade: Grade
  readonly because: string
  /** One sign-in that passes; left out where plain MFA is asked and more is wanted. */
  readonly witness?: Witness
  /** Policies that would apply to the account if they did not exclude it. */
  readonly excludedFrom: readonly ConditionalAccessPolicy[]
}

export interface Requirements {
  of(account: User): Requirement
  /** True when who holds which role makes a difference. */
  readonly dependOnRoles: boolean
}

/** Compiles everything that can ask for MFA: Conditional Access, security defaults, per-user MFA. */
export function mfaRequirements(
  records: CoverageRecords,
  directory: Directory,
  options: CoverageOptions = everythingWasRead,
  names: Names = NO_NAMES,
): Requirements {
  const coverage = signInCoverage(records, directory, options)
  const gaps = gapFinder({ coverage, directory, names })
  return {
    dependOnRoles: dependsOnRoles(coverage),
    of: (account) => {
      const { least, most } = coverage.bounds(account)
      if (!isGap(least)) return coveredBy(least, account, directory)
      if (!isGap(most)) return { undecided: true, because: doubtsOf(account, coverage, directory) }
      const client = isGap(coverage.of(account).grades.all.browser) ? 'browser' : 'modern'
      const gap = gaps.at(account, { resource: 'all', client })
      return {
        uncovered: true,
        grade: least,
        because: gap?.because ?? 'no enabled policy is for it',
        excludedFrom: gap?.excludedFrom ?? [],
        ...(gap ? { witness: gap.witness } : {}),
      }
    },
  }
}

/** Compiles what can ask for phishing-resistant MFA: Conditional Access alone. */
export function phishingResistantRequirements(
  records: Pick<
    CoverageRecords,
    'conditionalAccessPolicies' | 'authenticationStrengthPolicies' | 'namedLocations'
  >,
  directory: Directory,
  options: CoverageOptions = everythingWasRead,
): Requirements {
  const alone = {
    ...records,
    identitySecurityDefaultsEnforcementPolicy: [],
    perUserMfaStates: [],
    organization: [],
  }
  const coverage = signInCoverage(alone, directory, options)
  return {
    dependOnRoles: dependsOnRoles(coverage),
    of: (account) => {
      const { least, most } = coverage.bounds(account)
      if (isResistant(least)) return { covered: 'always', grade: least }
      if (isResistant(most)) return { undecided: true, because: doubtsOf(account, coverage, directory) }
      const because = isGap(least)
        ? 'no enabled policy asks it for more than one factor everywhere'
        : 'what is asked of it can be met with methods that phishing relays'
      return { uncovered: true, grade: least, because, excludedFrom: [] }
    },
  }
}

const NO_NAMES: Names = { group: () => undefined, location: () => undefined }

const isResistant = (grade: Grade): boolean => grade === 'A' || grade === 'blocked'

/** Administrators are asked by security defaults at every sign-in, others when Microsoft finds it necessary. */
function coveredBy(grade: Grade, { id }: User, { roles }: Directory): Requirement {
  const atTimes = grade === 'C' && !securityDefaultsAlwaysAsk(id, roles)
  return { covered: atTimes ? 'microsoftDecides' : 'always', grade }
}

function dependsOnRoles({ policies }: SignInCoverage): boolean {
  return policies.some(({ conditions }) =>
    [conditions?.users?.includeRoles, conditions?.users?.excludeRoles].some((roles) => !!roles?.length),
  )
}
