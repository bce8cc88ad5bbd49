import type { PolicyTarget } from '#model/records/authentication-methods-policy.ts'
import { counted } from '#model/text/words.ts'
import type { GroupIndex } from '../groups.ts'
import { anyOf, type Ternary } from '../ternary.ts'

/** Whom a setting of the methods policy is for. */
export interface Targets {
  readonly includeTargets?: readonly PolicyTarget[] | null | undefined
  readonly excludeTargets?: readonly PolicyTarget[] | null | undefined
}

/** Whether the setting is for the account; an exclusion beats an inclusion (identity.md §a.8). */
export function isTargeted(targets: Targets, accountId: string, groups: GroupIndex): Ternary {
  const included = isNamed(targets.includeTargets, accountId, groups)
  if (included === 'no') return 'no'
  const excluded = isNamed(targets.excludeTargets ?? [], accountId, groups)
  if (excluded === 'yes') return 'no'
  return excluded === 'maybe' ? 'maybe' : included
}

/** Targets that were not read could name anybody. */
function isNamed(targets: Targets['includeTargets'], accountId: string, groups: GroupIndex): Ternary {
  if (!targets) return 'maybe'
  const id = accountId.toLowerCase()
  return anyOf(targets.map((target) => names(target, id, groups)))
}

/** Single users can no longer be targeted, and those that were remain. */
function names({ id, targetType }: PolicyTarget, accountId: string, groups: GroupIndex): Ternary {
  const target = id?.toLowerCase()
  if (target === undefined) return 'maybe'
  if (target === EVERYBODY || target === accountId) return 'yes'
  if (target === NOBODY || targetType?.toLowerCase() === 'user') return 'no'
  const { ids, complete } = groups.membersOf(target)
  if (ids.has(accountId)) return 'yes'
  return complete ? 'no' : 'maybe'
}

const EVERYBODY = 'all_users'
/** What Microsoft writes where no group is chosen. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** True when the setting is for all users and leaves out none. */
export function isForEverybody({ includeTargets, excludeTargets }: Targets): boolean {
  const excluded = excludeTargets?.some(({ id }) => id?.toLowerCase() !== NOBODY) ?? false
  return !excluded && includeTargets?.some(({ id }) => id?.toLowerCase() === EVERYBODY) === true
}

/** Whom the setting is for, in the reader's words. */
export function targetsInWords({ includeTargets, excludeTargets }: Targets): string {
  if (!includeTargets) return 'for whom was not read'
  const everybody = includeTargets.some(({ id }) => id?.toLowerCase() === EVERYBODY)
  const excluded = excludeTargets?.filter(({ id }) => id?.toLowerCase() !== NOBODY).length ?? 0
  const who = everybody ? 'for all users' : `for ${counted(includeTargets.length, 'group')}`
  return excluded === 0 ? who : `${who} but ${counted(excluded, 'group')}`
}
