import type { Organization } from '#model/records/organization.ts'
import type { RoleAssignment } from '#model/records/role-assignments.ts'
import type { GroupIndex } from '../groups.ts'

/** Whose directory a principal lives in. */
export type Origin =
  | { readonly home: 'own' }
  | { readonly home: 'foreign'; readonly tenantId: string }
  | { readonly home: 'unknown'; readonly because: string }

export type ExpandedPrincipal = NonNullable<RoleAssignment['principal']>

/** What a row of a role table says of its principal. */
export interface PrincipalClues {
  readonly principalId: string
  readonly principalOrganizationId?: string | null | undefined
  readonly principal?: ExpandedPrincipal | null | undefined
}

/** What tells an own principal from a foreign one. */
export interface Directory {
  /** The tenant's own id; undefined when nothing read says it. */
  readonly tenantId: string | undefined
  readonly groups: GroupIndex
  /** Ids of the accounts read, lower case. */
  readonly accounts: Pick<ReadonlySet<string>, 'has'>
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The tenant's own id: its organisation record, else the id it is filed under where that is a real one. */
export function ownTenantId(organization: readonly Organization[], filedUnder: string): string | undefined {
  const id = (organization[0]?.id ?? filedUnder).toLowerCase()
  return organization.length > 0 || GUID.test(id) ? id : undefined
}

/**
 * Own, foreign or not to be told. A foreign principal is how delegated rights of a partner show in the customer's
 * tenant: the row names another organisation, and the group itself answers 404 (identity.md §0.1 fact 2).
 */
export function originOf(clues: PrincipalClues, directory: Directory): Origin {
  const named = clues.principalOrganizationId || clues.principal?.organizationId
  if (named) return compare(named.toLowerCase(), directory.tenantId)
  const id = clues.principalId.toLowerCase()
  if (directory.accounts.has(id) || isUserOrService(clues.principal)) return { home: 'own' }
  if (!directory.groups.has(id)) return unknown(`nothing read tells whose principal ${id} is`)
  return directory.groups.membersOf(id).notFound
    ? unknown(`group ${id} is not in this directory and its row names no organisation: foreign or deleted`)
    : { home: 'own' }
}

function compare(tenantId: string, own: string | undefined): Origin {
  if (own === undefined) return unknown('the id of the own tenant is not known (organization)')
  return tenantId === own ? { home: 'own' } : { home: 'foreign', tenantId }
}

const unknown = (because: string): Origin => ({ home: 'unknown', because })

/** Guests have an account here and foreign apps a service principal here; only groups reach in from outside. */
function isUserOrService(principal: ExpandedPrincipal | null | undefined): boolean {
  const kind = principal?.['@odata.type']?.toLowerCase() ?? ''
  return kind.endsWith('.user') || kind.endsWith('.serviceprincipal')
}
