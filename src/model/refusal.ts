/**
 * Why a service did not give what was asked, read from its error body. A refusal is a fact about the tenant
 * (no permission, no licence), not an exception; it becomes coverage, never an empty list.
 */
import { type Coverage, denied, notAttempted, partial, unavailable, unlicensed } from './coverage.ts'

export type RefusalKind =
  | 'denied'
  | 'unlicensed'
  | 'notFound'
  | 'unsupported'
  | 'unauthenticated'
  | 'throttled'
  | 'failing'
  | 'broken'
  /** Nobody answered at all; the one kind that another try, later, may mend by itself. */
  | 'unreachable'

export interface Refusal {
  readonly kind: RefusalKind
  /** HTTP status; 0 when the body was read from a file, or when there was no answer. */
  readonly status: number
  readonly code: string
  /** The service's own words, cut to one bounded line. */
  readonly message: string
}

/** The licences whose absence services report, as Microsoft sells them. */
export type Licence =
  | 'Microsoft Entra ID P1'
  | 'Microsoft Entra ID P2 or Microsoft Entra ID Governance'
  | 'Microsoft Intune'

const LONGEST_MESSAGE = 300

/**
 * identity.md §a.6 (report without P1), §b.1 (PIM without P2), §g.5; the second is Microsoft's wording since 2024.
 * The last is what Intune says in a tenant that never had it.
 */
const LICENCE_WORDS =
  /NonPremiumTenant|AadPremiumLicenseRequired|not licensed|needs? to have Microsoft Entra ID|premium licen[cs]e|not applicable to target tenant/i

/** Reads Microsoft's error body (`{error: {code, message}}`). */
export function refusalOf(status: number, body: unknown): Refusal {
  const { code, message } = errorOf(body)
  return { kind: kindOf(status, code, message), status, code, message: oneLine(message || `HTTP ${status}`) }
}

/** True for a body that is Microsoft's error, whatever the file or status that brought it. */
export function isErrorBody(body: unknown): boolean {
  return typeof body === 'object' && body !== null && typeof (body as { error?: unknown }).error === 'object'
}

function errorOf(body: unknown): { code: string; message: string } {
  const error = isErrorBody(body) ? (body as { error: Record<string, unknown> | null }).error : undefined
  return { code: String(error?.['code'] ?? ''), message: String(error?.['message'] ?? '') }
}

function kindOf(status: number, code: string, message: string): RefusalKind {
  if (LICENCE_WORDS.test(`${code} ${message}`)) return 'unlicensed'
  if (status === 401 || code === 'InvalidAuthenticationToken') return 'unauthenticated'
  if (status === 403 || /Denied|Forbidden|Unauthorized|AuthorizationFailed/i.test(code)) return 'denied'
  if (status === 429 || code === 'TooManyRequests') return 'throttled'
  if (status >= 500) return 'failing'
  if (/ResourceNotFound/.test(code)) return 'notFound'
  return status === 404 && !/segment/i.test(message) ? 'notFound' : 'unsupported'
}

function oneLine(text: string): string {
  const line = text.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim()
  return line.length > LONGEST_MESSAGE ? `${line.slice(0, LONGEST_MESSAGE)}…` : line
}

/** What a refusal says of a dataset. */
export function coverageOfRefusal(
  refusal: Refusal,
  needs: { readonly permissions: readonly string[]; readonly licence?: Licence | undefined },
): Coverage {
  const words = `${refusal.code || refusal.status}: ${refusal.message}`
  switch (refusal.kind) {
    case 'denied':
      return denied(words, needs.permissions)
    case 'unauthenticated':
      return denied(`the sign-in was not accepted: ${words}`, needs.permissions)
    case 'unlicensed':
      return unlicensed(words, needs.licence ?? 'a licence that the service does not name')
    case 'notFound':
    case 'unsupported':
      return unavailable(words)
    case 'throttled':
    case 'failing':
      return partial(`the service kept failing: ${words}`)
    case 'broken':
      return partial(refusal.message)
    case 'unreachable':
      return notAttempted(refusal.message)
    default:
      return refusal.kind satisfies never
  }
}

/** Coverage of a dataset whose subjects come from others that were not read. */
export function coverageWithout(gaps: readonly string[], anything: boolean): Coverage {
  const because = `which ones to read comes from ${gaps.join('; ')}`
  return anything ? partial(because) : notAttempted(because)
}
