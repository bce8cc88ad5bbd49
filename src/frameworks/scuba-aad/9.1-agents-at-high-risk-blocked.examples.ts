import { aBlock, defineRequirementExamples, p2 } from '../../../test/builders/index.ts'
import { agentsAtHighRiskBlocked } from './9.1-agents-at-high-risk-blocked.ts'

const agents = (conditions: object = {}) =>
  aBlock({
    conditions: {
      users: { includeUsers: ['None'] },
      clientApplications: { includeAgentIdServicePrincipals: ['All'] },
      agentIdRiskLevels: 'high',
      ...conditions,
    },
  })

export const examples = defineRequirementExamples(agentsAtHighRiskBlocked, [
  {
    name: 'all agents at high risk are blocked',
    given: { conditionalAccessPolicies: [agents()], servicePlans: p2 },
    then: 'pass',
  },
  {
    name: 'medium risk with it is stricter',
    given: { conditionalAccessPolicies: [agents({ agentIdRiskLevels: 'medium,high' })], servicePlans: p2 },
    then: 'pass',
  },
  {
    name: 'agents are not named',
    given: {
      conditionalAccessPolicies: [agents({ clientApplications: { includeAgentIdServicePrincipals: [] } })],
      servicePlans: p2,
    },
    then: 'fail',
    because: /all agents/,
  },
  {
    name: 'some agents are left out',
    given: {
      conditionalAccessPolicies: [
        agents({
          clientApplications: {
            includeAgentIdServicePrincipals: ['All'],
            excludeAgentIdServicePrincipals: ['bot'],
          },
        }),
      ],
      servicePlans: p2,
    },
    then: 'fail',
    because: /excludes agents/,
  },
  {
    name: 'is not asked in a cloud without agents',
    given: { conditionalAccessPolicies: [], servicePlans: p2 },
    statements: { exclusions: [], environment: 'gcchigh' },
    then: 'notApplicable',
  },
  {
    name: 'a policy counts there all the same',
    given: { conditionalAccessPolicies: [agents()], servicePlans: p2 },
    statements: { exclusions: [], environment: 'gcchigh' },
    then: 'pass',
  },
  {
    name: 'nobody asked for the licences',
    given: { conditionalAccessPolicies: [agents()] },
    then: 'unknown',
    because: /servicePlans/,
  },
])
