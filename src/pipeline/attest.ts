/** A person vouches for the subject of a finding, as it was looked at and until a day. */
import type { SeenItem } from '#model/claims.ts'
import type { Attestation } from '#model/decisions.ts'
import { KeywardError } from '#model/errors.ts'
import { oneFinding } from '#store/decisions/one-finding.ts'
import type { TenantStore } from '#store/store.ts'

/** Microsoft advises to review partners quarterly; a year without a look is too long. */
const LONGEST_DAYS = 366
const DAY_MS = 24 * 60 * 60 * 1000
const LONGEST_TEXT = 500

export interface AttestOptions {
  /** The beginning of the finding's id. */
  readonly finding: string
  readonly author: string
  readonly reason: string
  readonly until: Date
  readonly now: Date
}

/** Keeps the attestation. @throws KeywardError `finding-unknown`, `finding-ambiguous`, `attestation-invalid` */
export async function attest(
  store: TenantStore,
  { finding: prefix, author, reason, until, now }: AttestOptions,
): Promise<Attestation & { readonly name: string }> {
  const { control, finding } = await oneFinding(store.findings, prefix)
  const items = itemsIn(finding.items)
  const { fingerprint } = await store.decisions.view()
  const attestation = {
    control,
    subject: finding.subject.id,
    fingerprint: fingerprint(items.map(({ item, end }) => ({ item, end }))),
    items,
    author,
    reason: reasonOf(reason),
    at: now.toISOString(),
    until: untilOf(until, now),
  }
  await store.decisions.attest(attestation)
  return { ...attestation, name: finding.subject.name }
}

function itemsIn(items: readonly SeenItem[] | undefined): readonly SeenItem[] {
  if (items !== undefined) return items
  const how = 'Mend it, or declare what is so with keyward declare.'
  throw new KeywardError('attestation-invalid', {
    why: 'this finding is not about somebody to vouch for',
    how,
  })
}

function reasonOf(reason: string): string {
  const text = reason.trim()
  if (text !== '' && text.length <= LONGEST_TEXT) return text
  const how = 'Add --reason "…": who they are, and what they do for you.'
  throw new KeywardError('attestation-invalid', { why: 'it has no reason', how })
}

function untilOf(until: Date, now: Date): string {
  const days = (until.getTime() - now.getTime()) / DAY_MS
  if (days > 0 && days <= LONGEST_DAYS) return until.toISOString()
  const why = days > 0 ? 'it would hold for more than a year' : 'its end has passed'
  throw new KeywardError('attestation-invalid', { why, how: 'Give --until a day within the next year.' })
}
