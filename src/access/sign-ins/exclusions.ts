/** Through what a policy takes an account in, and through what it leaves it out. */
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import type { User } from '#model/records/users.ts'
import { audienceOf, type Directory, type Person, personOf } from '../conditional-access/audience.ts'
import { guestMatch } from '../conditional-access/guests.ts'
import { saysSomething, type UserConditions } from '../conditional-access/policy.ts'
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

/** How the user conditions of each policy meet an account; compiled once. */
export function userMatches(
  policies: readonly ConditionalAccessPolicy[],
  directory: Directory,
): (account: User) => readonly UserMatch[] {
  const audiences = policies.map((policy) => audienceOf(policy, directory))
  const exclusions = policies.map(({ conditions }) => exclusionsOf(conditions?.users, directory))
  return (account) => {
    const person = personOf(account)
    return policies.map((_, position) => ({
      included: audiences[position]?.includes(person) ?? 'maybe',
      exclusions: exclusions[position]?.(person) ?? [],
    }))
  }
}

/** Equal for accounts that policies take in and leave out in the same ways. */
export function keyOfMatches(matches: readonly UserMatch[]): string {
  return matches
    .map(({ included, exclusions }) => {
      const ways = exclusions.map(({ by, id }) => (by === 'group' || by === 'role' ? `${by} ${id}` : by))
      return `${included[0]}${ways.join('+')}`
    })
    .join()
}

function exclusionsOf(
  users: UserConditions | null | undefined,
  { groups, roles }: Directory,
): (person: Person) => readonly Exclusion[] {
  if (!users) return () => []
  const names = new Set((users.excludeUsers ?? []).map((name) => name.toLowerCase()))
  const members = (users.excludeGroups ?? []).map((id) => ({ id, ids: groups.membersOf(id).ids }))
  const held = (users.excludeRoles ?? []).map((id) => ({ id, wanted: new Set([id.toLowerCase()]) }))
  const guests = users.excludeGuestsOrExternalUsers
  const isGuest = ({ types }: Person) =>
    guests && saysSomething(guests) && guestMatch(guests, types) === 'yes'
  return (person) => [
    ...(names.has(person.id) || names.has('all') ? [{ by: 'name' as const, id: person.id }] : []),
    ...members.flatMap(({ id, ids }) => (ids.has(person.id) ? [{ by: 'group' as const, id }] : [])),
    ...held.flatMap(({ id, wanted }) =>
      roles.isIn(person.id, wanted) === 'yes' ? [{ by: 'role' as const, id }] : [],
    ),
    ...(isGuest(person) ? [{ by: 'guest' as const, id: person.id }] : []),
  ]
}
