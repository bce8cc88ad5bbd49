import { notAsked } from '../answers.ts'
import { defineRequirement, type Stated } from '../requirement.ts'
import { holds, memberOf, textsIn } from './policies/conditions.ts'
import { blocks } from './policies/grants.ts'
import type { Demand } from './policies/one-policy.ts'
import { licensedPolicyReading } from './policies/readings.ts'

/** The agents that a policy is about stand where its workload identities do (Graph beta). */
const demand: Demand = {
  requirement: 'MS.AAD.9.1v1',
  does: 'blocks agents at high risk for all resources',
  about: ['agentRisk', 'workloads'],
  overlooked: ['userRisk', 'signInRisk', 'clientApps'],
  people: ({ conditions }) => {
    const included = memberOf(conditions?.clientApplications, 'includeAgentIdServicePrincipals')
    const excluded = memberOf(conditions?.clientApplications, 'excludeAgentIdServicePrincipals')
    return [
      ...(holds(included, 'All') ? [] : ['it does not include all agents']),
      ...(textsIn(excluded).length > 0 ? ['it excludes agents'] : []),
    ]
  },
  wrong: (policy) => [
    ...(blocks(policy) ? [] : ['it does not block']),
    ...(holds(policy.conditions?.['agentIdRiskLevels'], 'high')
      ? []
      : ['high risk of an agent is not among its conditions']),
  ],
}

/** Agent identities are not offered in these clouds. */
const WITHOUT_AGENTS: ReadonlySet<string> = new Set(['gcchigh', 'dod'])

const licensed = licensedPolicyReading(demand)

export const agentsAtHighRiskBlocked = defineRequirement({
  framework: 'scuba-aad',
  id: 'MS.AAD.9.1v1',
  title: 'Agents detected as high risk are blocked',
  obligation: 'shall',
  checks:
    'One enabled policy blocks agents at high risk, for all agents and all resources, and the tenant holds Microsoft Entra ID P2. Not asked in clouds without agents, unless such a policy is there.',
  readings: [
    {
      ...licensed,
      evaluate(view, stated: Stated) {
        const outcome = licensed.evaluate(view, stated)
        const isAbsent = WITHOUT_AGENTS.has(stated.environment ?? '')
        return outcome.outcome === 'fail' && isAbsent
          ? notAsked('this cloud has no agent identities')
          : outcome
      },
    },
  ],
  references: [
    'https://www.cisa.gov/resources-tools/services/secure-cloud-business-applications-scuba-project',
    'https://learn.microsoft.com/entra/identity/conditional-access/agent-id',
  ],
})
