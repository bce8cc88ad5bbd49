import {
  anAccount,
  aPrivilegedUser,
  aRoleAssignment,
  CONTOSO,
  defineRequirementExamples,
} from '../../../test/builders/index.ts'
import { privilegedAccountsCloudOnly } from './7.3-privileged-accounts-cloud-only.ts'

const graph = (changes: object) => ({
  organization: [{ id: CONTOSO }],
  users: [anAccount('ada', changes), anAccount('daily', { onPremisesSyncEnabled: true })],
  roleAssignments: [aRoleAssignment('ada')],
  roleEligibilityScheduleInstances: [],
  groupMembers: [],
  domains: [
    { id: 'contoso.example', authenticationType: 'Managed' },
    { id: 'fed.example', authenticationType: 'Federated' },
  ],
})

export const examples = defineRequirementExamples(privilegedAccountsCloudOnly, [
  {
    name: 'all accounts live in the cloud',
    given: { privilegedUsers: [aPrivilegedUser('ada')] },
    then: 'pass',
  },
  {
    name: 'one belongs to an account on premises',
    given: {
      privilegedUsers: [aPrivilegedUser('ada'), aPrivilegedUser('bob', { onPremisesImmutableId: 'QWxh' })],
    },
    then: 'fail',
    because: /bob belongs to an account on premises/,
  },
  {
    name: 'Graph says whose account is synchronised',
    given: graph({ onPremisesSyncEnabled: true }),
    then: 'fail',
    because: /synchronised/,
  },
  {
    name: 'Graph says whose domain is federated',
    given: graph({ userPrincipalName: 'ada@fed.example' }),
    then: 'fail',
    because: /identity provider of fed\.example/,
  },
  { name: 'Graph says who lives in the cloud', given: graph({}), then: 'pass' },
  {
    name: 'an export leaves the id on premises out',
    given: { privilegedUsers: [{ id: 'ada', roles: ['Global Administrator'] }] },
    then: 'unknown',
    because: /not read/,
  },
])
