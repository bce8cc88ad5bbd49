import { type CurrentItem, differenceOf } from '#model/claims.ts'
import type { Attestation, Decisions } from '#model/decisions.ts'

export type AttestationState =
  | { readonly state: 'attested'; readonly until: string }
  | { readonly state: 'never' }
  | { readonly state: 'lapsed'; readonly until: string }
  /** It holds for the time, but the subject has more now than was looked at. */
  | { readonly state: 'gained'; readonly at: string; readonly gains: readonly CurrentItem[] }

/**
 * Whether somebody vouches for the subject as it is now: every item was looked at in an attestation that holds. What
 * was looked at and is gone lapses nothing (design.md §3). Items are asked for wherever they were looked at: while a
 * dataset cannot be read, what belongs together may stand apart.
 * @param subjects every id that the subject may have been attested under
 */
export function attestationOf(
  subjects: readonly string[],
  items: readonly CurrentItem[],
  { attestations }: Decisions,
  now: Date,
): AttestationState {
  const ids = new Set(subjects.map((id) => id.toLowerCase()))
  const all = attestations
    .filter(({ kind }) => kind === 'attest')
    .toSorted((a, b) => b.at.localeCompare(a.at))
  const valid = all.filter((it) => isValid(it, now))
  const own = all.filter(({ subject }) => ids.has(subject.toLowerCase()))
  const mine = valid.find((it) => own.includes(it))
  const { gains } = differenceOf(
    items,
    valid.flatMap(({ items: seen }) => seen),
  )
  const [any] = valid
  if (gains.length === 0 && (mine || (any && items.length > 0)))
    return { state: 'attested', until: (mine ?? any)?.until ?? '' }
  if (mine) return { state: 'gained', at: mine.at, gains }
  const [lapsed] = own
  return lapsed ? { state: 'lapsed', until: lapsed.until } : { state: 'never' }
}

/** A date that does not parse vouches for nothing. */
function isValid({ until }: Attestation, now: Date): boolean {
  return Date.parse(until) > now.getTime()
}

/** The decisions as far as they answer one control: several controls may ask about the same subject. */
export function answering(control: string, decisions: Decisions): Decisions {
  return { ...decisions, attestations: decisions.attestations.filter((one) => one.control === control) }
}
