import {
  aPrivilegedRole,
  aRule,
  defineRequirementExamples,
  GLOBAL_ADMINISTRATOR,
  p2,
} from '../../../test/builders/index.ts'
import { globalAdministratorActivationAlerts } from './7.8-global-administrator-activation-alerts.ts'

const told = (notificationRecipients: string[], displayName = 'Global Administrator') =>
  aPrivilegedRole({
    id: displayName,
    displayName,
    rules: [aRule('Notification_Admin_EndUser_Assignment', { notificationRecipients })],
  })

export const examples = defineRequirementExamples(globalAdministratorActivationAlerts, [
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
    name: 'User Administrator is another matter',
    given: {
      privilegedRoles: [told(['soc@contoso.example']), told([], 'User Administrator')],
      servicePlans: p2,
    },
    then: 'pass',
  },
  {
    name: 'Graph has this rule for every role; without it the policy was not read whole',
    given: {
      roleManagementPolicyAssignments: [
        {
          id: 'a',
          roleDefinitionId: GLOBAL_ADMINISTRATOR,
          policy: { rules: [aRule('Approval_EndUser_Assignment')] },
        },
      ],
      servicePlans: p2,
    },
    then: 'unknown',
    because: /were not read/,
  },
  {
    name: 'the rules of the role were not read',
    given: { privilegedRoles: [{ id: 'role-1', displayName: 'Global Administrator' }], servicePlans: p2 },
    then: 'unknown',
    because: /were not read/,
  },
])
