/** What requirements read of the authorization policy; a tenant has one, and every record of it counts. */
import type { Fact, Outcome } from '#model/outcome.ts'
import type { AuthorizationPolicy } from '#model/records/authorization-policy.ts'
import { answer, notKnown, type Violation, violation } from '../../answers.ts'
import type { Stated } from '../../requirement.ts'

/** Judges every record: a sentence where it violates, undefined where what decides was not read. */
export function everyPolicy(
  policies: readonly AuthorizationPolicy[],
  { tenant }: Stated,
  judge: (policy: AuthorizationPolicy) => Judged | undefined,
): Outcome {
  if (policies.length === 0) return notKnown('the authorization policy was not read')
  const violations: Violation[] = []
  const open: string[] = []
  for (const policy of policies) {
    const judged = judge(policy)
    if (judged === undefined) open.push('the authorization policy was read without what decides')
    else if (judged.wrong !== undefined)
      violations.push(violation(judged.wrong, factOf(policy, judged.fields)))
  }
  return answer(tenant, policies.length, violations, open)
}

export interface Judged {
  /** What is wrong with it; undefined when nothing is. */
  readonly wrong: string | undefined
  readonly fields: Fact['fields']
}

function factOf({ id }: AuthorizationPolicy, fields: Fact['fields']): Fact {
  return { dataset: 'authorizationPolicy', id, fields }
}
