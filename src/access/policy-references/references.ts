import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'

export type ReferenceKind = 'account' | 'group' | 'role' | 'location' | 'application'

/** Something that a policy names by its id. */
export interface Reference {
  readonly kind: ReferenceKind
  readonly id: string
  readonly side: 'included' | 'excluded'
}

/** Words that stand where ids do (identity.md §a.2), in lower case. */
const WORDS = new Set([
  'all',
  'none',
  'guestsorexternalusers',
  'office365',
  'microsoftadminportals',
  'alltrusted',
  // The trusted addresses of the older MFA settings, which are no named location.
  '00000000-0000-0000-0000-000000000000',
])

/** Everything that the conditions of a policy name, each once. */
export function referencesOf({ conditions }: ConditionalAccessPolicy): readonly Reference[] {
  const { users, applications, locations } = conditions ?? {}
  const named = [
    ...idsOf('account', users?.includeUsers, users?.excludeUsers),
    ...idsOf('group', users?.includeGroups, users?.excludeGroups),
    ...idsOf('role', users?.includeRoles, users?.excludeRoles),
    ...idsOf('location', locations?.includeLocations, locations?.excludeLocations),
    ...idsOf('application', applications?.includeApplications, applications?.excludeApplications),
  ]
  return [...new Map(named.map((one) => [`${one.kind}/${one.id}`, one])).values()]
}

type Ids = readonly string[] | null | undefined

function idsOf(kind: ReferenceKind, included: Ids, excluded: Ids): readonly Reference[] {
  return [...sideOf(kind, 'included', included), ...sideOf(kind, 'excluded', excluded)]
}

function sideOf(kind: ReferenceKind, side: Reference['side'], ids: Ids): readonly Reference[] {
  return (ids ?? [])
    .map((id) => id.toLowerCase())
    .filter((id) => !WORDS.has(id))
    .map((id) => ({ kind, id, side }))
}
