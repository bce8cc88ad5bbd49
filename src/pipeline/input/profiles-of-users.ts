/**
 * Whoever exports accounts by hand may select what the profiles of role holders hold (identity.md §b.4) in the same
 * file. Then `users` answers for `administratorProfiles` too, without a second file and without making every record of
 * a million accounts wider.
 */
import type { ImportedDataset } from '#imports/import.ts'
import { type Coverage, partial } from '#model/coverage.ts'
import { administratorProfiles } from '#model/records/administrator-profiles.ts'
import { users } from '#model/records/users.ts'

/** Fields by which an account tells more than `users` keeps. */
const TELLING = Object.keys(administratorProfiles.record.shape).filter(
  (field) => !(field in users.record.shape),
)

/** True for an account that carries at least one field of a profile. */
export function hasProfile(item: unknown): boolean {
  return typeof item === 'object' && item !== null && TELLING.some((field) => field in item)
}

/** The profiles in a file of accounts; undefined where no account carries one. */
export function profilesIn({ items, coverage }: ImportedDataset): ImportedDataset | undefined {
  const profiles = items.filter(hasProfile)
  if (profiles.length === 0) return undefined
  return { dataset: 'administratorProfiles', items: profiles, coverage: wholeIf(items, profiles, coverage) }
}

function wholeIf(all: readonly unknown[], found: readonly unknown[], coverage: Coverage): Coverage {
  const without = all.length - found.length
  if (without === 0 || coverage.state !== 'complete') return coverage
  return partial(`${without} of ${all.length} accounts in the file carry no profile`)
}
