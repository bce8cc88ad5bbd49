/**
 * Which kinds of methods the tenant allows to whom (identity.md §a.8). A person may use a method that any policy
 * allows, and until the migration is complete the older settings count too, which Graph does not show: what this
 * policy forbids is then only perhaps forbidden.
 */
import type {
  AuthenticationMethodsPolicy,
  MethodConfiguration,
  PolicyTarget,
} from '#model/records/authentication-methods-policy.ts'
import type { GroupIndex } from '../groups.ts'
import { allOf, anyOf, type Ternary } from '../ternary.ts'
import type { MethodKind } from './method-kinds.ts'
import type { RegisteredMethod } from './registered-methods.ts'
import { isForEverybody, isTargeted } from './targets.ts'

/** A mobile phone serves text messages and calls, which the policy allows apart. */
export type Governed = MethodKind | 'sms' | 'voice'

export interface MethodsPolicy {
  /** Whether the account may use methods of the kind. */
  allows(kind: Governed, accountId: string): Ternary
  /** The same for one registered method: a key may be of a model that is not let in. */
  allowsMethod(method: RegisteredMethod, accountId: string): Ternary
}

/** Compiles the policy; without a record everything is open. */
export function methodsPolicy(
  records: readonly AuthenticationMethodsPolicy[],
  groups: GroupIndex,
): MethodsPolicy {
  const [policy] = records
  const migrated = migrationOf(policy)
  const compiled = new Map<Governed, Answer>()
  const allows = (kind: Governed, accountId: string): Ternary => {
    const answer = compiled.get(kind) ?? answerOf(kind, policy, groups)
    compiled.set(kind, answer)
    const governed = typeof answer === 'string' ? answer : answer(accountId)
    return governed === 'no' && migrated !== 'yes' && LEGACY.has(kind) ? 'maybe' : governed
  }
  const keys = restrictionsOf(configurationOf(policy, 'Fido2'))
  return {
    allows,
    allowsMethod: (method, accountId) => allOf([allows(method.kind, accountId), isLetIn(method, keys)]),
  }
}

/** Whether the older settings have ceased to count. */
export function migrationOf(policy: AuthenticationMethodsPolicy | undefined): Ternary {
  const state = policy?.policyMigrationState?.toLowerCase()
  if (state === 'migrationcomplete') return 'yes'
  return state === 'premigration' || state === 'migrationinprogress' ? 'no' : 'maybe'
}

/** Kinds that the older settings for MFA and password reset can allow. */
const LEGACY: ReadonlySet<Governed> = new Set<Governed>([
  'sms',
  'voice',
  'officePhone',
  'alternateMobilePhone',
  'mobilePhone',
  'softwareCode',
  'hardwareCode',
  'authenticatorPush',
  'authenticator',
  'email',
  'securityQuestion',
])

/** Kinds that the policy does not govern: devices bring them along. */
const UNGOVERNED: ReadonlySet<Governed> = new Set<Governed>([
  'password',
  'windowsHello',
  'platformCredential',
])

/** One configuration that lets a kind in, by its id or the beginning of its type. */
interface Rule {
  readonly configuration: string
  /** What must hold of the configuration besides. */
  readonly holds: (configuration: MethodConfiguration) => Ternary
  /** Narrows the targets to those that let the kind in. */
  readonly lets: (target: PolicyTarget) => boolean
}

const rule = (configuration: string, changes: Partial<Rule> = {}): Rule => ({
  configuration,
  holds: () => 'yes',
  lets: () => true,
  ...changes,
})

const flag = (name: string) => ({
  holds: (configuration: MethodConfiguration): Ternary =>
    configuration[name] === true ? 'yes' : configuration[name] === false ? 'no' : 'maybe',
})

/** Authenticator is let in as notifications, as phone sign-in, or as both. */
const mode = (not: string) => ({
  lets: (target: PolicyTarget): boolean => String(target['authenticationMode']).toLowerCase() !== not,
})

const RULES: Readonly<Partial<Record<Governed, readonly Rule[]>>> = {
  sms: [rule('sms')],
  voice: [rule('voice')],
  email: [rule('email')],
  qrCodePin: [rule('qrcodepin')],
  officePhone: [rule('voice', flag('isOfficePhoneAllowed'))],
  alternateMobilePhone: [rule('voice')],
  mobilePhone: [rule('sms'), rule('voice')],
  softwareCode: [rule('softwareoath'), rule('microsoftauthenticator', flag('isSoftwareOathEnabled'))],
  hardwareCode: [rule('hardwareoath')],
  external: [rule('externalauthenticationmethod')],
  authenticator: [rule('microsoftauthenticator')],
  authenticatorPush: [rule('microsoftauthenticator', mode('devicebasedpush'))],
  authenticatorPasswordless: [rule('microsoftauthenticator', mode('push'))],
  temporaryAccessPass: [rule('temporaryaccesspass')],
  certificate: [rule('x509certificate')],
  passkey: [rule('fido2')],
}

/** The same for everybody, which is the rule, or asked account by account. */
type Answer = Ternary | ((accountId: string) => Ternary)

function answerOf(
  kind: Governed,
  policy: AuthenticationMethodsPolicy | undefined,
  groups: GroupIndex,
): Answer {
  if (UNGOVERNED.has(kind)) return 'yes'
  const rules = RULES[kind]
  const configurations = policy?.authenticationMethodConfigurations
  if (!rules || !configurations) return 'maybe'
  const answers = rules.flatMap((rule) =>
    configurations
      .filter((one) => isConfigurationOf(one, rule.configuration))
      .map((one) => answerIn(rule, one, groups)),
  )
  const fixed = answers.filter((answer) => typeof answer === 'string')
  if (fixed.length === answers.length || fixed.includes('yes')) return anyOf(fixed)
  return (accountId) =>
    anyOf(answers.map((answer) => (typeof answer === 'string' ? answer : answer(accountId))))
}

function answerIn({ holds, lets }: Rule, configuration: MethodConfiguration, groups: GroupIndex): Answer {
  const on = allOf([stateOf(configuration), holds(configuration)])
  const { excludeTargets } = configuration
  const targets = { includeTargets: configuration.includeTargets?.filter(lets), excludeTargets }
  if (on === 'no' || isForEverybody(targets)) return on
  return (accountId) => allOf([on, isTargeted(targets, accountId, groups)])
}

/** The configuration of a method, by its id: `Sms`, `Fido2`; external ones have ids of their own. */
export function configurationOf(
  policy: AuthenticationMethodsPolicy | undefined,
  name: string,
): MethodConfiguration | undefined {
  return policy?.authenticationMethodConfigurations?.find((one) => isConfigurationOf(one, name.toLowerCase()))
}

function isConfigurationOf(configuration: MethodConfiguration, name: string): boolean {
  const type = configuration['@odata.type']?.toLowerCase() ?? ''
  return configuration.id?.toLowerCase() === name || type.endsWith(`.${name}configuration`)
}

/** Switched on or off; a state of a later version is neither. */
export function stateOf({ state }: MethodConfiguration): Ternary {
  const word = state?.toLowerCase()
  return word === 'enabled' ? 'yes' : word === 'disabled' ? 'no' : 'maybe'
}

interface KeyRestrictions {
  readonly models: ReadonlySet<string>
  /** They let these models in, or keep these out. */
  readonly letsIn: boolean
}

function isLetIn({ kind, aaGuid }: RegisteredMethod, keys: KeyRestrictions | undefined): Ternary {
  if (kind !== 'passkey' || keys === undefined) return 'yes'
  if (aaGuid === undefined) return 'maybe'
  return keys.models.has(aaGuid) === keys.letsIn ? 'yes' : 'no'
}

/** Which models of security keys may be used, by their AAGUID; undefined when all may. */
function restrictionsOf(fido2: MethodConfiguration | undefined): KeyRestrictions | undefined {
  const restrictions = fido2?.['keyRestrictions']
  if (!isRecord(restrictions) || restrictions['isEnforced'] !== true) return undefined
  const guids = restrictions['aaGuids']
  const models = new Set(Array.isArray(guids) ? guids.map((guid) => String(guid).toLowerCase()) : [])
  return { models, letsIn: restrictions['enforcementType'] === 'allow' }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
