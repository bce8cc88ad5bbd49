/**
 * What a person is missing to sign in without a password by Microsoft Authenticator, the way that Microsoft's page
 * asks to consider, or by a passkey (practice 1; identity.md §a.7, §a.8).
 */
import type { Ternary } from '../ternary.ts'
import { isPasswordlessCapable } from './capability.ts'
import { type MethodKind, ratingOf } from './method-kinds.ts'
import type { MethodsPolicy } from './methods-policy.ts'
import type { Registration } from './registration.ts'

export type PasswordlessPath =
  | { readonly state: 'ready' }
  /** The steps that are left, in the order to take them. */
  | { readonly state: 'missing'; readonly steps: readonly string[] }
  | { readonly state: 'unknown'; readonly because: string }

/** The way from what the account has registered to a sign-in without password. */
export function passwordlessPath(
  registration: Registration,
  accountId: string,
  policy: MethodsPolicy,
): PasswordlessPath {
  const capable = isPasswordlessCapable(registration, accountId, policy)
  if (capable === 'yes') return { state: 'ready' }
  if (capable === 'maybe') return { state: 'unknown', because: doubtOf(registration) }
  return { state: 'missing', steps: stepsOf(registration, accountId, policy) }
}

function stepsOf(
  { methods, registered }: Registration,
  accountId: string,
  policy: MethodsPolicy,
): readonly string[] {
  const has = (kind: MethodKind): boolean => methods.some((method) => method.kind === kind)
  const passwordless = methods.filter(({ kind }) => ratingOf(kind).passwordless === 'yes')
  const phone = policy.allows('authenticatorPasswordless', accountId)
  const steps = allowing(phone, policy.allows('passkey', accountId))
  if (passwordless.length > 0) return [...steps, ...unusable(passwordless.map(({ word }) => word))]
  if (phone === 'no' && steps.length === 0) return [REGISTER_A_PASSKEY]
  if (has('authenticatorPush') || has('authenticator')) return [...steps, SET_UP_PHONE_SIGN_IN]
  const start = registered === 'no' ? [ISSUE_A_PASS] : []
  return [...steps, ...start, INSTALL_AUTHENTICATOR, SET_UP_PHONE_SIGN_IN]
}

/** A person whom the policy lets use neither way cannot take any step alone. */
function allowing(phone: Ternary, passkey: Ternary): readonly string[] {
  if (phone !== 'no' || passkey !== 'no') return []
  return [
    'allow Authenticator in the mode "Any" (or passkeys) for this person in the authentication methods policy',
  ]
}

const unusable = (words: readonly string[]): readonly string[] => [
  `use the registered ${words.join(', ')}, or register a model that the policy lets in`,
]

const ISSUE_A_PASS = 'issue a Temporary Access Pass: no second factor is registered to begin with'
const INSTALL_AUTHENTICATOR = 'install Authenticator on a phone and add the account'
const SET_UP_PHONE_SIGN_IN =
  'open the account in Authenticator and choose "Set up passwordless sign-in requests", which registers the phone'
const REGISTER_A_PASSKEY = 'register a passkey at aka.ms/mysecurityinfo'

function doubtOf({ methods, report, list }: Registration): string {
  if (report === undefined && list === undefined) return 'the methods of some accounts were not read'
  if (methods.some(({ kind }) => kind === 'authenticator'))
    return 'some accounts have Authenticator, and without the registration report nothing tells whether phone sign-in is set up'
  return 'whether the methods policy lets some accounts use what they have registered is not known'
}
