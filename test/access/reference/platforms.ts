import { hasUnknownMember, saysSomething, wordsOf } from './records.ts'
import type { Conditions, Tenant } from './tenant.ts'
import { maybeIf, selected, type Ternary } from './three-valued.ts'

const RECOGNISED = ['android', 'ios', 'windows', 'windowsphone', 'macos', 'linux']
const UNRECOGNISED = 'unrecognised'

/** The platforms that a policy tells apart from the others, and one that the service does not recognise. */
export function platformsOf({ conditionalAccessPolicies }: Tenant): readonly string[] {
  const named = conditionalAccessPolicies.flatMap(({ conditions }) => [
    ...wordsOf(conditions?.platforms?.includePlatforms),
    ...wordsOf(conditions?.platforms?.excludePlatforms),
  ])
  return [...RECOGNISED.filter((platform) => named.includes(platform)), UNRECOGNISED]
}

/** Unset is every platform; `all` is every platform, also the unrecognised one. */
export function isForPlatform({ platforms }: Conditions, platform: string): Ternary {
  if (!platforms || !saysSomething(platforms)) return 'yes'
  const unknown = hasUnknownMember(platforms, ['includePlatforms', 'excludePlatforms'])
  return selected(
    isAmong(platforms.includePlatforms, platform),
    isAmong(platforms.excludePlatforms, platform),
    maybeIf(unknown),
  )
}

/** A platform that this version does not know may be any. */
function isAmong(list: readonly string[] | null | undefined, platform: string): Ternary {
  const words = wordsOf(list)
  if (words.includes('all') || words.includes(platform)) return 'yes'
  return maybeIf(words.some((word) => !RECOGNISED.includes(word)))
}
