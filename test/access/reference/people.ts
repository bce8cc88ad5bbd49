import { type AccountType, possibleTypesOf } from '#access/accounts.ts'
import type { User } from '#model/records/users.ts'
import { isInGroup } from './groups.ts'
import { flagsOf, hasUnknownMember, same, saysSomething, wordsOf } from './records.ts'
import { holdsOneOf } from './roles.ts'
import type { Conditions, GuestConditions, Tenant, UserConditions } from './tenant.ts'
import { allOf, anyOf, maybeIf, selected, type Ternary, yesIf } from './three-valued.ts'

const KNOWN = [
  'includeUsers',
  'excludeUsers',
  'includeGroups',
  'excludeGroups',
  'includeRoles',
  'excludeRoles',
  'includeGuestsOrExternalUsers',
  'excludeGuestsOrExternalUsers',
]

/** Whether the user conditions take the account in. Without them nobody knows. */
export function isForAccount({ users }: Conditions, account: User, tenant: Tenant): Ternary {
  if (!users) return 'maybe'
  const doubt = maybeIf(hasUnknownMember(users, KNOWN))
  return selected(
    namedOn('include', users, account, tenant),
    namedOn('exclude', users, account, tenant),
    doubt,
  )
}

type Side = 'include' | 'exclude'

function namedOn(side: Side, users: UserConditions, account: User, tenant: Tenant): Ternary {
  const { groupMembers } = tenant
  const guests = users[`${side}GuestsOrExternalUsers`]
  return anyOf([
    ...(users[`${side}Users`] ?? []).map((name) => isNamedBy(name, account)),
    ...(users[`${side}Groups`] ?? []).map((group) => isInGroup(account.id, group, groupMembers)),
    holdsOneOf(wordsOf(users[`${side}Roles`]), account, tenant),
    guests && saysSomething(guests) ? isGuestOf(guests, account) : 'no',
  ])
}

/** The older word for guests, among the names. */
const LEGACY_GUESTS: GuestConditions = { guestOrExternalUserTypes: 'internalGuest,b2bCollaborationGuest' }

function isNamedBy(name: string, account: User): Ternary {
  if (same(name, 'All')) return 'yes'
  if (same(name, 'None')) return 'no'
  return same(name, 'GuestsOrExternalUsers')
    ? isGuestOf(LEGACY_GUESTS, account)
    : yesIf(same(name, account.id))
}

function isGuestOf(condition: GuestConditions, account: User): Ternary {
  const unknown = hasUnknownMember(condition, ['guestOrExternalUserTypes', 'externalTenants'])
  return allOf([isOfType(condition, account), isFromTenant(condition), unknown ? 'maybe' : 'yes'])
}

/** All possible types listed: yes; none of them: no. A type that this version does not know may be any guest. */
function isOfType({ guestOrExternalUserTypes }: GuestConditions, account: User): Ternary {
  const types = possibleTypesOf(account)
  if (!guestOrExternalUserTypes) return maybeIf(types.some(isGuest))
  const listed = flagsOf(guestOrExternalUserTypes)
  const hits = types.filter((type) => listed.includes(type.toLowerCase()))
  if (hits.length === types.length) return 'yes'
  return maybeIf(hits.length > 0 || (listed.some(isLaterType) && types.some(isGuest)))
}

const isGuest = (type: AccountType): boolean => type !== 'member'

const GUEST_TYPES = [
  'internalguest',
  'b2bcollaborationguest',
  'b2bcollaborationmember',
  'b2bdirectconnectuser',
  'otherexternaluser',
  'serviceprovider',
]

const isLaterType = (flag: string): boolean => !GUEST_TYPES.includes(flag)

/** A guest's home tenant is in no record, so a list of tenants leaves it open. */
function isFromTenant({ externalTenants }: GuestConditions): Ternary {
  return !externalTenants || externalTenants.membershipKind === 'all' ? 'yes' : 'maybe'
}
