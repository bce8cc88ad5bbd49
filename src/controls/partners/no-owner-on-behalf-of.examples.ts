import { denied } from '#model/coverage.ts'
import {
  AZURE_READER,
  aForeignAssignment,
  aForeignAzureGroup,
  aTenant,
  defineExamples,
  SUBSCRIPTION,
} from '../../../test/builders/index.ts'
import { noOwnerOnBehalfOf as control } from './no-owner-on-behalf-of.ts'

const group = (changes = {}) => ({ azureRoleAssignments: [aForeignAzureGroup('agents', changes)] })

export const examples = defineExamples(control, [
  {
    name: 'a foreign group owns a subscription, and no record says whose it is',
    given: aTenant(group()),
    then: 'fail',
    subjects: ['agents'],
    severity: 'high',
    because: /Owner \(Azure\) on \/subscriptions/,
  },
  {
    name: 'of a partner that is known by other records too',
    given: aTenant({ ...group(), roleAssignments: [aForeignAssignment('agents')] }),
    then: 'fail',
    subjects: ['agents'],
    severity: 'medium',
  },
  { name: 'a lesser role', given: aTenant(group({ roleId: AZURE_READER })), then: 'pass' },
  {
    name: 'owner of a resource group',
    given: aTenant(group({ scope: `${SUBSCRIPTION}/resourceGroups/web` })),
    then: 'pass',
  },
  {
    name: 'owner of everything',
    given: aTenant(group({ scope: '/' })),
    then: 'fail',
    because: /Owner \(Azure\) on \//,
  },
  { name: 'no foreign group in Azure', given: aTenant(), then: 'notApplicable' },
  {
    name: 'refused assignments',
    given: aTenant(),
    coverage: { azureRoleAssignments: denied('HTTP 403', ['Reader']) },
    then: 'unknown',
    because: /azureRoleAssignments/,
  },
])
