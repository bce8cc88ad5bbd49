/** Phones and addresses that bring the account of an administrator back (identity.md §c). */
import type { Claim } from '#model/claims.ts'
import type { AdministratorProfile } from '#model/records/administrator-profiles.ts'
import type { AuthenticationMethods } from '#model/records/authentication-methods.ts'
import { maskedMail, maskedPhone } from './masking.ts'

export interface RecoveryValue {
  readonly kind: 'phone' | 'mail'
  /** "mobile phone", "mail": what it is, without its value. */
  readonly label: string
  /** Comparable: digits with a leading +, or an address in lower case. Never shown. */
  readonly value: string
  /** What may be shown of it. */
  readonly masked: string
  readonly dataset: 'authenticationMethods' | 'administratorProfiles'
  /** A switchboard is everybody's; what is registered proves who somebody is, whoever's it is. */
  readonly mayBeShared: boolean
}

const PHONE_LABELS: Readonly<Record<string, string>> = {
  mobile: 'mobile phone',
  alternatemobile: 'alternate phone',
  office: 'office phone',
}

/** Everything registered, and everything in the profile that could be taken for it. */
export function recoveryValues(
  methods: AuthenticationMethods | undefined,
  profile: AdministratorProfile | undefined,
): readonly RecoveryValue[] {
  const registered = (methods?.methods ?? []).flatMap(({ phoneNumber, phoneType, emailAddress }) => [
    ...(phoneNumber
      ? [phone(phoneNumber, PHONE_LABELS[phoneType?.toLowerCase() ?? ''] ?? 'phone', 'authenticationMethods')]
      : []),
    ...(emailAddress ? [mail(emailAddress, 'mail', 'authenticationMethods')] : []),
  ])
  const listed = [
    ...(profile?.businessPhones ?? []).map((number) =>
      phone(number, 'business phone', 'administratorProfiles', true),
    ),
    ...(profile?.mobilePhone ? [phone(profile.mobilePhone, 'mobile phone', 'administratorProfiles')] : []),
    ...(profile?.otherMails ?? []).map((address) => mail(address, 'other mail', 'administratorProfiles')),
  ]
  // A number that is both registered and in the profile is one number, and registered.
  const known = new Set(registered.map(({ value }) => value))
  const distinct = new Map(
    [...registered, ...listed.filter(({ value }) => !known.has(value))].map((one) => [one.value, one]),
  )
  return [...distinct.values()].toSorted((a, b) => a.value.localeCompare(b.value))
}

function phone(
  number: string,
  label: string,
  dataset: RecoveryValue['dataset'],
  mayBeShared = false,
): RecoveryValue {
  const masked = maskedPhone(number)
  return { kind: 'phone', label, value: comparableNumber(number), masked, dataset, mayBeShared }
}

function mail(address: string, label: string, dataset: RecoveryValue['dataset']): RecoveryValue {
  const value = address.trim().toLowerCase()
  return { kind: 'mail', label, value, masked: maskedMail(value), dataset, mayBeShared: false }
}

/** "+44 (0)20 7946-0042" and "00442079460042" are one number. */
function comparableNumber(number: string): string {
  const plain = number.replace(/\(0\)/g, '').replace(/[^\d+*•x]/gi, '')
  return plain.replace(/^00/, '+')
}

/** What it is and what may be shown of it: "mobile phone …42". */
export function shown({ label, masked }: RecoveryValue): string {
  return `${label} ${masked}`
}

/**
 * What somebody who verifies them has looked at. The key holds the value: it is fingerprinted under the tenant's own
 * key before it is kept, so that nobody can confirm a guess (model/claims.ts); what is shown is masked.
 */
export function recoveryClaims(administrator: string, values: readonly RecoveryValue[]): readonly Claim[] {
  return values.map((one) => ({
    dataset: one.dataset,
    key: { administrator, kind: one.kind, value: one.value },
    end: null,
    what: shown(one),
  }))
}
