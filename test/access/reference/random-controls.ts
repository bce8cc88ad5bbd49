import type { AuthenticationStrengthPolicy } from '#model/records/authentication-strength-policies.ts'
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import type { Choice, Dice } from './dice.ts'
import type { GrantControls } from './tenant.ts'

const MFA_STRENGTH = '00000000-0000-0000-0000-000000000002'
const PASSWORDLESS_STRENGTH = '00000000-0000-0000-0000-000000000003'
const PHISHING_RESISTANT_STRENGTH = '00000000-0000-0000-0000-000000000004'

const custom = (id: string, allowedCombinations: string[], requirementsSatisfied: string) => ({
  id,
  policyType: 'custom',
  allowedCombinations,
  requirementsSatisfied,
})
const KEYS_ONLY = custom('keys-only', ['fido2', 'x509CertificateMultiFactor'], 'mfa')
const KEYS_OR_SMS = custom('keys-or-sms', ['fido2', 'password,sms'], 'mfa')
const PASSWORD_ONLY = custom('password-only', ['password'], 'none')
const UNTOLD: AuthenticationStrengthPolicy = { id: 'untold', requirementsSatisfied: 'mfa' }

/** The custom strengths; some may not have been read. */
export function randomStrengths(dice: Dice): AuthenticationStrengthPolicy[] {
  const all = [KEYS_ONLY, KEYS_OR_SMS, PASSWORD_ONLY]
  return dice.doubt(0.3) ? dice.some([...all, UNTOLD], 0.5) : all
}

const grant = (builtInControls: string[], operator = 'OR'): GrantControls => ({ operator, builtInControls })
const strength = (id: string, builtInControls: string[] = []): GrantControls => ({
  ...grant(builtInControls),
  authenticationStrength: { id },
})

/** What a policy asks: MFA most of all, then everything else that can be asked. */
export function randomGrant(dice: Dice): Pick<ConditionalAccessPolicy, 'grantControls'> {
  if (dice.doubt(0.12)) return dice.pick(DOUBTFUL)
  const grantControls = dice.weighted<GrantControls | null>([
    [34, grant(['mfa'])],
    [18, strength(PHISHING_RESISTANT_STRENGTH)],
    [3, strength(MFA_STRENGTH)],
    [2, strength(PASSWORDLESS_STRENGTH)],
    [6, strength('keys-only')],
    [2, strength('keys-or-sms')],
    [2, strength('password-only')],
    [2, { ...grant([]), authenticationStrength: { ...KEYS_OR_SMS, id: 'carried' } }],
    [8, grant(['block'])],
    [5, grant(['mfa', 'compliantDevice'])],
    [3, strength(PHISHING_RESISTANT_STRENGTH, ['domainJoinedDevice'])],
    [3, grant(['compliantDevice'])],
    [2, { ...grant([]), termsOfUse: ['terms'] }],
    [3, null],
    [8, mixed(dice)],
  ])
  return { grantControls }
}

const BUILT_IN = [
  'mfa',
  'compliantDevice',
  'domainJoinedDevice',
  'approvedApplication',
  'compliantApplication',
  'passwordChange',
  'riskRemediation',
  'block',
] as const

/** Any controls together, and now and then none. */
function mixed(dice: Dice): GrantControls {
  return {
    ...grant(dice.some(BUILT_IN, 0.2), dice.pick(['AND', 'OR'])),
    termsOfUse: dice.some(['terms'], 0.2),
    authenticationStrength: dice.chance(0.2)
      ? { id: dice.pick(['keys-only', 'keys-or-sms', MFA_STRENGTH]) }
      : null,
  }
}

const DOUBTFUL: Choice<Pick<ConditionalAccessPolicy, 'grantControls'>> = [
  {},
  { grantControls: strength('never-read') },
  { grantControls: strength('untold') },
  { grantControls: grant(['mfa', 'unknownFutureValue']) },
  { grantControls: grant(['mfa', 'unknownFutureValue'], 'AND') },
  { grantControls: grant(['unknownFutureValue']) },
  { grantControls: { ...grant([]), customAuthenticationFactors: ['third-party'] } },
  { grantControls: { ...grant(['mfa']), customAuthenticationFactors: ['third-party'] } },
  { grantControls: { ...grant(['compliantDevice'], 'AND'), customAuthenticationFactors: ['third-party'] } },
  { grantControls: { ...grant(['mfa']), futureControls: ['something'] } },
  { grantControls: { builtInControls: ['mfa', 'compliantDevice'] } },
]
