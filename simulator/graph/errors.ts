import { randomUUID } from 'node:crypto'

/** An answer that is not data: thrown by a read, written by the handler. */
export class GraphError extends Error {
  override readonly name = 'GraphError'
  readonly status: number
  readonly code: string
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message)
    this.status = status
    this.code = code
    this.headers = headers
  }
}

export interface RequestIds {
  readonly requestId: string
  readonly clientRequestId: string
}

/** The service gives every request an id and repeats the caller's, or makes one up for it. */
export function requestIds(clientRequestId: string | undefined): RequestIds {
  return { requestId: randomUUID(), clientRequestId: clientRequestId ?? randomUUID() }
}

/** The error body as recorded: the date has neither fraction nor zone. */
export function errorBody({ code, message }: GraphError, ids: RequestIds, now: number): object {
  const date = new Date(now).toISOString().slice(0, 19)
  const innerError = { date, 'request-id': ids.requestId, 'client-request-id': ids.clientRequestId }
  return { error: { code, message, innerError } }
}

export const badRequest = (message: string): GraphError => new GraphError(400, 'BadRequest', message)

export const unsupportedQuery = (message: string): GraphError =>
  new GraphError(400, 'Request_UnsupportedQuery', message)

/** A page token that has outlived the state behind it. */
export const expiredPage = (): GraphError =>
  new GraphError(
    400,
    'Directory_ExpiredPageToken',
    'The specified page token value has expired and can no longer be included in your request.',
  )

/** A delta token whose state is gone: the reader has to begin again, at the given place. */
export function syncStateLost(code: 'resyncRequired' | 'syncStateNotFound', restart?: string): GraphError {
  const message = 'The sync state generation is not found; a full resynchronization is required.'
  const headers: Record<string, string> = restart === undefined ? {} : { location: restart }
  return new GraphError(410, code, message, headers)
}

/** What a deleted object and a partner's group look like from here (identity reference, section b.1). */
export function notFound(id: string): GraphError {
  const message = `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`
  return new GraphError(404, 'Request_ResourceNotFound', message)
}

export const unknownSegment = (segment: string): GraphError =>
  badRequest(`Resource not found for the segment '${segment}'.`)

/** A recorded refusal of the directory still cost one resource unit. */
export function denied(isPriced: boolean): GraphError {
  const headers: Record<string, string> = isPriced ? { 'x-ms-resource-unit': '1' } : {}
  const message = 'Insufficient privileges to complete the operation.'
  return new GraphError(403, 'Authorization_RequestDenied', message, headers)
}

/** Both refusals for want of a licence are quoted in the identity reference, sections a.6 and b.1. */
export const unlicensed = {
  p1: (): GraphError =>
    new GraphError(
      403,
      'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
      "Neither tenant is B2C or tenant doesn't have premium license",
    ),
  p2: (): GraphError =>
    new GraphError(
      400,
      'AadPremiumLicenseRequired',
      'The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance license.',
    ),
  // The words of Identity Protection (section f.1, unverified); the code is the plain one.
  risk: (): GraphError => new GraphError(403, 'Forbidden', 'Your tenant is not licensed for this feature.'),
}

export function tooManyRequests(retryAfterSeconds: number | undefined): GraphError {
  const headers: Record<string, string> =
    retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }
  return new GraphError(429, 'TooManyRequests', 'Too many requests.', headers)
}
