/** Active assignments of highly privileged roles, out of ScubaGear's list or out of Graph's records. */
import type { NonEmpty, Outcome } from '#model/outcome.ts'
import type { PrivilegedRole } from '#model/records/privileged-roles.ts'
import type { RoleAssignmentScheduleInstance } from '#model/records/role-assignment-schedule-instances.ts'
import { answer, type Violation, violation } from '../../answers.ts'
import { type Reading, reading, type Stated } from '../../requirement.ts'
import { licenceDatasets, withoutP2 } from '../licence.ts'
import { highlyPrivilegedRoles } from './highly-privileged.ts'

/** Null is Graph's word for "none"; undefined was not read. */
export interface PrivilegedAssignment {
  readonly dataset: 'privilegedRoles' | 'roleAssignmentScheduleInstances'
  readonly id: string
  readonly role: string
  readonly principalId: string
  readonly start: string | null | undefined
  readonly end: string | null | undefined
}

/** Judges one assignment: a sentence where it violates, `unread` where what decides was not read. */
export type JudgeAssignment = (
  assignment: PrivilegedAssignment,
  stated: Stated,
) => { readonly wrong?: string; readonly unread?: string }

function listed(roles: readonly PrivilegedRole[]): readonly PrivilegedAssignment[] {
  return roles.flatMap(({ id, displayName, assignments }) =>
    (assignments ?? []).map(({ principalId, startDateTime, endDateTime }) => ({
      dataset: 'privilegedRoles',
      id,
      role: displayName ?? id,
      principalId: principalId ?? 'somebody unnamed',
      start: startDateTime,
      end: endDateTime,
    })),
  )
}

function read(instances: readonly RoleAssignmentScheduleInstance[]): readonly PrivilegedAssignment[] {
  return instances.flatMap(({ id, roleDefinitionId, principalId, startDateTime, endDateTime }) => {
    const role = highlyPrivilegedRoles.get(roleDefinitionId.toLowerCase())
    if (role === undefined) return []
    const times = { start: startDateTime, end: endDateTime }
    return [{ dataset: 'roleAssignmentScheduleInstances', id, role, principalId, ...times }]
  })
}

/** Every assignment, under a licence that knows their times. */
export function assignmentReadings(judge: JudgeAssignment): NonEmpty<Reading> {
  return [
    reading({
      needs: ['privilegedRoles', ...licenceDatasets],
      eitherOf: licenceDatasets,
      evaluate: (view, stated) =>
        judged(listed(view.privilegedRoles), view.privilegedRoles.length, withoutP2(view), judge, stated),
    }),
    reading({
      needs: ['roleAssignmentScheduleInstances', ...licenceDatasets],
      eitherOf: licenceDatasets,
      evaluate(view, stated) {
        const assignments = read(view.roleAssignmentScheduleInstances)
        return judged(assignments, assignments.length, withoutP2(view), judge, stated)
      },
    }),
  ]
}

function judged(
  assignments: readonly PrivilegedAssignment[],
  examined: number,
  unlicensed: readonly Violation[],
  judge: JudgeAssignment,
  stated: Stated,
): Outcome {
  const verdicts = assignments.map((assignment) => ({ assignment, ...judge(assignment, stated) }))
  const violations = verdicts.flatMap(({ assignment, wrong }) =>
    wrong === undefined ? [] : [violation(wrong, factOf(assignment))],
  )
  const open = verdicts.flatMap(({ unread }) => unread ?? [])
  return answer(stated.tenant, examined, [...unlicensed, ...violations], open)
}

function factOf({ dataset, id, role, principalId, start, end }: PrivilegedAssignment) {
  return { dataset, id, fields: { role, principalId, startDateTime: start, endDateTime: end } }
}
