/**
 * What the codes of the Management Activity API mean for the log (Office 365 Management Activity API reference,
 * "Errors"). Its statuses are not documented code by code, so the code decides.
 */
import type { Refusal, RefusalKind } from '#model/refusal.ts'

const KINDS: Readonly<Record<string, RefusalKind>> = {
  // The token lacks the permission.
  AF10001: 'denied',
  // The tenant of the address is not the one of the token, is gone, or is no tenant.
  AF20010: 'denied',
  AF20011: 'notFound',
  AF20012: 'unsupported',
  AF20013: 'unsupported',
  AF20020: 'unsupported',
  // No subscription, or one that was switched off by an administrator.
  AF20022: 'notFound',
  AF20023: 'notFound',
  // A window that the service does not take: longer than a day, or older than a week.
  AF20030: 'unsupported',
  AF20031: 'unsupported',
  AF20050: 'notFound',
  // The content is older than seven days.
  AF20051: 'notFound',
  AF20052: 'notFound',
  AF429: 'throttled',
  AF50000: 'failing',
}

/** The refusal by its code; one without a known code stays as it was read. */
export function managementRefusal(refusal: Refusal): Refusal {
  const kind = KINDS[refusal.code]
  return kind === undefined ? refusal : { ...refusal, kind }
}

/** No content of this type is collected for this application: nobody started it, or somebody switched it off. */
export function isNotStarted({ code }: Refusal): boolean {
  return code === 'AF20022' || code === 'AF20023'
}

/** The blob is there no more, or was never there: asking again is of no use. */
export function isContentGone({ code }: Refusal): boolean {
  return code === 'AF20050' || code === 'AF20051' || code === 'AF20052'
}
