import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import type { User } from '#model/records/users.ts'
import { type AccountType, possibleTypesOf } from '../accounts.ts'
import type { GroupIndex } from '../groups.ts'
import type { RoleMemberships } from '../roles/memberships.ts'
import { anyOf, type Ternary } from '../ternary.ts'
import { guestMatch } from './guests.ts'
import { type GuestCondition, saysSomething, type UserConditions, unknownMembers } from './policy.ts'

/** An account made ready to be asked about under many policies. */
export interface Person {
  /** Lower case, as all indexes are. */
  readonly id: string
  readonly types: readonly AccountType[]
}

/** Prepares an account once for all policies. */
export function personOf(account: User): Person {
  return { id: account.id.toLowerCase(), types: possibleTypesOf(account) }
}

/** Whom a policy is for. Compiled once per policy, then asked once per account. */
export interface Audience {
  readonly includes: (person: Person) => Ternary
  readonly excludes: (person: Person) => Ternary
}

/** What matching needs besides the account. */
export interface Directory {
  readonly groups: GroupIndex
  readonly roles: RoleMemberships
}

const KNOWN = new Set([
  'includeUsers',
  'excludeUsers',
  'includeGroups',
  'excludeGroups',
  'includeRoles',
  'excludeRoles',
  'includeGuestsOrExternalUsers',
  'excludeGuestsOrExternalUsers',
])

/** Compiles the user conditions of a policy. */
export function audienceOf({ conditions }: ConditionalAccessPolicy, directory: Directory): Audience {
  const users = conditions?.users
  if (!users) return withoutUsers(saysSomething(conditions?.clientApplications))
  const unknown = unknownMembers(users, KNOWN).length > 0 ? 'maybe' : 'no'
  const include = selectionOf(users, 'include', directory)
  const exclude = selectionOf(users, 'exclude', directory)
  return {
    includes: unknown === 'no' ? include : (person) => anyOf([unknown, include(person)]),
    excludes: unknown === 'no' ? exclude : (person) => anyOf([unknown, exclude(person)]),
  }
}

/** A policy for workload identities names no users; otherwise its users were not read. */
function withoutUsers(forWorkloads: boolean): Audience {
  return { includes: () => (forWorkloads ? 'no' : 'maybe'), excludes: () => (forWorkloads ? 'no' : 'maybe') }
}

/** `excluded`: the policy is for the account, were it not for an exclusion that certainly names it. */
export type Match = Ternary | 'excluded'

/** Exclusion beats inclusion (identity.md §a.3). */
export function matchOf(audience: Audience, person: Person): Match {
  const included = audience.includes(person)
  if (included === 'no') return 'no'
  const excluded = audience.excludes(person)
  if (excluded === 'yes') return included === 'yes' ? 'excluded' : 'no'
  return excluded === 'maybe' ? 'maybe' : included
}

type Side = 'include' | 'exclude'
type Selection = (person: Person) => Ternary

function selectionOf(users: UserConditions, side: Side, directory: Directory): Selection {
  const named = users[`${side}Users`] ?? []
  if (named.some((name) => name.toLowerCase() === 'all')) return () => 'yes'
  const roles = new Set((users[`${side}Roles`] ?? []).map((id) => id.toLowerCase()))
  const guests = guestConditions(named, users[`${side}GuestsOrExternalUsers`])
  const { sets, open } = peopleOf(named, users[`${side}Groups`] ?? [], directory.groups)
  return ({ id, types }) => {
    for (const set of sets) if (set.has(id)) return 'yes'
    const byRole = roles.size === 0 ? 'no' : directory.roles.isIn(id, roles)
    if (guests.length === 0) return byRole === 'no' ? open : byRole
    return anyOf([open, byRole, ...guests.map((condition) => guestMatch(condition, types))])
  }
}

/**
 * Named people and the members of named groups. The sets of groups are shared by all policies that name them:
 * copying them made forty policies over one big group slower than the judging. `open` is `maybe` while a group
 * is not known whole.
 */
function peopleOf(named: readonly string[], groupIds: readonly string[], groups: GroupIndex) {
  const members = groupIds.map((groupId) => groups.membersOf(groupId))
  const names = new Set(named.map((id) => id.toLowerCase()))
  const sets = [names, ...members.map(({ ids }) => ids)].filter(({ size }) => size > 0)
  const open: Ternary = members.every(({ complete }) => complete) ? 'no' : 'maybe'
  return { sets, open }
}

/** `GuestsOrExternalUsers` is the older way to say it, among the names. */
function guestConditions(
  named: readonly string[],
  condition: GuestCondition | null | undefined,
): GuestCondition[] {
  const legacy = named.includes('GuestsOrExternalUsers')
    ? [{ guestOrExternalUserTypes: 'internalGuest,b2bCollaborationGuest' }]
    : []
  return saysSomething(condition) && condition ? [...legacy, condition] : legacy
}
