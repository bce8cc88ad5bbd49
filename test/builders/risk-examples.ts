/** What the two risk requirements of SCuBA have in common: they differ in whose risk it is. */
import type { Requirement } from '#frameworks/requirement.ts'
import { aPolicy } from './policies.ts'
import {
  aBlock,
  allUsersBut,
  declared,
  defineRequirementExamples,
  noP2,
  p2,
  type RequirementExamples,
} from './requirements.ts'

type RiskField = 'userRiskLevels' | 'signInRiskLevels'

const OTHER = { userRiskLevels: 'signInRiskLevels', signInRiskLevels: 'userRiskLevels' } as const

/** Examples of a requirement that wants sign-ins blocked at high risk of this kind. */
export function riskExamples(requirement: Requirement, field: RiskField): RequirementExamples {
  const risk = (conditions: object = {}) => aBlock({ conditions: { [field]: ['high'], ...conditions } })
  return defineRequirementExamples(requirement, [
    {
      name: 'a policy that blocks them is enough with the licence',
      given: { conditionalAccessPolicies: [risk()], servicePlans: p2 },
      then: 'pass',
    },
    {
      name: 'without the licence it cannot be in force',
      given: { conditionalAccessPolicies: [risk()], servicePlans: noP2 },
      then: 'fail',
      because: /Entra ID P2/,
    },
    {
      name: 'the licence may stand in Graph’s list instead',
      given: { conditionalAccessPolicies: [risk()], subscribedSkus: [{ skuId: 'sku', servicePlans: p2 }] },
      then: 'pass',
    },
    {
      name: 'medium risk is not high risk',
      given: { conditionalAccessPolicies: [risk({ [field]: ['medium'] })], servicePlans: p2 },
      then: 'fail',
      because: /high risk is not among/,
    },
    {
      name: 'a policy that requires MFA does not block',
      given: {
        conditionalAccessPolicies: [aPolicy({ conditions: { [field]: ['high'] } })],
        servicePlans: p2,
      },
      then: 'fail',
      because: /does not block/,
    },
    {
      name: 'a group is left out, and nobody declared it',
      given: {
        conditionalAccessPolicies: [risk(allUsersBut({ excludeGroups: ['interns'] }))],
        servicePlans: p2,
      },
      then: 'fail',
      because: /group interns/,
    },
    {
      name: 'a group is left out that is declared',
      given: {
        conditionalAccessPolicies: [risk(allUsersBut({ excludeGroups: ['interns'] }))],
        servicePlans: p2,
      },
      statements: declared(requirement.id, 'group', 'interns'),
      then: 'pass',
    },
    {
      name: 'both risks in one policy count for SCuBA, and the reader is told that both have to be high',
      given: { conditionalAccessPolicies: [risk({ [OTHER[field]]: ['high'] })], servicePlans: p2 },
      then: 'pass',
      because: /applies only under the condition/,
    },
    {
      name: 'no such policy is a fail, whatever the licence',
      given: { conditionalAccessPolicies: [] },
      then: 'fail',
    },
    {
      name: 'a policy is there, and nobody asked for the licences',
      given: { conditionalAccessPolicies: [risk()] },
      then: 'unknown',
      because: /servicePlans/,
    },
  ])
}
