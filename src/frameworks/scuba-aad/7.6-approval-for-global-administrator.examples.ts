import {
  aPrivilegedRole,
  aRule,
  defineRequirementExamples,
  GLOBAL_ADMINISTRATOR,
  noP2,
  p2,
} from '../../../test/builders/index.ts'
import { approvalForGlobalAdministrator } from './7.6-approval-for-global-administrator.ts'

const unapproved = (ruleSource = 'Global Administrator') =>
  aRule('Approval_EndUser_Assignment', { ruleSource, setting: { isApprovalRequired: false } })

export const examples = defineRequirementExamples(approvalForGlobalAdministrator, [
  {
    name: 'activation takes approval',
    given: { privilegedRoles: [aPrivilegedRole()], servicePlans: p2 },
    then: 'pass',
  },
  {
    name: 'it does not',
    given: { privilegedRoles: [aPrivilegedRole({ rules: [unapproved()] })], servicePlans: p2 },
    then: 'fail',
    because: /without approval/,
  },
  {
    name: 'it does not for a group that carries the role',
    given: {
      privilegedRoles: [
        aPrivilegedRole({ rules: [...(aPrivilegedRole().rules ?? []), unapproved('Tier 0 group')] }),
      ],
      servicePlans: p2,
    },
    then: 'fail',
    because: /Tier 0 group/,
  },
  {
    name: 'another role may be activated without',
    given: {
      privilegedRoles: [
        aPrivilegedRole(),
        aPrivilegedRole({ id: 'role-2', displayName: 'Groups Administrator', rules: [unapproved()] }),
      ],
      servicePlans: p2,
    },
    then: 'pass',
  },
  {
    name: 'Graph’s policies say the same',
    given: {
      roleManagementPolicyAssignments: [
        { id: 'a', roleDefinitionId: GLOBAL_ADMINISTRATOR, policy: { rules: [unapproved()] } },
      ],
      servicePlans: p2,
    },
    then: 'fail',
  },
  {
    name: 'without the licence there is no approval',
    given: { privilegedRoles: [aPrivilegedRole()], servicePlans: noP2 },
    then: 'fail',
    because: /Entra ID P2/,
  },
  {
    name: 'the rules of the role were not read',
    given: { privilegedRoles: [aPrivilegedRole({ rules: [] })], servicePlans: p2 },
    then: 'unknown',
    because: /rules of Global Administrator/,
  },
])
