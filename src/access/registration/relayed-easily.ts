/**
 * What the methods policy allows although phishing relays it easily, and what it keeps people from seeing
 * (identity.md §a.8; SCuBA MS.AAD.3.3, 3.4 and 3.5).
 */
import type {
  AuthenticationMethodsPolicy,
  MethodConfiguration,
} from '#model/records/authentication-methods-policy.ts'
import type { Severity } from '#model/severity.ts'
import { configurationOf, migrationOf, stateOf } from './methods-policy.ts'
import { isForEverybody, targetsInWords } from './targets.ts'

/** One setting of the policy, judged. */
export type Setting = {
  readonly id: string
  readonly name: string
  readonly severity: Severity
  readonly seen: Readonly<Record<string, unknown>>
} & (
  | { readonly is: 'fine' }
  | { readonly is: 'wrong'; readonly because: string; readonly passesIf: string }
  | { readonly is: 'open'; readonly because: string }
)

/** Text messages, calls and mail codes; the context that Authenticator shows; the migration of the older settings. */
export function easilyRelayed(policy: AuthenticationMethodsPolicy): readonly Setting[] {
  return [
    ...TRANSPORTS.map((transport) => transportOf(policy, transport)),
    contextOf(policy),
    migrated(policy),
  ]
}

const TRANSPORTS = [
  { id: 'Sms', name: 'Text messages (SMS)', severity: 'medium' },
  { id: 'Voice', name: 'Phone calls', severity: 'medium' },
  { id: 'Email', name: 'Codes by mail', severity: 'low' },
] as const

function transportOf(policy: AuthenticationMethodsPolicy, transport: (typeof TRANSPORTS)[number]): Setting {
  const { id, name } = transport
  const configuration = configurationOf(policy, id)
  const state = configuration ? stateOf(configuration) : 'maybe'
  const setting = { ...transport, seen: { [id]: configuration?.state } }
  if (state === 'no') return { ...setting, is: 'fine' }
  if (state === 'maybe' || !configuration)
    return { ...setting, is: 'open', because: `whether ${id} is allowed was not read` }
  return {
    ...setting,
    is: 'wrong',
    because: `${name} are allowed ${targetsInWords(configuration)}: a page in between reads the code and passes it on.`,
    passesIf: `${id} was disabled in the authentication methods policy`,
  }
}

const CONTEXT = {
  displayAppInformationRequiredState: 'the name of the application',
  displayLocationInformationRequiredState: 'the place of the sign-in',
} as const

/**
 * Numbers are always matched; what the sign-in is for and where it comes from is shown only when it is switched on.
 * Left to Microsoft both are off (Microsoft Learn, "Protecting authentication methods", May 2026).
 */
function contextOf(policy: AuthenticationMethodsPolicy): Setting {
  const authenticator = configurationOf(policy, 'MicrosoftAuthenticator')
  const features = featuresOf(authenticator)
  const setting = {
    id: 'MicrosoftAuthenticator',
    name: 'Context in Authenticator',
    severity: 'medium',
    seen: { MicrosoftAuthenticator: authenticator?.state, featureSettings: features },
  } as const
  if (authenticator && stateOf(authenticator) === 'no') return { ...setting, is: 'fine' }
  if (!authenticator || !features)
    return { ...setting, is: 'open', because: 'what Authenticator shows was not read' }
  const missing = Object.entries(CONTEXT).flatMap(([name, words]) => (isShown(features[name]) ? [] : [words]))
  if (missing.length === 0) return { ...setting, is: 'fine' }
  return {
    ...setting,
    is: 'wrong',
    because: `Authenticator does not show everybody ${missing.join(' and ')}, so that a request of a stranger looks like the own one.`,
    passesIf: 'Authenticator showed the application and the place to all users',
  }
}

type Open = Readonly<Record<string, unknown>>

const isOpen = (value: unknown): value is Open => typeof value === 'object' && value !== null

function featuresOf(authenticator: MethodConfiguration | undefined): Open | undefined {
  const features = authenticator?.['featureSettings']
  return isOpen(features) ? features : undefined
}

function isShown(feature: unknown): boolean {
  if (!isOpen(feature) || feature['state'] !== 'enabled') return false
  return isForEverybody({
    includeTargets: targetIn(feature['includeTarget']),
    excludeTargets: targetIn(feature['excludeTarget']),
  })
}

function targetIn(target: unknown) {
  const id = isOpen(target) ? target['id'] : undefined
  return typeof id === 'string' ? [{ id }] : []
}

/** Until the migration is complete, older settings that Graph does not show allow methods as well. */
function migrated(policy: AuthenticationMethodsPolicy): Setting {
  const setting = {
    id: 'policyMigrationState',
    name: 'Migration of the older MFA settings',
    severity: 'low',
    seen: { policyMigrationState: policy.policyMigrationState },
  } as const
  const state = migrationOf(policy)
  if (state === 'yes') return { ...setting, is: 'fine' }
  if (state === 'maybe')
    return { ...setting, is: 'open', because: 'how far the migration of the older settings is was not read' }
  return {
    ...setting,
    is: 'wrong',
    because: `The older settings for MFA and password reset still count (${policy.policyMigrationState}): they can allow text messages and calls that this policy forbids, and no request shows them.`,
    passesIf: 'policyMigrationState was migrationComplete',
  }
}
