/** Names of directory changes that concern partners, roles, consent or new accounts (identity.md §d.1, §f.4). */

/** What an activity is called, for comparison: case, blanks around it and the kind of dash say nothing. */
export function plainActivity(name: string | null | undefined): string {
  return (name ?? '')
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
}

/** A user that came into being; who made it is in `initiatedBy`. */
export const ADD_USER = 'add user'

const WATCHED: ReadonlySet<string> = new Set(
  [
    'Add partner to company',
    'Remove partner from company',
    'Set Partnership',
    'Promote company to partner',
    'Demote partner',
    'Add a partner to cross-tenant access setting',
    'Update a partner cross-tenant access setting',
    'Delete partner specific cross-tenant access setting',
    'Update the company default cross-tenant access setting',
    'Create a partner cross-tenant identity sync setting',
    'Add member to role',
    'Add eligible member to role',
    'Add scoped member to role',
    'Remove member from role',
    'Add role assignment to role definition',
    'Add member to role completed (PIM activation)',
    'Add member to role in PIM completed (permanent)',
    'Add member to role in PIM completed (timebound)',
    'Add eligible member to role in PIM completed (permanent)',
    'Add eligible member to role in PIM completed (timebound)',
    'Add member to role outside of PIM (permanent)',
    'Add role definition',
    'Update role definition',
    'Consent to application',
    'Add app role assignment to service principal',
    'Add delegated permission grant',
    'Add service principal',
    'Add service principal credentials',
    'Update application - Certificates and secrets management',
    'Add owner to application',
    'Add owner to service principal',
    'Invite external user',
    'Redeem external user invite',
    'Add user',
  ].map(plainActivity),
)

/** True for an activity that is kept whoever did it. */
export function isWatchedActivity(name: string | null | undefined): boolean {
  return WATCHED.has(plainActivity(name))
}
