import { allOf, anyOf, type Ternary } from '../ternary.ts'
import { ratingOf } from './method-kinds.ts'
import type { MethodsPolicy } from './methods-policy.ts'
import { isToldByName, type Registration } from './registration.ts'

/**
 * Whether the account can do MFA: a second factor is registered, and the methods policy lets this account use it.
 * What the report says of it settles only what the policy as read leaves open.
 */
export function isMfaCapable(registration: Registration, accountId: string, policy: MethodsPolicy): Ternary {
  if (registration.registered === 'no') return 'no'
  const usable = anyOf(
    registration.methods.map((method) => allOf([method.counts, policy.allowsMethod(method, accountId)])),
  )
  return settled(usable, registration.report?.isMfaCapable, registration)
}

/** Whether the account can sign in without a password: registered for it, and let to. */
export function isPasswordlessCapable(
  registration: Registration,
  accountId: string,
  policy: MethodsPolicy,
): Ternary {
  const usable = anyOf(
    registration.methods.map((method) =>
      allOf([ratingOf(method.kind).passwordless, policy.allowsMethod(method, accountId)]),
    ),
  )
  return settled(usable, registration.report?.isPasswordlessCapable, registration)
}

function settled(usable: Ternary, reported: boolean | null | undefined, registration: Registration): Ternary {
  const open = usable === 'maybe' || (usable === 'no' && !isToldByName(registration))
  if (!open) return usable
  return reported === true ? 'yes' : reported === false ? 'no' : 'maybe'
}
