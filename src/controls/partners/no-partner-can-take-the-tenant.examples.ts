import { denied } from '#model/coverage.ts'
import {
  aForeignApplication,
  aForeignAssignment,
  aForeignGroup,
  aGroupAssignment,
  aRelationship,
  aTenant,
  DIRECTORY_READERS,
  defineExamples,
  FABRIKAM,
} from '../../../test/builders/index.ts'
import { noPartnerCanTakeTheTenant as control } from './no-partner-can-take-the-tenant.ts'

const PRIVILEGED_ROLE_ADMINISTRATOR = 'e8611ab8-c189-46e8-94e1-60213ab1f814'
const ASSIGNS_ROLES = '9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8'

export const examples = defineExamples(control, [
  {
    name: 'a partner is Global Administrator',
    given: aTenant({ roleAssignments: [aForeignAssignment()] }),
    then: 'fail',
    subjects: [FABRIKAM],
    severity: 'critical',
    because: /and with it everything/,
  },
  {
    name: 'a role of the default set that assigns roles',
    given: aTenant({
      roleAssignments: [aForeignAssignment('g', { roleDefinitionId: PRIVILEGED_ROLE_ADMINISTRATOR })],
    }),
    then: 'fail',
    because: /Privileged Role Administrator, one step/,
  },
  {
    name: 'an application of another organisation that assigns roles',
    given: aTenant({
      servicePrincipals: [aForeignApplication()],
      appRoleAssignments: [
        {
          id: '1',
          principalId: 'fabrikam-sync',
          appRoleId: ASSIGNS_ROLES,
          resourceDisplayName: 'Microsoft Graph',
        },
      ],
    }),
    then: 'fail',
    because: /RoleManagement\.ReadWrite\.Directory/,
  },
  {
    name: 'a relationship with such a role that was copied from the admin centre',
    given: aTenant({ partnerRelationships: [aRelationship({ roles: ['Global Administrator'] })] }),
    then: 'fail',
  },
  {
    name: 'a lesser role',
    given: aTenant({ roleAssignments: [aForeignAssignment('g', { roleDefinitionId: DIRECTORY_READERS })] }),
    then: 'pass',
  },
  {
    name: 'a permission that nothing read names',
    given: aTenant({
      servicePrincipals: [aForeignApplication()],
      appRoleAssignments: [{ id: '1', principalId: 'fabrikam-sync', appRoleId: 'new' }],
    }),
    then: 'unknown',
    because: /Fabrikam|22222222/,
  },
  {
    name: 'a group that is not found may be one of this tenant that was deleted',
    given: aTenant({
      roleAssignments: [aGroupAssignment('lost', { principalOrganizationId: null })],
      groupMembers: [aForeignGroup('lost')],
    }),
    then: 'unknown',
    because: /foreign or deleted/,
  },
  { name: 'nobody else shows', given: aTenant(), then: 'notApplicable' },
  {
    name: 'what was not read cannot clear anybody',
    given: aTenant({ roleAssignments: [aForeignAssignment('g', { roleDefinitionId: DIRECTORY_READERS })] }),
    coverage: { appRoleAssignments: denied('HTTP 403', ['Application.Read.All']) },
    then: 'unknown',
    because: /Application\.Read\.All/,
  },
])
