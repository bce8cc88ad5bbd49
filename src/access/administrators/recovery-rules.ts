/** What is wrong with a phone or an address that brings an administrator back (identity.md §c, rules 1 to 3). */
import type { Organization } from '#model/records/organization.ts'
import type { Severity } from '#model/severity.ts'
import { isConsumer } from '../partners/domains.ts'
import { callingCodeOf } from './calling-codes.ts'
import { type RecoveryValue, shown } from './recovery.ts'

export interface Weakness {
  readonly severity: Severity
  /** In the reader's words, masked. */
  readonly words: string
}

export interface Surroundings {
  readonly organization: Organization | undefined
  /** How many administrators share the value. */
  readonly sharedBy: (value: string) => number
}

/** All weaknesses of one value. */
export function weaknessesOf(
  one: RecoveryValue,
  { organization, sharedBy }: Surroundings,
): readonly Weakness[] {
  const number = one.mayBeShared ? 1 : sharedBy(one.value)
  const shared: readonly Weakness[] =
    number > 1 ? [{ severity: 'high', words: `${shown(one)} is that of ${number} administrators` }] : []
  return [
    ...shared,
    ...(one.kind === 'mail' ? mailWeaknesses(one, organization) : phoneWeaknesses(one, organization)),
  ]
}

/** Every address is weak in one way or the other: whose mailbox it is decides who else can read it. */
function mailWeaknesses(one: RecoveryValue, organization: Organization | undefined): readonly Weakness[] {
  const domain = one.value.split('@').at(-1) ?? ''
  const own = (organization?.verifiedDomains ?? []).some(({ name }) => name?.toLowerCase() === domain)
  if (isConsumer(domain)) return [{ severity: 'high', words: `${shown(one)} is a private mailbox` }]
  if (own)
    return [
      {
        severity: 'medium',
        words: `${shown(one)} lies in this tenant: whoever is locked out cannot read it`,
      },
    ]
  if (!organization?.verifiedDomains)
    return [{ severity: 'medium', words: `${shown(one)} lies in a mailbox that could not be placed` }]
  return [{ severity: 'high', words: `${shown(one)} lies with another organisation` }]
}

/** Numbers without a code, and organisations that named no country, cannot be compared. */
function phoneWeaknesses(one: RecoveryValue, organization: Organization | undefined): readonly Weakness[] {
  const country = organization?.countryLetterCode
  const code = country ? callingCodeOf(country) : undefined
  if (code === undefined || !one.value.startsWith('+') || one.value.startsWith(`+${code}`)) return []
  return [{ severity: 'medium', words: `${shown(one)} is not a number of ${country}` }]
}
