/**
 * Policies that look like protection and apply to nobody: their group is empty or gone, nobody holds their role, or
 * no resource is named (identity.md §a.4 pitfall 4).
 */
import type { DatasetName } from '#model/datasets.ts'
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import { saysSomething, unknownMembers } from '../conditional-access/policy.ts'
import type { GroupIndex } from '../groups.ts'
import type { Administration } from '../roles/administration.ts'
import type { RoleGrant } from '../roles/grants.ts'
import { allOf, anyOf, type Ternary } from '../ternary.ts'
import type { Presence } from './presence.ts'
import { type Reference, referencesOf } from './references.ts'

export interface Emptiness {
  readonly isEmpty: Ternary
  readonly because: string
  /** Datasets in which a missing record is part of the proof. */
  readonly restsOn: readonly DatasetName[]
}

/** Whether the policy applies to nobody, or to nothing. */
export function emptinessOf(
  policy: ConditionalAccessPolicy,
  estate: Administration,
  presence: Presence,
): Emptiness {
  const resources = hasResources(policy)
  if (resources === 'no') return { isEmpty: 'yes', because: 'no application or action is named', restsOn: [] }
  const people = hasPeople(policy, estate, presence)
  if (people !== 'no') return { isEmpty: people === 'yes' ? 'no' : 'maybe', because: OPEN, restsOn: [] }
  const included = referencesOf(policy).filter(({ side }) => side === 'included')
  return { isEmpty: 'yes', because: inWords(included), restsOn: restsOn(included) }
}

const OPEN = 'whether anybody is in the groups or roles that some policies name is not known'

function hasResources({ conditions }: ConditionalAccessPolicy): Ternary {
  const applications = conditions?.applications
  if (!applications) return 'maybe'
  const { includeApplications, includeUserActions, includeAuthenticationContextClassReferences } =
    applications
  const named = [
    ...(includeApplications ?? []).filter((id) => id !== 'None'),
    ...(includeUserActions ?? []),
    ...(includeAuthenticationContextClassReferences ?? []),
  ]
  return named.length > 0 || saysSomething(applications.applicationFilter) ? 'yes' : 'no'
}

const KNOWN = new Set(
  ['Users', 'Groups', 'Roles', 'GuestsOrExternalUsers'].flatMap((name) => [
    `include${name}`,
    `exclude${name}`,
  ]),
)

/** Guests of a kind, everybody, and workload identities are taken for somebody: there may always be one. */
function hasPeople(policy: ConditionalAccessPolicy, estate: Administration, presence: Presence): Ternary {
  const users = policy.conditions?.users
  if (!users) return saysSomething(policy.conditions?.clientApplications) ? 'yes' : 'maybe'
  const words = (users.includeUsers ?? []).map((word) => word.toLowerCase())
  if (words.some((word) => word === 'all' || word === 'guestsorexternalusers')) return 'yes'
  if (saysSomething(users.includeGuestsOrExternalUsers)) return 'yes'
  if (unknownMembers(users, KNOWN).length > 0) return 'maybe'
  const included = referencesOf(policy).filter(({ side }) => side === 'included')
  return anyOf(included.map((reference) => hasAnybody(reference, estate, presence)))
}

function hasAnybody(reference: Reference, estate: Administration, presence: Presence): Ternary {
  switch (reference.kind) {
    case 'account':
      return presence.isThere(reference)
    case 'group':
      return hasMembers(reference.id, estate.groups)
    case 'role':
      return anyOf(estate.grants.map((grant) => carries(grant, reference.id, estate.groups)))
    case 'location':
    case 'application':
      return 'no'
    default:
      return reference.kind satisfies never
  }
}

/** Services in a group sign in without any policy for people. */
function hasMembers(groupId: string, groups: GroupIndex): Ternary {
  const { ids, complete } = groups.membersOf(groupId)
  if (ids.size > 0) return 'yes'
  return complete ? 'no' : 'maybe'
}

/** Roles in policies match tenant-wide holders; who is eligible matches once the role is activated (identity.md §a.3). */
function carries(
  { role, tenantWide, kind, principalId, origin }: RoleGrant,
  id: string,
  groups: GroupIndex,
): Ternary {
  if (role.templateId !== id || kind === 'servicePrincipal') return 'no'
  const held = kind === 'group' ? isCarried(origin, hasMembers(principalId, groups)) : 'yes'
  return allOf([tenantWide, held])
}

/** Who is in a group of another organisation cannot be seen from here, and neither whether an unknown one is such. */
function isCarried({ home }: RoleGrant['origin'], hasMembers: Ternary): Ternary {
  if (home === 'foreign') return 'yes'
  return home === 'unknown' && hasMembers === 'no' ? 'maybe' : hasMembers
}

const PLURALS = { account: 'accounts', group: 'groups', role: 'roles' } as const

function inWords(included: readonly Reference[]): string {
  const kinds = new Set(included.map(({ kind }) => kind))
  const words = Object.entries(PLURALS).flatMap(([kind, plural]) =>
    [...kinds].some((one) => one === kind) ? [plural] : [],
  )
  return words.length === 0
    ? 'nobody is included'
    : `nobody is in the ${words.join(' and ')} that it includes`
}

/** Missing accounts are read off their absence, missing holders off the absence of assignments. */
function restsOn(included: readonly Reference[]): readonly DatasetName[] {
  const has = (kind: Reference['kind']): boolean => included.some((one) => one.kind === kind)
  return [
    ...(has('account') ? (['users'] as const) : []),
    ...(has('role') ? (['roleAssignments', 'roleEligibilityScheduleInstances'] as const) : []),
  ]
}
