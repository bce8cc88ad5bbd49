/** Through what a policy takes an account in, and through what it leaves it out. */
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import type { User } from '#model/records/users.ts'
import { audienceOf, type Directory, personOf } from '../conditional-access/audience.ts'
import { guestMatch } from '../conditional-access/guests.ts'
import { saysSomething } from '../conditional-access/policy.ts'
import type { Ternary } from '../ternary.ts'

export interface Exclusion {
  readonly by: 'name' | 'group' | 'role' | 'guest'
  /** Of the group or role; of the account when it is named itself. */
  readonly id: string
}

export interface UserMatch {
  readonly included: Ternary
  /** Every way by which the account is excluded for certain. */
  readonly exclusions: readonly Exclusion[]
}

/** How the user conditions of a policy meet an account. */
export function exclusionsOf(
  policy: ConditionalAccessPolicy,
  account: User,
  directory: Directory,
): UserMatch {
  const person = personOf(account)
  const users = policy.conditions?.users
  const included = audienceOf(policy, directory).includes(person)
  if (!users) return { included, exclusions: [] }
  const named = (users.excludeUsers ?? []).some((name) => {
    const word = name.toLowerCase()
    return word === person.id || word === 'all'
  })
  const groups = (users.excludeGroups ?? []).filter((id) => directory.groups.membersOf(id).ids.has(person.id))
  const roles = (users.excludeRoles ?? []).filter(
    (id) => directory.roles.isIn(person.id, new Set([id.toLowerCase()])) === 'yes',
  )
  const guests = users.excludeGuestsOrExternalUsers
  const asGuest = guests && saysSomething(guests) && guestMatch(guests, person.types) === 'yes'
  return {
    included,
    exclusions: [
      ...(named ? [{ by: 'name' as const, id: person.id }] : []),
      ...groups.map((id) => ({ by: 'group' as const, id })),
      ...roles.map((id) => ({ by: 'role' as const, id })),
      ...(asGuest ? [{ by: 'guest' as const, id: person.id }] : []),
    ],
  }
}
