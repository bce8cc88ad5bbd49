/**
 * Signs that several people share one administrator account (identity.md §e.7). None of them proves it, so a person
 * has to answer.
 */
import type { AdministratorProfile } from '#model/records/administrator-profiles.ts'
import type { AuthenticationMethods } from '#model/records/authentication-methods.ts'
import type { User } from '#model/records/users.ts'

const GENERIC =
  /^(admin|administrator|office365|o365|m365|globaladmin|ga|info|it|itadmin|it-admin|support|helpdesk|service|shared|team|root|sysadmin|tenantadmin)\d*$/i

const MOST_AUTHENTICATORS = 2
const MOST_DEVICES = 3

export interface SharingFacts {
  readonly methods: AuthenticationMethods | undefined
  readonly profile: AdministratorProfile | undefined
}

/** The signs, in the reader's words; none where the account looks like one person's. */
export function signsOfSharing(account: User, { methods, profile }: SharingFacts): readonly string[] {
  const name = account.userPrincipalName?.split('@')[0] ?? ''
  return [
    ...(GENERIC.test(name) ? [`it is called ${name}, which is nobody's name`] : []),
    ...devicesOf(methods),
    ...phonesOf(methods),
    ...(profile && !profile.givenName && !profile.surname ? ['no person is named in its profile'] : []),
  ]
}

/** A profile without a name alone is how most administrators are made; it needs another sign beside it. */
export function isSuspected(signs: readonly string[]): boolean {
  return signs.length >= 2 || signs.some((sign) => !sign.startsWith('no person'))
}

function devicesOf(methods: AuthenticationMethods | undefined): readonly string[] {
  const of = (kind: RegExp) => (methods?.methods ?? []).filter((one) => kind.test(one['@odata.type']))
  const authenticators = of(/microsoftAuthenticator/i).length
  const devices = authenticators + of(/fido2|windowsHello|platformCredential/i).length
  if (authenticators > MOST_AUTHENTICATORS) return [`it has ${authenticators} Authenticator apps`]
  return devices > MOST_DEVICES ? [`it has ${devices} devices that prove it`] : []
}

/** Different numbers, not an office line beside a mobile phone. */
function phonesOf(methods: AuthenticationMethods | undefined): readonly string[] {
  const mobiles = (methods?.methods ?? []).filter(
    (one) => /phoneAuthenticationMethod/i.test(one['@odata.type']) && /mobile/i.test(one.phoneType ?? ''),
  )
  const numbers = new Set(mobiles.flatMap(({ phoneNumber }) => (phoneNumber ? [phoneNumber] : [])))
  return numbers.size >= 2 ? ['it has several mobile phones'] : []
}
