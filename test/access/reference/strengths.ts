import type { AuthenticationStrengthPolicy } from '#model/records/authentication-strength-policies.ts'
import { same } from './records.ts'
import type { Strength, Tenant } from './tenant.ts'

/** What a strength asks for at least and at most; the two differ where it was not read. */
export interface Asked {
  readonly atLeast: 'nothing' | 'mfa' | 'phishingResistant'
  readonly atMost: 'nothing' | 'mfa' | 'phishingResistant'
}

const exactly = (what: Asked['atLeast']): Asked => ({ atLeast: what, atMost: what })

/** The built-in strengths are the same in every tenant (identity.md §a.8). */
const BUILT_IN: Readonly<Record<string, Asked>> = {
  '00000000-0000-0000-0000-000000000002': exactly('mfa'),
  '00000000-0000-0000-0000-000000000003': exactly('mfa'),
  '00000000-0000-0000-0000-000000000004': exactly('phishingResistant'),
}

/** Phishing-resistant if every combination is; MFA if the strength satisfies MFA; else nothing. */
export function askedByStrength(carried: Strength, tenant: Tenant): Asked {
  const builtIn = BUILT_IN[carried.id ?? '']
  if (builtIn) return builtIn
  const { allowedCombinations, requirementsSatisfied } = contentOf(carried, tenant)
  if (!allowedCombinations?.length) return withoutCombinations(requirementsSatisfied)
  if (allowedCombinations.every(isPhishingResistant)) return exactly('phishingResistant')
  if (requirementsSatisfied === 'none') return exactly('nothing')
  return requirementsSatisfied === 'mfa' ? exactly('mfa') : { atLeast: 'nothing', atMost: 'mfa' }
}

function withoutCombinations(requirementsSatisfied: Content['requirementsSatisfied']): Asked {
  if (requirementsSatisfied === 'none') return exactly('nothing')
  return { atLeast: requirementsSatisfied === 'mfa' ? 'mfa' : 'nothing', atMost: 'phishingResistant' }
}

type Content = Pick<AuthenticationStrengthPolicy, 'allowedCombinations' | 'requirementsSatisfied'>

/** The strength as it was read; what the policy carries of it, where it was not. */
function contentOf(carried: Strength, { authenticationStrengthPolicies }: Tenant): Content {
  return authenticationStrengthPolicies.find(({ id }) => same(id, carried.id ?? '')) ?? carried
}

const isPhishingResistant = (combination: string): boolean =>
  ['fido2', 'windowsHelloForBusiness', 'x509CertificateMultiFactor'].includes(combination)
