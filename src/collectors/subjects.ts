/** Which groups and which people the narrow readings go to: those that policies and roles name. */
import type { DatasetName } from '#model/datasets.ts'
import type {
  AuthenticationMethodsPolicy,
  PolicyTarget,
} from '#model/records/authentication-methods-policy.ts'
import type { Facts } from './collector.ts'

/** Datasets that name groups. */
export const namesGroups = [
  'conditionalAccessPolicies',
  'authenticationMethodsPolicy',
  'roleAssignments',
  'roleEligibilityScheduleInstances',
] as const satisfies readonly DatasetName[]

/** Datasets that say who holds a role. */
export const namesRoleHolders = [
  'roleAssignments',
  'roleEligibilityScheduleInstances',
  'groupMembers',
] as const satisfies readonly DatasetName[]

const GROUP = '#microsoft.graph.group'
const USER = '#microsoft.graph.user'

/**
 * Ids of the groups that Conditional Access policies and the methods policy include or exclude, and of those that
 * hold or may activate a role.
 */
export async function namedGroups(facts: Facts): Promise<readonly string[]> {
  const ids = new Set<string>()
  for await (const { conditions } of facts.records('conditionalAccessPolicies')) {
    const { includeGroups, excludeGroups } = conditions?.users ?? {}
    for (const id of [...(includeGroups ?? []), ...(excludeGroups ?? [])]) if (isGuid(id)) ids.add(id)
  }
  for await (const policy of facts.records('authenticationMethodsPolicy'))
    for (const { id, targetType } of targetsIn(policy))
      if (targetType?.toLowerCase() !== 'user' && id && isGuid(id)) ids.add(id)
  for await (const id of principals(facts, GROUP)) ids.add(id)
  return [...ids].sort()
}

/** Everybody whom a method or the registration campaign is for, and who is left out. */
function targetsIn(policy: AuthenticationMethodsPolicy): readonly PolicyTarget[] {
  const campaign = policy.registrationEnforcement?.authenticationMethodsRegistrationCampaign
  const settings = [...(policy.authenticationMethodConfigurations ?? []), ...(campaign ? [campaign] : [])]
  return settings.flatMap(({ includeTargets, excludeTargets }) => [
    ...(includeTargets ?? []),
    ...(excludeTargets ?? []),
  ])
}

/** Ids of the users who hold or may activate a directory role, directly or through a group. */
export async function roleHolders(facts: Facts): Promise<readonly string[]> {
  const ids = new Set<string>()
  for await (const id of principals(facts, USER)) ids.add(id)
  const groups = new Set<string>()
  for await (const id of principals(facts, GROUP)) groups.add(id)
  for await (const { groupId, members } of facts.records('groupMembers')) {
    if (!groups.has(groupId)) continue
    for (const member of members) if (member['@odata.type'] === USER) ids.add(member.id)
  }
  return [...ids].sort()
}

async function* principals(facts: Facts, type: string): AsyncGenerator<string> {
  for (const dataset of ['roleAssignments', 'roleEligibilityScheduleInstances'] as const) {
    for await (const { principalId, principal } of facts.records(dataset)) {
      if (principal?.['@odata.type'] === type) yield principalId
    }
  }
}

/** Policies may name `All` or `None` where ids stand. */
export function isGuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}
