/**
 * Whether somebody can satisfy an authentication strength at all: a combination is of use when the methods policy
 * lets the person use every method in it (identity.md §a.8, `allowedCombinations`).
 */
import { allOf, anyOf, type Ternary } from '../ternary.ts'
import type { Governed, MethodsPolicy } from './methods-policy.ts'
import { isToldByName, type Registration } from './registration.ts'

/** The words of combinations, in lower case; a mode that is missing here is one of a later version. */
const MODES: Readonly<Record<string, readonly Governed[]>> = {
  password: ['password'],
  voice: ['voice'],
  sms: ['sms'],
  hardwareoath: ['hardwareCode'],
  softwareoath: ['softwareCode'],
  fido2: ['passkey'],
  windowshelloforbusiness: ['windowsHello', 'platformCredential'],
  microsoftauthenticatorpush: ['authenticatorPush'],
  devicebasedpush: ['authenticatorPasswordless'],
  temporaryaccesspassonetime: ['temporaryAccessPass'],
  temporaryaccesspassmultiuse: ['temporaryAccessPass'],
  email: ['email'],
  x509certificatesinglefactor: ['certificate'],
  x509certificatemultifactor: ['certificate'],
  qrcodepin: ['qrCodePin'],
}

/** Whether the person can use at least one of the combinations. */
export function canSatisfy(
  combinations: readonly string[],
  accountId: string,
  registration: Registration,
  policy: MethodsPolicy,
): Ternary {
  return anyOf(combinations.map((combination) => canUse(combination, accountId, registration, policy)))
}

function canUse(
  combination: string,
  accountId: string,
  registration: Registration,
  policy: MethodsPolicy,
): Ternary {
  const modes = combination.split(',').map((mode) => MODES[mode.trim().toLowerCase()])
  return allOf(
    modes.map((kinds) =>
      kinds === undefined
        ? 'maybe'
        : anyOf(kinds.map((kind) => isOpenTo(kind, accountId, registration, policy))),
    ),
  )
}

/** Devices bring their credentials along without any policy: those are of use to whoever has one. */
function isOpenTo(
  kind: Governed,
  accountId: string,
  registration: Registration,
  policy: MethodsPolicy,
): Ternary {
  if (kind !== 'windowsHello' && kind !== 'platformCredential') return policy.allows(kind, accountId)
  if (registration.methods.some((method) => method.kind === kind)) return 'yes'
  return isToldByName(registration) ? 'no' : 'maybe'
}
