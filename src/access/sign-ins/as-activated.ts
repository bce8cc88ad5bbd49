/**
 * Eligible administrators, as they are and as they will be with their roles activated: policies and security defaults
 * look at active roles alone, so activating one can bring a policy in or take one away (identity.md §a.4 pitfall 1).
 */
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import type { User } from '#model/records/users.ts'
import { type Administration, type AdministrationRecords, administration } from '../roles/administration.ts'
import type { Ternary } from '../ternary.ts'
import { type CoverageOptions, type CoverageRecords, signInCoverage } from './coverage.ts'
import { type Grade, gradeRank } from './grade.ts'
import type { Requirement, Requirements } from './requirement.ts'

/** Who administers now, and who does with every eligible role activated. */
export interface BothEstates {
  readonly now: Administration
  readonly activated: Administration
  /** Whether the account may activate a role, as far as the eligibilities given tell. */
  isEligible(account: Pick<User, 'id'>): Ternary
}

/** Follows the role records twice: without and with the eligibilities. */
export function bothEstates(records: AdministrationRecords, filedUnder: string): BothEstates {
  const { roleEligibilityScheduleInstances: _, ...active } = records
  const activated = administration(records, filedUnder)
  const { ids, anybody } = eligibleIn(activated)
  return {
    now: administration(active, filedUnder),
    activated,
    isEligible: ({ id }) => (ids.has(id.toLowerCase()) ? 'yes' : anybody),
  }
}

/** Who may activate a role: for certain, and whether anybody else may. @param activated with the eligibilities */
export function eligibleIn({ holders }: Pick<Administration, 'holders'>): {
  readonly ids: ReadonlySet<string>
  readonly anybody: 'maybe' | 'no'
} {
  const eligible = [...holders.accounts].filter(([, held]) =>
    held.some(({ grant }) => grant.mode === 'eligible'),
  )
  const isOpen = holders.unresolved.some(({ grant, notFound }) => grant.mode === 'eligible' && !notFound)
  return { ids: new Set(eligible.map(([id]) => id)), anybody: isOpen ? 'maybe' : 'no' }
}

export interface ActivatedOptions extends CoverageOptions {
  /** Else anybody may be eligible for anything. */
  readonly eligibilityIsWhole: boolean
}

/**
 * The verdict on an account with its eligible roles activated; undefined for one that has none to activate, or whose
 * verdict no role can change.
 */
export function activatedVerdicts(
  records: CoverageRecords & AdministrationRecords,
  { activated, isEligible }: BothEstates,
  { eligibilityIsWhole, ...options }: ActivatedOptions,
): (account: User) => Grade | undefined {
  const rolesAreWhole = options.rolesAreWhole && eligibilityIsWhole
  const coverage = signInCoverage(records, activated, { ...options, rolesAreWhole })
  const anyRoleMatters = coverage.policies.some(namesRoles)
  return (account) => {
    const eligible = isEligible(account)
    if (eligible === 'no' && (eligibilityIsWhole || !anyRoleMatters)) return undefined
    return coverage.of(account).verdict
  }
}

/** Whether a role could bring the policy in, or take it away. */
export function namesRoles({ conditions }: ConditionalAccessPolicy): boolean {
  const { includeRoles, excludeRoles } = conditions?.users ?? {}
  return !!includeRoles?.length || !!excludeRoles?.length
}

/** What is asked at the worse of the two times, and which that is. */
export type WorseRequirement = Requirement & {
  readonly when: 'now' | 'activated'
  /** What is asked at the other time, of an account that may have something to activate. */
  readonly otherwise?: Requirement
}

/** Compares both; who has nothing to activate is asked the same at both times. */
export function worseRequirements(
  now: Requirements,
  activated: Requirements,
  isEligible: BothEstates['isEligible'],
): (account: User) => WorseRequirement {
  return (account) => {
    const asItIs = now.of(account)
    if (isEligible(account) === 'no') return { ...asItIs, when: 'now' }
    const once = activated.of(account)
    return rankOf(once) < rankOf(asItIs)
      ? { ...once, when: 'activated', otherwise: asItIs }
      : { ...asItIs, when: 'now', otherwise: once }
  }
}

/** The worst first: proven gaps, doubts, then what is asked at times and always. */
function rankOf(requirement: Requirement): number {
  if ('uncovered' in requirement) return gradeRank(requirement.grade)
  if ('undecided' in requirement) return 10
  return requirement.covered === 'always' ? 30 : 20
}
