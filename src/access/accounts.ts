import type { User } from '#model/records/users.ts'

/**
 * What Conditional Access can take an account for. `member` is no guest type; the others are Microsoft's words.
 * Direct connect users and people of a service provider have no account in the tenant (identity.md §0.1 fact 3).
 */
export type AccountType = 'member' | 'internalGuest' | 'b2bCollaborationGuest' | 'b2bCollaborationMember'

const TYPES = {
  own: { member: ['member'], guest: ['internalGuest'] },
  elsewhere: { member: ['b2bCollaborationMember'], guest: ['b2bCollaborationGuest'] },
} as const satisfies Record<string, Record<string, readonly AccountType[]>>

/** The types an account can be of, given what was read: one where `userType` and `identities` settle it. */
export function possibleTypesOf(account: User): readonly AccountType[] {
  const homes = homesOf(account)
  const types = userTypesOf(account)
  return homes.flatMap((home) => types.flatMap((type) => TYPES[home][type]))
}

/** True: the home is elsewhere; false: here; undefined: not to be told from what was read. */
export function isExternal(account: User): boolean | undefined {
  const [home, ...others] = homesOf(account)
  return others.length > 0 ? undefined : home === 'elsewhere'
}

/** `userType` is null on accounts older than the property: those are members. */
function userTypesOf({ userType }: User): readonly ('member' | 'guest')[] {
  if (userType === null) return ['member']
  const type = userType?.toLowerCase()
  return type === 'member' || type === 'guest' ? [type] : ['member', 'guest']
}

/**
 * The home is told by `identities` and the UPN, not by `userType` (identity.md §e.1). A member whose UPN is
 * an ordinary one and whose identities nobody read counts as at home, a guest in that position does not.
 */
function homesOf(account: User): readonly ('own' | 'elsewhere')[] {
  if (account.userPrincipalName?.includes('#EXT#')) return ['elsewhere']
  const { identities } = account
  if (identities?.length) return [identities.some(isForeignIdentity) ? 'elsewhere' : 'own']
  if (account.userType?.toLowerCase() === 'member' || account.userType === null) return ['own']
  return ['own', 'elsewhere']
}

type Identity = NonNullable<User['identities']>[number]

/** Federated identities are issued elsewhere; user name and mail sign-in names are issued here. */
function isForeignIdentity({ signInType, issuer }: Identity): boolean {
  return signInType?.toLowerCase() === 'federated' || FOREIGN_ISSUERS.has(issuer?.toLowerCase() ?? '')
}

const FOREIGN_ISSUERS: ReadonlySet<string> = new Set([
  'externalazuread',
  'microsoftaccount',
  'mail',
  'google.com',
])

/** True when the home can be another Entra tenant, whose MFA this tenant could trust. */
export function mayLiveInAnotherTenant(account: User): boolean {
  if (isExternal(account) === false) return false
  const issuers = account.identities?.flatMap(({ issuer }) => (issuer ? [issuer.toLowerCase()] : [])) ?? []
  const foreign = issuers.filter((issuer) => FOREIGN_ISSUERS.has(issuer))
  return foreign.length === 0 || foreign.includes('externalazuread')
}

/** What people call an account: its UPN, else its display name, else its id. */
export function nameOf(account: User): string {
  return account.userPrincipalName ?? account.displayName ?? account.id
}
