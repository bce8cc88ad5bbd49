import { denied } from '#model/coverage.ts'
import {
  aDeclaration,
  aForeignAssignment,
  aForeignAzureGroup,
  aRelationship,
  aTenant,
  DIRECTORY_READERS,
  defineExamples,
  FABRIKAM,
  theDecisions,
  USER_ADMINISTRATOR,
} from '../../../test/builders/index.ts'
import { noTwoPartnersForTheSamePower as control } from './no-two-partners-for-the-same-power.ts'

const NORTHWIND = '44444444-4444-4444-8444-444444444444'
const role = (roleDefinitionId: string) => [
  aForeignAssignment('f', { roleDefinitionId, principal: null }),
  aForeignAssignment('n', { roleDefinitionId, principal: null, principalOrganizationId: NORTHWIND }),
]
const both = { roleAssignments: role(USER_ADMINISTRATOR) }
const typed = (id: string, tenantId: string, relationship: string) =>
  aRelationship({ id, tenantId, relationship, name: relationship, domain: null })

export const examples = defineExamples(control, [
  {
    name: 'two partners administer users, and nobody said why',
    given: aTenant(both),
    then: 'fail',
    subjects: [FABRIKAM, NORTHWIND],
    because: /and so does/,
  },
  {
    name: 'an indirect provider beside its reseller is how the programme is built',
    given: aTenant({
      ...both,
      partnerRelationships: [typed('1', FABRIKAM, 'Indirect provider'), typed('2', NORTHWIND, 'Reseller')],
    }),
    then: 'pass',
  },
  {
    name: 'a declared task explains the power of one',
    given: aTenant(both),
    decisions: theDecisions({ declarations: [aDeclaration('partner-tasks', `${FABRIKAM}: users`)] }),
    then: 'fail',
    subjects: [NORTHWIND],
  },
  {
    name: 'a task that needs something else explains nothing',
    given: aTenant(both),
    decisions: theDecisions({ declarations: [aDeclaration('partner-tasks', `${FABRIKAM}: support`)] }),
    then: 'fail',
    subjects: [FABRIKAM, NORTHWIND],
  },
  {
    name: 'two partners that may look',
    given: aTenant({ roleAssignments: role(DIRECTORY_READERS) }),
    then: 'pass',
  },
  {
    name: 'one partner alone',
    given: aTenant({ roleAssignments: [aForeignAssignment()] }),
    then: 'pass',
  },
  {
    name: 'two groups that no record puts into a tenant may be of one partner',
    given: aTenant({ azureRoleAssignments: [aForeignAzureGroup('one'), aForeignAzureGroup('two')] }),
    then: 'unknown',
    because: /may be one partner/,
  },
  { name: 'nobody else shows', given: aTenant(), then: 'notApplicable' },
  {
    name: 'another partner may stand in what was not read',
    given: aTenant({ roleAssignments: [aForeignAssignment()] }),
    coverage: { registrationAssignments: denied('HTTP 403', ['Reader']) },
    then: 'unknown',
    because: /registrationAssignments/,
  },
])
