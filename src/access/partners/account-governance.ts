/**
 * How well an account that a provider uses here is governed: who answers for it, whether it has a second factor,
 * whether somebody reviews it (identity.md §e). Microsoft tells providers not to keep accounts in their customers'
 * tenants at all (§i item 5).
 */
import type { DatasetName } from '#model/datasets.ts'
import type { Decisions } from '#model/decisions.ts'
import type { AccessReviewDefinition } from '#model/records/access-review-definitions.ts'
import type { GuestSponsors } from '#model/records/guest-sponsors.ts'
import type { User } from '#model/records/users.ts'
import { isExternal } from '../accounts.ts'
import type { Registration } from '../registration/registration.ts'
import type { Ternary } from '../ternary.ts'

export interface GovernanceFacts {
  readonly sponsors: readonly GuestSponsors[]
  readonly reviews: readonly AccessReviewDefinition[]
  readonly registration: (accountId: string) => Registration
  /** Whether MFA that guests do at home counts here. */
  readonly homeMfa: Ternary
  /** Whether the provider is attested as it is now. */
  readonly isAttested: boolean
  readonly decisions: Decisions
}

export interface Shortcoming {
  readonly words: string
  /** Datasets in which a missing record is part of the proof. */
  readonly restsOn: readonly DatasetName[]
}

export interface Governance {
  readonly shortcomings: readonly Shortcoming[]
  readonly doubts: readonly string[]
}

type Finding = Shortcoming | { readonly doubt: string }

/** What is missing around the account. */
export function governanceOf(account: User, facts: GovernanceFacts): Governance {
  const found = [...ownerOf(account, facts), ...factorOf(account, facts), ...reviewOf(account, facts)]
  return {
    shortcomings: found.filter((it): it is Shortcoming => 'words' in it),
    doubts: found.flatMap((it) => ('doubt' in it ? [it.doubt] : [])),
  }
}

/** A sponsor in the directory, or a person whom the customer named. */
function ownerOf(account: User, { sponsors, decisions }: GovernanceFacts): readonly Finding[] {
  if (isNamed(account, decisions)) return []
  const id = account.id.toLowerCase()
  const row = sponsors.find(({ userId }) => userId.toLowerCase() === id)
  if (row !== undefined && row.sponsors.length > 0) return []
  const restsOn: readonly DatasetName[] = isExternal(account) === true ? ['guestSponsors'] : []
  return [{ words: 'nobody answers for it', restsOn }]
}

/** Whether somebody said who is behind the account (`keyward declare people "UPN: NAME"`) or what it serves. */
export function isNamed({ id, userPrincipalName }: User, { declarations }: Decisions): boolean {
  const names = new Set([id.toLowerCase(), userPrincipalName?.toLowerCase() ?? id.toLowerCase()])
  return declarations.some(({ kind, subject }) => {
    if (kind !== 'people' && kind !== 'service-account') return false
    return names.has(subject.split(':')[0]?.trim().toLowerCase() ?? '')
  })
}

function factorOf(account: User, { registration, homeMfa }: GovernanceFacts): readonly Finding[] {
  const { registered } = registration(account.id)
  if (registered === 'yes') return []
  if (isExternal(account) !== false && homeMfa === 'yes') return []
  if (registered === 'maybe' || (isExternal(account) !== false && homeMfa === 'maybe'))
    return [{ doubt: 'whether provider accounts have a second factor is not known' }]
  return [{ words: 'it has no second factor here', restsOn: [] }]
}

/** A recurring review of guests or of the account's roles, or an attestation of the provider. */
function reviewOf(account: User, { reviews, isAttested }: GovernanceFacts): readonly Finding[] {
  if (isAttested || (isExternal(account) !== false && reviews.some(isOfGuests))) return []
  return [{ words: 'nobody reviews it', restsOn: ['accessReviewDefinitions'] }]
}

/** A series that comes again and asks about guests (identity.md §e.5). */
function isOfGuests({ scope, instanceEnumerationScope, settings }: AccessReviewDefinition): boolean {
  if (!settings?.recurrence) return false
  return /usertype eq 'guest'/i.test(JSON.stringify([scope, instanceEnumerationScope]))
}
