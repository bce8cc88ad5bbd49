/** Groups whose owners matter: putting somebody into one of them changes what that person may do. */
import type { DatasetName } from '#model/datasets.ts'
import type { Facts } from './collector.ts'
import { namedGroups, namesGroups } from './subjects.ts'

/** Datasets that name such groups. */
export const namesOwnedGroups = [...namesGroups, 'groups'] as const satisfies readonly DatasetName[]

/** Ids of the groups that policies or roles name, and of those that could be given a role. */
export async function ownedGroups(facts: Facts): Promise<readonly string[]> {
  const ids = new Set(await namedGroups(facts))
  for await (const { id, isAssignableToRole } of facts.records('groups')) if (isAssignableToRole) ids.add(id)
  return [...ids].sort()
}
