/** What a policy demands of those whom it reaches. */
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import { holds, same, textsIn } from './conditions.ts'

/** Methods that resist phishing, as Microsoft groups them (identity.md §a.7). */
const PHISHING_RESISTANT: ReadonlySet<string> = new Set([
  'windowshelloforbusiness',
  'fido2',
  'x509certificatemultifactor',
])

/** One method that is two factors by itself (identity.md §a.8). */
const MULTIFACTOR: ReadonlySet<string> = new Set([
  ...PHISHING_RESISTANT,
  'devicebasedpush',
  'temporaryaccesspassonetime',
  'temporaryaccesspassmultiuse',
  'federatedmultifactor',
])

const FIRST_FACTORS: ReadonlySet<string> = new Set([
  'password',
  'federatedsinglefactor',
  'x509certificatesinglefactor',
])
const SECOND_FACTORS: ReadonlySet<string> = new Set([
  'microsoftauthenticatorpush',
  'softwareoath',
  'hardwareoath',
  'sms',
  'voice',
])

/** The policy lets nobody in. */
export function blocks({ grantControls }: ConditionalAccessPolicy): boolean {
  return holds(grantControls?.builtInControls, 'block')
}

/** The device controls that the policy asks for. */
export function deviceControls({ grantControls }: ConditionalAccessPolicy): readonly string[] {
  const controls = textsIn(grantControls?.builtInControls).filter((one) => one !== '')
  return controls.filter((one) => same(one, 'compliantDevice') || same(one, 'domainJoinedDevice'))
}

/** Nothing but a strength that only methods which resist phishing satisfy. */
export function demandsPhishingResistant(policy: ConditionalAccessPolicy): boolean {
  return strengthIs(policy, isPhishingResistant) && (isStrict(policy) || alternatives(policy).length === 0)
}

/** A second factor, by the grant control or by a strength, and no way around it. */
export function demandsMfa(policy: ConditionalAccessPolicy): boolean {
  const demands = holds(policy.grantControls?.builtInControls, 'mfa') || strengthIs(policy, isMultifactor)
  return demands && (isStrict(policy) || alternatives(policy).every((one) => same(one, 'mfa')))
}

/** A managed device, of either kind, and no way around it. */
export function demandsManagedDevice(policy: ConditionalAccessPolicy): boolean {
  const devices = deviceControls(policy)
  if (devices.length === 0) return false
  return isStrict(policy) || alternatives(policy).every((one) => devices.includes(one))
}

/** All controls together, not one of them. */
function isStrict({ grantControls }: ConditionalAccessPolicy): boolean {
  return grantControls?.operator === 'AND'
}

/** Controls that would let somebody in instead. Blocking wins over any grant, so it is no way around one. */
export function alternatives({ grantControls }: ConditionalAccessPolicy): readonly string[] {
  const { builtInControls, customAuthenticationFactors, termsOfUse } = grantControls ?? {}
  return [builtInControls, customAuthenticationFactors, termsOfUse]
    .flatMap(textsIn)
    .filter((one) => one !== '' && !same(one, 'block'))
}

/** Microsoft's own strengths, which a record may name without their combinations (identity.md §a.8). */
const BUILT_IN: ReadonlyMap<string, readonly string[]> = new Map([
  [
    '00000000-0000-0000-0000-000000000002',
    ['fido2', 'deviceBasedPush', 'password,microsoftAuthenticatorPush'],
  ],
  ['00000000-0000-0000-0000-000000000003', ['fido2', 'deviceBasedPush']],
  [
    '00000000-0000-0000-0000-000000000004',
    ['fido2', 'windowsHelloForBusiness', 'x509CertificateMultiFactor'],
  ],
])

type Strength = NonNullable<NonNullable<ConditionalAccessPolicy['grantControls']>['authenticationStrength']>

function combinationsOf({ id, allowedCombinations }: Strength): readonly string[] | undefined {
  return allowedCombinations ?? BUILT_IN.get(id ?? '')
}

/** Why nobody can tell what the policy demands: its strength is a custom one, and its combinations were not read. */
export function unreadStrength({ grantControls }: ConditionalAccessPolicy): string | undefined {
  const strength = grantControls?.authenticationStrength
  const isUnread = strength?.id && combinationsOf(strength) === undefined
  return isUnread ? `the combinations of its strength ${strength.id} were not read` : undefined
}

function strengthIs(
  { grantControls }: ConditionalAccessPolicy,
  fits: (combination: string) => boolean,
): boolean {
  const strength = grantControls?.authenticationStrength
  const combinations = (strength && combinationsOf(strength)) ?? []
  return combinations.length > 0 && combinations.every(fits)
}

function isPhishingResistant(combination: string): boolean {
  return PHISHING_RESISTANT.has(combination.toLowerCase())
}

/** A combination is one method, or several with commas that are used together. */
function isMultifactor(combination: string): boolean {
  const methods = textsIn(combination).map((method) => method.toLowerCase())
  if (methods.some((method) => MULTIFACTOR.has(method))) return true
  return methods.some((one) => FIRST_FACTORS.has(one)) && methods.some((one) => SECOND_FACTORS.has(one))
}
