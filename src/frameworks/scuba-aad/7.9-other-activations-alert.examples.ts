import { aPrivilegedRole, aRule, defineRequirementExamples, p2 } from '../../../test/builders/index.ts'
import { otherActivationsAlert } from './7.9-other-activations-alert.ts'

const told = (notificationRecipients: string[], displayName = 'User Administrator') =>
  aPrivilegedRole({
    id: displayName,
    displayName,
    rules: [aRule('Notification_Admin_EndUser_Assignment', { notificationRecipients })],
  })

export const examples = defineRequirementExamples(otherActivationsAlert, [
  {
    name: 'somebody is told of activations',
    given: { privilegedRoles: [told(['soc@contoso.example'])], servicePlans: p2 },
    then: 'pass',
  },
  {
    name: 'nobody is told of activations',
    given: { privilegedRoles: [told([])], servicePlans: p2 },
    then: 'fail',
    because: /nobody is told/,
  },
  {
    name: 'Global Administrator is another matter',
    given: {
      privilegedRoles: [told(['soc@contoso.example']), told([], 'Global Administrator')],
      servicePlans: p2,
    },
    then: 'pass',
  },
  {
    name: 'the rules of the role were not read',
    given: { privilegedRoles: [{ id: 'role-1', displayName: 'User Administrator' }], servicePlans: p2 },
    then: 'unknown',
    because: /were not read/,
  },
])
