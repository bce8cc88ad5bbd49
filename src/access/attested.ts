import type { Attestation, Decisions } from '#model/decisions.ts'

export type AttestationState =
  | { readonly state: 'attested' }
  | { readonly state: 'never' }
  | { readonly state: 'lapsed'; readonly until: string }
  /** It holds for the time, but what it covered is not what is there now. */
  | { readonly state: 'changed'; readonly at: string }

/** Whether somebody vouches for the subject as it is now. */
export function attestationOf(
  control: string,
  subject: string,
  fingerprint: string,
  { attestations }: Decisions,
  now: Date,
): AttestationState {
  const own = attestations
    .filter((it) => it.control === control && it.subject === subject)
    .toSorted((a, b) => b.at.localeCompare(a.at))
  const valid = own.filter((it) => isValid(it, now))
  if (valid.some((it) => it.fingerprint === fingerprint)) return { state: 'attested' }
  const [changed] = valid
  if (changed) return { state: 'changed', at: changed.at }
  const [lapsed] = own
  return lapsed ? { state: 'lapsed', until: lapsed.until } : { state: 'never' }
}

/** A date that does not parse vouches for nothing. */
function isValid({ until }: Attestation, now: Date): boolean {
  return Date.parse(until) > now.getTime()
}
