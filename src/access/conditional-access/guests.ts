import type { AccountType } from '../accounts.ts'
import { allOf, type Ternary } from '../ternary.ts'
import { type GuestCondition, unknownMembers } from './policy.ts'

const KNOWN = new Set(['guestOrExternalUserTypes', 'externalTenants'])

/** Types that Microsoft lists and no account of this tenant can be (identity.md §a.2). */
const WITHOUT_ACCOUNT = new Set(['none', 'b2bDirectConnectUser', 'otherExternalUser', 'serviceProvider'])
const ACCOUNT_TYPES: ReadonlySet<string> = new Set<AccountType>([
  'internalGuest',
  'b2bCollaborationGuest',
  'b2bCollaborationMember',
])

/** With the people of a service provider, who have no account here. */
export type GuestType = AccountType | 'serviceProvider'

/** Where somebody comes from; without an id, a tenant that no condition names. */
export interface Home {
  readonly tenantId: string | undefined
}

/**
 * Whether a guest condition takes in somebody who can be of these types.
 * @param home of a guest whose home tenant is known; the records of accounts do not name it
 */
export function guestMatch(condition: GuestCondition, types: readonly GuestType[], home?: Home): Ternary {
  const byType = typeMatch(condition.guestOrExternalUserTypes, types)
  if (byType === 'no') return 'no'
  const further: Ternary = unknownMembers(condition, KNOWN).length > 0 ? 'maybe' : 'yes'
  return allOf([byType, tenantMatch(condition, home), further])
}

function typeMatch(flags: string | null | undefined, types: readonly GuestType[]): Ternary {
  if (!flags) return types.every((type) => type === 'member') ? 'no' : 'maybe'
  const listed = new Set(flags.split(',').map((flag) => flag.trim()))
  const hits = types.filter((type) => listed.has(type)).length
  if (hits === types.length) return 'yes'
  return hits > 0 || (mayBeLater(listed) && types.some((type) => type !== 'member')) ? 'maybe' : 'no'
}

/** A type of a later version could stand for any guest. */
function mayBeLater(listed: ReadonlySet<string>): boolean {
  return [...listed].some((flag) => !ACCOUNT_TYPES.has(flag) && !WITHOUT_ACCOUNT.has(flag))
}

/** The home tenant of a guest is in none of the records, so a list of tenants leaves it open. */
function tenantMatch({ externalTenants }: GuestCondition, home: Home | undefined): Ternary {
  if (!externalTenants || externalTenants.membershipKind === 'all') return 'yes'
  const { membershipKind, members } = externalTenants
  if (home === undefined || membershipKind !== 'enumerated' || !members) return 'maybe'
  return members.some((id) => id.toLowerCase() === home.tenantId?.toLowerCase()) ? 'yes' : 'no'
}
