/** The policies of a tenant if they left nobody out: what an exclusion is worth shows in the difference. */
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import { saysSomething } from '../conditional-access/policy.ts'

const EXCLUSIONS = ['excludeUsers', 'excludeGroups', 'excludeRoles', 'excludeGuestsOrExternalUsers'] as const

/** The policy for everybody whom it includes. */
export function withoutExclusions(policy: ConditionalAccessPolicy): ConditionalAccessPolicy {
  const users = policy.conditions?.users
  if (!users || !excludesSomebody(policy)) return policy
  const kept = Object.entries(users).filter(([name]) => !EXCLUSIONS.some((exclusion) => exclusion === name))
  return { ...policy, conditions: { ...policy.conditions, users: Object.fromEntries(kept) } }
}

/** Whether the policy names people whom it is not for. */
export function excludesSomebody({ conditions }: ConditionalAccessPolicy): boolean {
  return EXCLUSIONS.some((name) => saysSomething(conditions?.users?.[name]))
}
