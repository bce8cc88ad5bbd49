/** How requirements on Conditional Access read: the policies alone, or with the licence that their condition takes. */
import { answer } from '../../answers.ts'
import { type Reading, reading } from '../../requirement.ts'
import { licenceDatasets, withoutP2 } from '../licence.ts'
import { type Demand, onePolicy } from './one-policy.ts'

/** One policy is enough. */
export function policyReading(demand: Demand): Reading<'conditionalAccessPolicies'> {
  return reading({
    needs: ['conditionalAccessPolicies'],
    emptyWithoutLicence: ['conditionalAccessPolicies'],
    evaluate: ({ conditionalAccessPolicies }, stated) => onePolicy(demand, conditionalAccessPolicies, stated),
  })
}

/** One policy is enough, under a licence that can enforce it. */
export function licensedPolicyReading(
  demand: Demand,
): Reading<'conditionalAccessPolicies' | (typeof licenceDatasets)[number]> {
  return reading({
    needs: ['conditionalAccessPolicies', ...licenceDatasets],
    eitherOf: licenceDatasets,
    evaluate(view, stated) {
      const policies = view.conditionalAccessPolicies
      const outcome = onePolicy(demand, policies, stated)
      const unlicensed = withoutP2(view)
      return outcome.outcome === 'pass' && unlicensed.length > 0
        ? answer(stated.tenant, policies.length, unlicensed)
        : outcome
    },
  })
}
