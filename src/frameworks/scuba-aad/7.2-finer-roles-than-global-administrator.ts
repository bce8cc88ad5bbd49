import { answer, type Violation, violation } from '../answers.ts'
import { defineRequirement } from '../requirement.ts'
import { globalAdministrators, wrongNumber } from './roles/global-administrators.ts'
import { type PrivilegedPeople, peopleReadings } from './roles/people.ts'

/** More Global Administrators than people with finer roles; whoever was not seen could turn the balance. */
function imbalance(all: PrivilegedPeople): readonly Violation[] {
  const global = globalAdministrators(all).length
  const finer = all.people.length - global
  if (global <= finer || all.open.length > 0) return []
  const more = violation(`${global} people are Global Administrators, ${finer} have finer roles instead.`)
  return [
    {
      ...more,
      absences: ['privilegedUsers', 'roleAssignments', 'roleEligibilityScheduleInstances', 'groupMembers'],
    },
  ]
}

export const finerRolesThanGlobalAdministrator = defineRequirement({
  framework: 'scuba-aad',
  id: 'MS.AAD.7.2v1',
  title: 'Privileged people have finer roles instead of Global Administrator',
  obligation: 'shall',
  checks:
    'MS.AAD.7.1 is met, and at least as many people have other highly privileged roles as are Global Administrators.',
  readings: peopleReadings((all, { tenant }) => {
    const number = wrongNumber(all)
    return answer(
      tenant,
      Math.max(1, all.people.length),
      number.length > 0 ? number : imbalance(all),
      all.open.map(({ because }) => because),
    )
  }),
  references: [
    'https://www.cisa.gov/resources-tools/services/secure-cloud-business-applications-scuba-project',
    'https://learn.microsoft.com/entra/identity/role-based-access-control/delegate-by-task',
  ],
})
