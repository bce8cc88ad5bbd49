import { guid } from './random.ts'
import type { Method } from './types.ts'

/** Authentication methods in the shape of `/users/{id}/authentication/methods` (types from the v1.0 CSDL). */
export interface MethodMaker {
  password(): Method
  authenticator(device: string, tag?: string): Method
  fido2(name: string, model?: string): Method
  windowsHello(device: string): Method
  phone(number: string, type?: 'mobile' | 'alternateMobile' | 'office'): Method
  email(address: string): Method
  temporaryAccessPass(startsAt: string, minutes: number): Method
  softwareOath(): Method
}

// Fixed ids that every tenant shares, as listed (unverified) in the identity reference, section a.7.
const passwordId = '28c10230-6103-485e-b985-444c60001490'
const emailId = '3ddfcfc8-9383-446f-83cc-3ab9be4be18f'
const phoneIds = {
  mobile: '3179e48a-750b-4051-897c-87b9720928f7',
  alternateMobile: 'b6332ec1-7057-4abe-9331-3d72feddfe41',
  office: 'e37fc753-ff3b-4958-9484-eaa9425c82bc',
}
// The AAGUID that Yubico publishes for the YubiKey 5 series with NFC.
const yubiKey5 = '2fc0579f-8113-47ea-b116-bb5a8db9202a'

/** Makes the methods of one account; ids depend on the account's name and the method's place in the list. */
export function methodMaker(account: string, seed: number, createdDateTime: string): MethodMaker {
  let made = 0
  const make = (type: string, fields: Record<string, unknown>): Method => ({
    '@odata.type': `#microsoft.graph.${type}AuthenticationMethod`,
    id: guid(`method/${account}/${made++}`, seed),
    createdDateTime,
    ...fields,
  })
  return {
    password: () => make('password', { id: passwordId, password: null }),
    authenticator: (displayName, deviceTag = 'SoftwareTokenActivated') =>
      make('microsoftAuthenticator', { displayName, deviceTag, phoneAppVersion: '6.8.22' }),
    fido2: (displayName, model = 'YubiKey 5 Series with NFC') =>
      make('fido2', fido2Fields(displayName, model)),
    windowsHello: (displayName) => make('windowsHelloForBusiness', { displayName, keyStrength: 'normal' }),
    phone: (phoneNumber, phoneType = 'mobile') =>
      make('phone', { id: phoneIds[phoneType], phoneNumber, phoneType, smsSignInState: 'notSupported' }),
    email: (emailAddress) => make('email', { id: emailId, emailAddress }),
    temporaryAccessPass: (startDateTime, lifetimeInMinutes) =>
      make('temporaryAccessPass', passFields(startDateTime, lifetimeInMinutes)),
    softwareOath: () => make('softwareOath', { secretKey: null }),
  }
}

function fido2Fields(displayName: string, model: string): Record<string, unknown> {
  const attestation = { attestationCertificates: [], attestationLevel: 'attested' }
  return { displayName, aaGuid: yubiKey5, model, ...attestation, passkeyType: 'deviceBound' }
}

function passFields(startDateTime: string, lifetimeInMinutes: number): Record<string, unknown> {
  const usability = { isUsable: true, methodUsabilityReason: 'EnabledByPolicy' }
  return { temporaryAccessPass: null, startDateTime, lifetimeInMinutes, isUsableOnce: false, ...usability }
}
