/** How many Global Administrators there are: what two requirements rest on. */
import { listed } from '#model/text/words.ts'
import { type Violation, violation } from '../../answers.ts'
import { GLOBAL_ADMINISTRATOR } from './highly-privileged.ts'
import { isGlobalAdministrator, type PrivilegedPeople, type PrivilegedPerson } from './people.ts'

const FEWEST = 2
const MOST = 8

/** Everybody who holds the role or may activate it. */
export function globalAdministrators({ people }: PrivilegedPeople): readonly PrivilegedPerson[] {
  return people.filter(isGlobalAdministrator)
}

/** Why there may be more of them. */
export function hiddenAdministrators({ open }: PrivilegedPeople): readonly string[] {
  return open
    .filter(({ role = GLOBAL_ADMINISTRATOR }) => role === GLOBAL_ADMINISTRATOR)
    .map(({ because }) => because)
}

/** What is wrong with their number: too many for certain, or too few unless somebody was not seen. */
export function wrongNumber(all: PrivilegedPeople): readonly Violation[] {
  const found = globalAdministrators(all)
  const facts = found.map(({ dataset, id, roles }) => ({ dataset, id, fields: { roles } }))
  const names = listed(found.map(({ name }) => name)) || 'nobody'
  if (found.length > MOST) return [violation(`More than ${MOST} Global Administrators: ${names}.`, ...facts)]
  if (found.length >= FEWEST || hiddenAdministrators(all).length > 0) return []
  const few = violation(`Fewer than ${FEWEST} Global Administrators: ${names}.`, ...facts)
  return [
    {
      ...few,
      absences: ['privilegedUsers', 'roleAssignments', 'roleEligibilityScheduleInstances', 'groupMembers'],
    },
  ]
}
