/** What somebody who accepts a finding has looked at: what an author of a control says, or the evidence itself. */
import type { Claim } from '#model/claims.ts'
import type { Fact } from '#model/outcome.ts'
import { type Severity, severities } from '#model/severity.ts'

export interface Looked {
  readonly severity: Severity
  readonly facts: readonly Fact[]
  readonly claims?: readonly Claim[] | undefined
}

/**
 * The claims of a finding. A finding that becomes more severe, or that rests on a record that nobody saw, is more than
 * was accepted; one that becomes milder is not.
 */
export function claimsOfFinding({ severity, facts, claims }: Looked): readonly Claim[] {
  return [...(claims ?? facts.map(claimOfFact)), ...facts.slice(0, 1).map((fact) => weight(severity, fact))]
}

function claimOfFact({ dataset, id }: Fact): Claim {
  return { dataset, key: { dataset, record: id }, end: null, what: `${dataset} ${id}` }
}

function weight(severity: Severity, { dataset }: Fact): Claim {
  const worse = severities.slice(0, severities.indexOf(severity))
  return {
    dataset,
    key: { severity },
    within: worse.map((one) => ({ severity: one })),
    end: null,
    what: `severity ${severity}`,
  }
}
