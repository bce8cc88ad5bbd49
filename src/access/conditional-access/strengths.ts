import type { AuthenticationStrengthPolicy } from '#model/records/authentication-strength-policies.ts'
import type { Ternary } from '../ternary.ts'
import type { PolicyStrength } from './policy.ts'

/** What a sign-in has to show: any second factor, or one that phishing cannot relay. */
export type Goal = 'mfa' | 'phishingResistantMfa'

export type StrengthIndex = ReadonlyMap<string, AuthenticationStrengthPolicy>

/** Indexes the strengths by id. */
export function strengthIndex(strengths: readonly AuthenticationStrengthPolicy[]): StrengthIndex {
  return new Map(strengths.map((strength) => [strength.id.toLowerCase(), strength]))
}

/** Ids of the built-in strengths, the same in every tenant (identity.md §a.8). */
const BUILT_IN: Readonly<Record<string, readonly Goal[]>> = {
  '00000000-0000-0000-0000-000000000002': ['mfa'],
  '00000000-0000-0000-0000-000000000003': ['mfa'],
  '00000000-0000-0000-0000-000000000004': ['mfa', 'phishingResistantMfa'],
}

const PHISHING_RESISTANT: ReadonlySet<string> = new Set([
  'fido2',
  'windowsHelloForBusiness',
  'x509CertificateMultiFactor',
])

/** Whether the strength demands the goal. What the policy carries is used where the strength was not read itself. */
export function strengthDemands(carried: PolicyStrength, goal: Goal, strengths: StrengthIndex): Ternary {
  const id = carried.id?.toLowerCase() ?? ''
  const builtIn = BUILT_IN[id]
  if (builtIn) return builtIn.includes(goal) ? 'yes' : 'no'
  const strength = { ...carried, ...strengths.get(id) }
  return goal === 'mfa' ? demandsMfa(strength) : demandsPhishingResistance(strength)
}

type Known = Pick<PolicyStrength, 'allowedCombinations' | 'requirementsSatisfied'>

function demandsMfa({ requirementsSatisfied, allowedCombinations }: Known): Ternary {
  if (requirementsSatisfied) return requirementsSatisfied.includes('mfa') ? 'yes' : 'no'
  if (allowedCombinations?.every((combination) => PHISHING_RESISTANT.has(combination))) {
    return allowedCombinations.length > 0 ? 'yes' : 'maybe'
  }
  return 'maybe'
}

function demandsPhishingResistance({ allowedCombinations }: Known): Ternary {
  if (!allowedCombinations?.length) return 'maybe'
  return allowedCombinations.every((combination) => PHISHING_RESISTANT.has(combination)) ? 'yes' : 'no'
}
