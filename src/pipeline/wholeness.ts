/** What of the datasets that decide sign-ins was read whole. */
import type { CoverageOptions } from '#access/sign-ins/coverage.ts'
import type { DatasetName } from '#model/datasets.ts'
import type { Facts } from './judge.ts'

/** Without the licence there is no Conditional Access, so that nothing of it was missed (identity.md §a.2). */
export function wholeness(facts: Pick<Facts, 'coverage'>): CoverageOptions {
  const isWhole = (name: DatasetName) => ['complete', 'unlicensed'].includes(facts.coverage(name).state)
  return {
    policiesAreWhole: isWhole('conditionalAccessPolicies'),
    rolesAreWhole: isWhole('roleAssignments'),
    locationsAreWhole: isWhole('namedLocations'),
  }
}
