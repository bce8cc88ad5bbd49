import type { RoleAssignmentScheduleInstance } from '#model/records/role-assignment-schedule-instances.ts'
import type { Ternary } from '../ternary.ts'

/**
 * Whether an assignment stands: active, and without an end. Privileged Identity Management keeps an instance of
 * every active assignment; without it there are none, and every assignment stands (identity.md §b.1).
 */
export interface Standing {
  readonly stands: Ternary
  /** `record`: an instance says so; `absence`: that there is none says so. */
  readonly by: 'record' | 'absence'
}

export type StandingIndex = (principalId: string) => Standing

/** Indexes the instances of one role by principal. */
export function standingIn(
  role: string,
  instances: readonly RoleAssignmentScheduleInstance[],
): StandingIndex {
  const byPrincipal = new Map<string, RoleAssignmentScheduleInstance[]>()
  for (const instance of instances) {
    if (instance.roleDefinitionId.toLowerCase() !== role) continue
    const id = instance.principalId.toLowerCase()
    byPrincipal.set(id, [...(byPrincipal.get(id) ?? []), instance])
  }
  return (principalId) => standingOf(byPrincipal.get(principalId.toLowerCase()))
}

function standingOf(instances: readonly RoleAssignmentScheduleInstance[] | undefined): Standing {
  if (instances === undefined) return { stands: 'yes', by: 'absence' }
  const answers = instances.map(stands)
  const stand = answers.includes('yes') ? 'yes' : answers.includes('maybe') ? 'maybe' : 'no'
  return { stands: stand, by: 'record' }
}

/** An activated role ends by itself; an assigned one stands while its end is null. */
function stands({ assignmentType, endDateTime }: RoleAssignmentScheduleInstance): Ternary {
  if (typeof endDateTime === 'string' || assignmentType === 'Activated') return 'no'
  return assignmentType === 'Assigned' && endDateTime === null ? 'yes' : 'maybe'
}
