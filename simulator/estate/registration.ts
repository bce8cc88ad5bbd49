import type { Account, Item, Method } from './types.ts'

/** The registration report's words for a method (identity reference, section a.6). */
const reportWords: Readonly<Record<string, readonly string[]>> = {
  microsoftAuthenticator: ['microsoftAuthenticatorPush', 'softwareOneTimePasscode'],
  fido2: ['fido2SecurityKey'],
  windowsHelloForBusiness: ['windowsHelloForBusiness'],
  email: ['email'],
  temporaryAccessPass: ['temporaryAccessPass'],
  softwareOath: ['softwareOneTimePasscode'],
  password: [],
}
const phoneWords: Readonly<Record<string, string>> = {
  mobile: 'mobilePhone',
  alternateMobile: 'alternateMobilePhone',
  office: 'officePhone',
}
const passwordless = new Set(['fido2', 'windowsHelloForBusiness'])

function kindOf(method: Method): string {
  return method['@odata.type'].replace('#microsoft.graph.', '').replace('AuthenticationMethod', '')
}

function wordsFor(method: Method): readonly string[] {
  const kind = kindOf(method)
  return kind === 'phone'
    ? [phoneWords[String(method['phoneType'])] ?? 'mobilePhone']
    : (reportWords[kind] ?? [])
}

/** Email serves self-service password reset only; it is never a second factor (section a.7). */
function isStrong(method: Method): boolean {
  return !['password', 'email'].includes(kindOf(method))
}

function preferred(words: readonly string[]): string {
  if (words.includes('microsoftAuthenticatorPush')) return 'push'
  if (words.includes('softwareOneTimePasscode')) return 'oath'
  return words.includes('mobilePhone') ? 'sms' : 'none'
}

/**
 * One row of `userRegistrationDetails`, computed from the methods so that the two can never disagree.
 * Undefined where the report has no row: disabled users are left out, new ones come late (section 0.1, fact 8).
 */
export function registrationRow(account: Account, isAdmin: boolean, reportedAt: string): Item | undefined {
  const { user, methods } = account
  if (!user.accountEnabled || !account.reported) return undefined
  const words = [...new Set(methods.flatMap(wordsFor))]
  const strong = methods.some(isStrong)
  const canReset = strong || words.includes('email')
  return {
    id: user.id,
    userPrincipalName: user.userPrincipalName,
    userDisplayName: user.displayName,
    userType: user.userType === 'Guest' ? 'guest' : 'member',
    isAdmin,
    isSsprRegistered: canReset,
    isSsprEnabled: true,
    isSsprCapable: canReset,
    isMfaRegistered: strong,
    isMfaCapable: strong,
    isPasswordlessCapable: methods.some((method) => passwordless.has(kindOf(method))),
    methodsRegistered: words,
    isSystemPreferredAuthenticationMethodEnabled: true,
    systemPreferredAuthenticationMethods: strong ? [systemPreferred(words)] : [],
    userPreferredMethodForSecondaryAuthentication: preferred(words),
    lastUpdatedDateTime: reportedAt,
  }
}

function systemPreferred(words: readonly string[]): string {
  if (words.includes('fido2SecurityKey')) return 'Fido2'
  if (words.includes('microsoftAuthenticatorPush')) return 'PhoneAppNotification'
  return words.includes('softwareOneTimePasscode') ? 'PhoneAppOTP' : 'OneWaySMS'
}
