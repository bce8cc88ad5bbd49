import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import type { User } from '#model/records/users.ts'
import { type AccountType, possibleTypesOf } from '../accounts.ts'
import type { GroupIndex } from '../groups.ts'
import type { RoleMemberships } from '../roles/memberships.ts'
import { anyOf, type Ternary } from '../ternary.ts'
import { guestMatch } from './guests.ts'
import { type GuestCondition, saysSomething, unknownMembers } from './policy.ts'

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

/** What this version understands. */
export const KNOWN_USERS = new Set([
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
export function audienceOf(policy: ConditionalAccessPolicy, directory: Directory): Audience {
  return {
    includes: selectionOf(namedBy(policy, 'include', directory.groups), directory),
    excludes: selectionOf(namedBy(policy, 'exclude', directory.groups), directory),
  }
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

export type Side = 'include' | 'exclude'

/** Whom one side of a policy's user conditions names, before anybody is asked about. */
export interface Named {
  /** `yes`: everybody. `maybe`: anybody, through what was not read or is not known. */
  readonly anybody: Ternary
  /** Ids in lower case, of accounts, groups and roles. */
  readonly accounts: ReadonlySet<string>
  readonly groups: ReadonlySet<string>
  readonly roles: ReadonlySet<string>
  readonly guests: readonly GuestCondition[]
}

const NOBODY: Named = {
  anybody: 'no',
  accounts: new Set(),
  groups: new Set(),
  roles: new Set(),
  guests: [],
}

/** Reads one side. A group that is not known whole may hold anybody; a policy for workload identities nobody. */
export function namedBy({ conditions }: ConditionalAccessPolicy, side: Side, groups: GroupIndex): Named {
  const users = conditions?.users
  if (!users) return { ...NOBODY, anybody: saysSomething(conditions?.clientApplications) ? 'no' : 'maybe' }
  const accounts = lowerCase(users[`${side}Users`])
  if (accounts.has('all')) return { ...NOBODY, anybody: 'yes' }
  const named = lowerCase(users[`${side}Groups`])
  const isOpen = [...named].some((id) => !groups.membersOf(id).complete)
  return {
    anybody: isOpen || unknownMembers(users, KNOWN_USERS).length > 0 ? 'maybe' : 'no',
    accounts,
    groups: named,
    roles: lowerCase(users[`${side}Roles`]),
    guests: guestConditions(users[`${side}Users`] ?? [], users[`${side}GuestsOrExternalUsers`]),
  }
}

const lowerCase = (ids: readonly string[] | null | undefined): ReadonlySet<string> =>
  new Set((ids ?? []).map((id) => id.toLowerCase()))

type Selection = (person: Person) => Ternary

/**
 * The sets of groups are shared by all policies that name them: copying them made forty policies over one big group
 * slower than the judging.
 */
function selectionOf({ anybody, accounts, groups, roles, guests }: Named, directory: Directory): Selection {
  if (anybody === 'yes') return () => 'yes'
  const members = [...groups].map((id) => directory.groups.membersOf(id).ids)
  const sets = [accounts, ...members].filter(({ size }) => size > 0)
  return ({ id, types }) => {
    for (const set of sets) if (set.has(id)) return 'yes'
    const byRole = roles.size === 0 ? 'no' : directory.roles.isIn(id, roles)
    if (guests.length === 0) return byRole === 'no' ? anybody : byRole
    return anyOf([anybody, byRole, ...guests.map((condition) => guestMatch(condition, types))])
  }
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
