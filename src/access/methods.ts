import type { AuthenticationMethods } from '#model/records/authentication-methods.ts'
import type { AuthenticationMethodsPolicy } from '#model/records/authentication-methods-policy.ts'
import { kindListed, ratingOf, typeName } from './registration/method-kinds.ts'
import { configurationOf, stateOf } from './registration/methods-policy.ts'
import { anyOf, type Ternary } from './ternary.ts'

/** Whether one of the methods is phishing-resistant; a type of a later version may be. */
export function hasPhishingResistantMethod({ methods }: AuthenticationMethods): Ternary {
  return anyOf(methods.map((method) => ratingOf(kindListed(method['@odata.type'])).phishingResistant))
}

/** What is registered, in Microsoft's words without the wrapping. */
export function methodNames({ methods }: AuthenticationMethods): readonly string[] {
  return methods.map((method) => typeName(method['@odata.type']))
}

/** Certificate-based authentication is switched on for the tenant and never listed per person (identity.md §a.7). */
export function certificatesAllowed(policies: readonly AuthenticationMethodsPolicy[]): Ternary {
  const [policy] = policies
  if (!policy?.authenticationMethodConfigurations) return 'maybe'
  const certificate = configurationOf(policy, 'X509Certificate')
  return certificate === undefined ? 'no' : stateOf(certificate)
}
