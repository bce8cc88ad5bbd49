import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'

export type Conditions = NonNullable<ConditionalAccessPolicy['conditions']>
export type UserConditions = NonNullable<Conditions['users']>
export type GuestCondition = NonNullable<UserConditions['includeGuestsOrExternalUsers']>
export type GrantControls = NonNullable<ConditionalAccessPolicy['grantControls']>
export type PolicyStrength = NonNullable<GrantControls['authenticationStrength']>

/** What people call a policy. */
export function policyName(policy: ConditionalAccessPolicy): string {
  return `"${policy.displayName ?? policy.id}"`
}

/**
 * The members of a record that this version does not know and that say something: an unknown condition could
 * narrow a policy, so it may not be overlooked. OData annotations say nothing.
 */
export function unknownMembers(record: object, known: ReadonlySet<string>): readonly string[] {
  return Object.entries(record)
    .filter(([name, value]) => !known.has(name) && !name.includes('@') && saysSomething(value))
    .map(([name]) => name)
}

/** False for what Microsoft writes for "not set": null, an empty list or object, "none". */
export function saysSomething(value: unknown): boolean {
  if (value === null || value === undefined || value === '' || value === 'none') return false
  if (Array.isArray(value)) return value.length > 0
  return (
    typeof value !== 'object' ||
    Object.entries(value).some(([name, it]) => !name.includes('@') && saysSomething(it))
  )
}

const WITHOUT_EFFECT = new Set(['disabled', 'enabledForReportingButNotEnforced'])

/**
 * False for policies that are off or only report, which have no effect (identity.md §a.3). A state that this version
 * does not know leaves it open.
 */
export function mayBeEnforced({ state }: ConditionalAccessPolicy): boolean {
  return !WITHOUT_EFFECT.has(state ?? '')
}
