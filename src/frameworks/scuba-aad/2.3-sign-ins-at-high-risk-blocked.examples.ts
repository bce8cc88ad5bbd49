import {
  aBlock,
  allUsersBut,
  aPolicy,
  declared,
  defineRequirementExamples,
  noP2,
  p2,
} from '../../../test/builders/index.ts'
import { signInsAtHighRiskBlocked } from './2.3-sign-ins-at-high-risk-blocked.ts'

const risk = (conditions: object = {}) =>
  aBlock({ conditions: { signInRiskLevels: ['high'], ...conditions } })

export const examples = defineRequirementExamples(signInsAtHighRiskBlocked, [
  {
    name: 'a policy that blocks sign-ins at high risk is enough with the licence',
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
    given: { conditionalAccessPolicies: [risk({ signInRiskLevels: ['medium'] })], servicePlans: p2 },
    then: 'fail',
    because: /high risk is not among/,
  },
  {
    name: 'a policy that requires MFA does not block',
    given: {
      conditionalAccessPolicies: [aPolicy({ conditions: { signInRiskLevels: ['high'] } })],
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
    statements: declared('MS.AAD.2.3v1', 'group', 'interns'),
    then: 'pass',
  },
  {
    name: 'both risks in one policy count for SCuBA, and the reader is told that both have to be high',
    given: { conditionalAccessPolicies: [risk({ userRiskLevels: ['high'] })], servicePlans: p2 },
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
