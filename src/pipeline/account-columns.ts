/** The indexed accounts of a snapshot as those see them who judge sign-ins. */
import { type AccountType, possibleTypesOf } from '#access/accounts.ts'
import { type Administration, administrationOf } from '#access/roles/administration.ts'
import type { RoleRecords } from '#access/roles/grants.ts'
import { type AccountColumns, accountIds } from '#access/sign-ins/account-columns.ts'
import type { ColumnTenant } from '#access/sign-ins/column-tenant.ts'
import { isEnforced } from '#access/sign-ins/other-sources.ts'
import { placedGroups } from '#access/sign-ins/placed-groups.ts'
import type { DatasetName } from '#model/datasets.ts'
import type { User } from '#model/records/users.ts'
import type { AccountClues, AccountIndex } from '#store/snapshots/account-index.ts'
import type { Snapshot } from '#store/snapshots/shelf.ts'
import { loadFacts } from './facts.ts'
import type { Facts } from './judge.ts'
import { wholeness } from './sign-in-records.ts'

/** The datasets that decide sign-ins and have few records however many accounts there are. */
export const ruleDatasets = [
  'conditionalAccessPolicies',
  'authenticationStrengthPolicies',
  'namedLocations',
  'identitySecurityDefaultsEnforcementPolicy',
  'roleAssignments',
  'roleDefinitions',
  'organization',
] as const satisfies readonly DatasetName[]

/** Everything that decides the sign-ins of a snapshot. @throws KeywardError `snapshot-broken` */
export async function columnTenant(snapshot: Snapshot, filedUnder: string): Promise<ColumnTenant> {
  const [facts, index] = await Promise.all([loadFacts(snapshot, ruleDatasets), snapshot.accounts()])
  return columnTenantOf(ruleRecords(facts), index, wholeness(facts), filedUnder)
}

/** The records of `ruleDatasets`. */
export function ruleRecords(facts: Facts) {
  return {
    conditionalAccessPolicies: facts.records('conditionalAccessPolicies'),
    authenticationStrengthPolicies: facts.records('authenticationStrengthPolicies'),
    namedLocations: facts.records('namedLocations'),
    identitySecurityDefaultsEnforcementPolicy: facts.records('identitySecurityDefaultsEnforcementPolicy'),
    roleAssignments: facts.records('roleAssignments'),
    roleDefinitions: facts.records('roleDefinitions'),
    organization: facts.records('organization'),
  }
}

/** A tenant in columns, with all that is known of who administers it. */
export interface IndexedTenant extends ColumnTenant {
  readonly directory: Administration
}

type Records = Omit<ReturnType<typeof ruleRecords>, 'roleAssignments' | 'roleDefinitions'> & RoleRecords

/** The same from what was loaded. @param filedUnder as for `administration` */
export function columnTenantOf(
  records: Records,
  index: AccountIndex,
  options: ColumnTenant['options'],
  filedUnder: string,
): IndexedTenant {
  const { ids } = index
  const groups = placedGroups(index.members, ids)
  const directory = administrationOf(records, { groups, accounts: accountIds(ids) }, filedUnder)
  const columns: AccountColumns = {
    count: ids.count,
    typesOf: index.kinds,
    types: index.clues.map(typesOf),
    perUserMfaOf: index.perUserMfa,
    perUserMfa: index.states.map((state) => isEnforced(state?.toLowerCase())),
    positionsOf: ids.positionsOf,
    idAt: ids.idAt,
    peopleOf: (groupId) => groups.membersOf(groupId).people,
  }
  return { records, columns, directory, options }
}

const typesOf = (clues: AccountClues): readonly AccountType[] => possibleTypesOf(accountBy('', clues))

/** As much of an account as policies look at. An invited one is told by the mark in its UPN alone. */
export function accountBy(id: string, { userType, external, identities }: AccountClues): User {
  return {
    id,
    userPrincipalName: external ? '#EXT#' : null,
    identities: [...identities],
    ...(userType === undefined ? {} : { userType }),
  }
}
