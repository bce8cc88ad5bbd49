import type { AuthenticationMethods } from '#model/records/authentication-methods.ts'
import type { UserRegistrationDetails } from '#model/records/user-registration-details.ts'
import { allOf, type Ternary } from '../ternary.ts'
import { kindListed, kindReported, type MethodKind, ratingOf, typeName } from './method-kinds.ts'

/** One way to sign in that an account has registered. */
export interface RegisteredMethod {
  readonly kind: MethodKind
  /** In Microsoft's word, kept where this version does not know it. */
  readonly word: string
  /** Whether it is a second factor at the time judged at. */
  readonly counts: Ternary
  /** ISO 8601; the report gives no times. */
  readonly since: string | undefined
  /** The model of a security key, which key restrictions go by. */
  readonly aaGuid: string | undefined
}

type Listed = AuthenticationMethods['methods'][number]

/** The methods of the list that is read account by account. */
export function listedMethods({ methods }: AuthenticationMethods, now: Date): readonly RegisteredMethod[] {
  return methods.map((method) => {
    const kind = kindListed(method['@odata.type'], method.phoneType)
    return {
      kind,
      word: typeName(method['@odata.type']),
      counts: allOf([ratingOf(kind).factor, isUsable(kind, method, now)]),
      since: method.createdDateTime ?? undefined,
      aaGuid: method.aaGuid?.toLowerCase(),
    }
  })
}

/** The methods of the registration report, which tells neither when nor whether a pass can still be used. */
export function reportedMethods({ methodsRegistered }: UserRegistrationDetails): readonly RegisteredMethod[] {
  return (methodsRegistered ?? []).map((word) => {
    const kind = kindReported(word)
    const counts = kind === 'temporaryAccessPass' ? 'maybe' : ratingOf(kind).factor
    return { kind, word, counts, since: undefined, aaGuid: undefined }
  })
}

const MINUTE = 60_000

/**
 * A Temporary Access Pass counts only while it can be used (identity.md §a.7). It was usable when it was read and
 * may be over by the time judged at; one that starts later was not usable yet.
 */
function isUsable(
  kind: MethodKind,
  { isUsable, startDateTime, lifetimeInMinutes }: Listed,
  now: Date,
): Ternary {
  if (kind !== 'temporaryAccessPass') return 'yes'
  if (isUsable === false) return 'no'
  const start = Date.parse(startDateTime ?? '')
  const end = start + (lifetimeInMinutes ?? Number.NaN) * MINUTE
  if (start > now.getTime() || end <= now.getTime()) return 'no'
  return isUsable === true ? 'yes' : 'maybe'
}
