import type { AuthenticationMethods } from '#model/records/authentication-methods.ts'
import type { AuthenticationMethodsPolicy } from '#model/records/authentication-methods-policy.ts'
import { anyOf, type Ternary } from './ternary.ts'

/** Methods that no phishing page can relay (identity.md §a.7). */
const PHISHING_RESISTANT = ['fido2', 'windowsHelloForBusiness', 'platformCredential']

const PHISHABLE = [
  'password',
  'microsoftAuthenticator',
  'passwordlessMicrosoftAuthenticator',
  'external',
  'softwareOath',
  'hardwareOath',
  'phone',
  'email',
  'temporaryAccessPass',
  'qrCodePin',
]

const typeNames = (names: readonly string[]) =>
  new Set(names.map((name) => `#microsoft.graph.${name}authenticationmethod`.toLowerCase()))

const RESISTANT_TYPES = typeNames(PHISHING_RESISTANT)
const PHISHABLE_TYPES = typeNames(PHISHABLE)

/** Whether one of the methods is phishing-resistant; a type of a later version may be. */
export function hasPhishingResistantMethod({ methods }: AuthenticationMethods): Ternary {
  return anyOf(methods.map((method) => resists(method['@odata.type'].toLowerCase())))
}

function resists(type: string): Ternary {
  if (RESISTANT_TYPES.has(type)) return 'yes'
  return PHISHABLE_TYPES.has(type) ? 'no' : 'maybe'
}

/** What is registered, in Microsoft's words without the wrapping. */
export function methodNames({ methods }: AuthenticationMethods): readonly string[] {
  return methods.map((method) =>
    method['@odata.type'].replace(/^#microsoft\.graph\.|AuthenticationMethod$/g, ''),
  )
}

/** Certificate-based authentication is switched on for the tenant and never listed per person (identity.md §a.7). */
export function certificatesAllowed(policies: readonly AuthenticationMethodsPolicy[]): Ternary {
  const configurations = policies[0]?.authenticationMethodConfigurations
  if (!configurations) return 'maybe'
  const certificate = configurations.find(({ id }) => id?.toLowerCase() === 'x509certificate')
  if (certificate === undefined) return 'no'
  return certificate.state === 'enabled' ? 'yes' : certificate.state === 'disabled' ? 'no' : 'maybe'
}
