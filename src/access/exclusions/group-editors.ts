/** Who may put people into a group that a policy leaves out: they decide who is asked for MFA (identity.md §a.4 (5)). */
import type { Group } from '#model/records/groups.ts'
import type { GroupOwners } from '#model/records/owners.ts'
import type { User } from '#model/records/users.ts'
import { counted, listed } from '#model/text/words.ts'
import { nameOf } from '../accounts.ts'
import type { Administration } from '../roles/administration.ts'
import { GLOBAL_ADMINISTRATOR } from '../roles/tiers.ts'

export interface EditorRecords {
  readonly users: readonly User[]
  readonly groups: readonly Group[]
  readonly groupOwners: readonly GroupOwners[]
}

export interface GroupEditors {
  nameOf(groupId: string): string
  /** One clause on what protects the group and who may change it. */
  wordsOf(groupId: string): string
  recordOf(groupId: string): Group | undefined
  /** Names of the owners; undefined where they were not read. */
  ownersOf(groupId: string): readonly string[] | undefined
}

const PRIVILEGED_ROLE_ADMINISTRATOR = 'e8611ab8-c189-46e8-94e1-60213ab1f814'

/** Built-in roles that may change members of role-assignable groups. */
const EDIT_PROTECTED: ReadonlySet<string> = new Set([GLOBAL_ADMINISTRATOR, PRIVILEGED_ROLE_ADMINISTRATOR])

/** Built-in roles that may change members of every other security group. */
const EDIT_ANY: ReadonlySet<string> = new Set([
  GLOBAL_ADMINISTRATOR,
  'fdd7a751-b60b-444a-984c-02652fe8fa1c', // Groups Administrator
  'fe930be7-5e62-47db-91af-98c3a49a38b1', // User Administrator
  '9360feb5-f418-4baa-8175-e2a00bac4301', // Directory Writers
  '3a2c62db-5318-420d-8d74-23affee5d9d5', // Intune Administrator
  '4ba39ca4-527c-499a-b93d-d9b492c50246', // Partner Tier1 Support
  'e00e864a-17c5-4a4b-9c06-f5b95a8d5bd8', // Partner Tier2 Support
])

/** And these of Microsoft 365 groups. */
const EDIT_UNIFIED: ReadonlySet<string> = new Set([
  '29232cdf-9323-42fd-ade2-1d097af3e4de', // Exchange Administrator
  'f28a1f50-f6e7-4571-818b-6a12f2af6b6c', // SharePoint Administrator
  '69091246-20e8-4a56-aa4d-066075b2a7a8', // Teams Administrator
])

/** Indexes the records. `estate` has eligible holders too: activating a role is theirs to do. */
export function groupEditors(records: EditorRecords, estate: Administration): GroupEditors {
  const groups = new Map(records.groups.map((group) => [group.id.toLowerCase(), group]))
  const owners = new Map(records.groupOwners.map((row) => [row.groupId.toLowerCase(), row]))
  const users = new Map(records.users.map((user) => [user.id.toLowerCase(), user]))
  const recordOf = (groupId: string) => groups.get(groupId.toLowerCase())
  const ownersOf = (groupId: string) => {
    const row = owners.get(groupId.toLowerCase())
    if (row === undefined || row.notFound === true) return undefined
    return row.owners.map(({ id }) => {
      const owner = users.get(id.toLowerCase())
      return owner ? nameOf(owner) : id
    })
  }
  return {
    recordOf,
    ownersOf,
    nameOf: (groupId) => recordOf(groupId)?.displayName ?? groupId,
    wordsOf: (groupId) => clauseOf(recordOf(groupId), ownersOf(groupId), estate),
  }
}

function clauseOf(
  group: Group | undefined,
  owners: readonly string[] | undefined,
  estate: Administration,
): string {
  if (group === undefined) return `what protects it was not read; ${ownerWords(owners)}`
  if (group.onPremisesSyncEnabled === true) return 'its members come from the on-premises directory'
  const types = group.groupTypes?.map((type) => type.toLowerCase()) ?? []
  if (types.includes('dynamicmembership') || group.membershipRule)
    return 'a rule decides who is in it, and so does whoever may change what the rule looks at'
  const roles = rolesFor(group, types)
  const holders = [...estate.holders.accounts.values()].filter((held) =>
    held.some(({ grant }) => grant.tenantWide !== 'no' && roles.has(grant.role.templateId)),
  ).length
  const people = `${counted(holders, 'account')} may change it by role`
  const protection = group.isAssignableToRole === true ? 'it is role-assignable' : 'it is not role-assignable'
  return `${protection}: ${people}, ${ownerWords(owners)}`
}

function rolesFor({ isAssignableToRole }: Group, types: readonly string[]): ReadonlySet<string> {
  if (isAssignableToRole === true) return EDIT_PROTECTED
  return types.includes('unified') ? EDIT_ANY.union(EDIT_UNIFIED) : EDIT_ANY
}

const OWNERS_NAMED = 3

function ownerWords(owners: readonly string[] | undefined): string {
  if (owners === undefined) return 'its owners were not read'
  if (owners.length === 0) return 'it has no owner'
  const named = owners.slice(0, OWNERS_NAMED)
  const more = owners.length - named.length
  return `owned by ${listed(more > 0 ? [...named, `${more} more`] : named)}`
}
