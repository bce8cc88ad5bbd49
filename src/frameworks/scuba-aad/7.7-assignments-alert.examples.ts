import { aPrivilegedRole, aRule, defineRequirementExamples, p2 } from '../../../test/builders/index.ts'
import { assignmentsAlert } from './7.7-assignments-alert.ts'

const told = (active: string[], eligible: string[]) =>
  aPrivilegedRole({
    rules: [
      aRule('Notification_Admin_Admin_Assignment', { notificationRecipients: active }),
      aRule('Notification_Admin_Admin_Eligibility', { notificationRecipients: eligible }),
    ],
  })

export const examples = defineRequirementExamples(assignmentsAlert, [
  {
    name: 'somebody is told of both kinds of assignments',
    given: { privilegedRoles: [told(['soc'], ['soc'])], servicePlans: p2 },
    then: 'pass',
  },
  {
    name: 'nobody is told of active ones',
    given: { privilegedRoles: [told([], ['soc'])], servicePlans: p2 },
    then: 'fail',
    because: /active assignments/,
  },
  {
    name: 'nobody is told of eligible ones',
    given: { privilegedRoles: [told(['soc'], [])], servicePlans: p2 },
    then: 'fail',
    because: /eligible assignments/,
  },
  {
    name: 'the rules of a role were not read',
    given: { privilegedRoles: [aPrivilegedRole({ rules: [] })], servicePlans: p2 },
    then: 'unknown',
  },
])
