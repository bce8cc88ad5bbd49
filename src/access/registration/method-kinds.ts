/**
 * Ways to sign in, under one name each. The registration report and the list of methods speak of the same things in
 * different words (identity.md §a.6, §a.7); everything else in this folder speaks of kinds.
 */
import type { Ternary } from '../ternary.ts'

interface Rating {
  readonly label: string
  /** Whether it is a second factor at a sign-in. */
  readonly factor: Ternary
  /** Whether it signs in without a password. */
  readonly passwordless: Ternary
  /** Whether no phishing page can relay it. */
  readonly phishingResistant: Ternary
}

const notAFactor = { factor: 'no', passwordless: 'no', phishingResistant: 'no' } as const
const phishable = { factor: 'yes', passwordless: 'no', phishingResistant: 'no' } as const
const resistant = { factor: 'yes', passwordless: 'yes', phishingResistant: 'yes' } as const

/** From the weakest to the strongest. Mail and security questions reset passwords and nothing else. */
const KINDS = {
  password: { label: 'password', ...notAFactor },
  securityQuestion: { label: 'security questions', ...notAFactor },
  email: { label: 'mail address', ...notAFactor },
  qrCodePin: { label: 'QR code with PIN', ...notAFactor },
  officePhone: { label: 'office phone', ...phishable },
  alternateMobilePhone: { label: 'alternate phone', ...phishable },
  mobilePhone: { label: 'mobile phone', ...phishable },
  softwareCode: { label: 'codes of an app', ...phishable },
  hardwareCode: { label: 'codes of a token', ...phishable },
  external: { label: 'method of another provider', ...phishable },
  authenticatorPush: { label: 'Authenticator notifications', ...phishable },
  /** The list of methods does not tell whether phone sign-in is set up; the report does. */
  authenticator: { label: 'Authenticator', ...phishable, passwordless: 'maybe' },
  temporaryAccessPass: { label: 'Temporary Access Pass', ...phishable },
  authenticatorPasswordless: { label: 'Authenticator phone sign-in', ...phishable, passwordless: 'yes' },
  /** A tenant may let a certificate stand for one factor only. */
  certificate: { label: 'certificate', ...resistant, factor: 'maybe' },
  platformCredential: { label: 'platform credential', ...resistant },
  windowsHello: { label: 'Windows Hello for Business', ...resistant },
  passkey: { label: 'passkey', ...resistant },
  /** A word of a later version: kept, and never rated by guessing. */
  unknown: { label: 'unknown method', factor: 'maybe', passwordless: 'maybe', phishingResistant: 'maybe' },
} as const satisfies Readonly<Record<string, Rating>>

export type MethodKind = keyof typeof KINDS

const ORDER = Object.keys(KINDS)

/** What the kind is worth. */
export function ratingOf(kind: MethodKind): Rating {
  return KINDS[kind]
}

/** The weakest of several kinds. */
export function weakestOf(kinds: readonly MethodKind[]): MethodKind | undefined {
  return kinds.toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b))[0]
}

/** Words of `methodsRegistered`, in lower case. Some were never documented (identity.md §a.6). */
const REPORTED: Readonly<Record<string, MethodKind>> = {
  mobilephone: 'mobilePhone',
  alternatemobilephone: 'alternateMobilePhone',
  officephone: 'officePhone',
  email: 'email',
  securityquestion: 'securityQuestion',
  microsoftauthenticatorpush: 'authenticatorPush',
  microsoftauthenticatorpasswordless: 'authenticatorPasswordless',
  softwareonetimepasscode: 'softwareCode',
  hardwareonetimepasscode: 'hardwareCode',
  passkeydevicebound: 'passkey',
  passkeydeviceboundauthenticator: 'passkey',
  passkeydeviceboundwindowshello: 'passkey',
  passkeysynced: 'passkey',
  fido2securitykey: 'passkey',
  windowshelloforbusiness: 'windowsHello',
  macossecureenclavekey: 'platformCredential',
  certificatebasedauthentication: 'certificate',
  externalauthmethod: 'external',
  temporaryaccesspass: 'temporaryAccessPass',
  qrcodepin: 'qrCodePin',
}

/** The kind behind a word of the registration report. */
export function kindReported(word: string): MethodKind {
  return REPORTED[word.trim().toLowerCase()] ?? 'unknown'
}

/** Types of the list of methods, without the wrapping and in lower case (identity.md §a.7). */
const LISTED: Readonly<Record<string, MethodKind>> = {
  password: 'password',
  email: 'email',
  qrcodepin: 'qrCodePin',
  microsoftauthenticator: 'authenticator',
  passwordlessmicrosoftauthenticator: 'authenticatorPasswordless',
  softwareoath: 'softwareCode',
  hardwareoath: 'hardwareCode',
  external: 'external',
  temporaryaccesspass: 'temporaryAccessPass',
  platformcredential: 'platformCredential',
  windowshelloforbusiness: 'windowsHello',
  fido2: 'passkey',
}

/** A phone that does not say which one it is counts as the mobile one: that is the default of the service. */
const PHONES: Readonly<Record<string, MethodKind>> = {
  mobile: 'mobilePhone',
  alternatemobile: 'alternateMobilePhone',
  office: 'officePhone',
}

/** The kind of a listed method. */
export function kindListed(type: string, phoneType?: string | null): MethodKind {
  const name = typeName(type).toLowerCase()
  if (name === 'phone') return PHONES[phoneType?.toLowerCase() ?? 'mobile'] ?? 'mobilePhone'
  return LISTED[name] ?? 'unknown'
}

/** A type in Microsoft's word without the wrapping: `fido2` for `#microsoft.graph.fido2AuthenticationMethod`. */
export function typeName(type: string): string {
  return type.replace(/^#?microsoft\.graph\.|AuthenticationMethod$/gi, '')
}
