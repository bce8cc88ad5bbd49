/**
 * The unified log through Graph is asked in two steps: a question is left with the service as an object, and its records
 * are read once the service has found them (identity.md §f.5). Leaving the question is a POST that reads: it changes
 * nothing in the tenant, and the path and the form of the question are fixed here, so that nothing else can be posted.
 */
import { guardedUrl, type ReaderParts, readUntilSettled } from '../http/reader.ts'
import type { ServiceAnswer, ServiceRead } from '../http/service.ts'

/** Where questions are left, and below which their answers are. */
export const AUDIT_QUERIES = '/v1.0/security/auditLog/queries'

export interface AuditQuestion {
  /** The name that administrators see in their list of searches. */
  readonly name: string
  /** ISO 8601, UTC; the end is not part of it. */
  readonly from: string
  readonly to: string
}

/** Leaves the question; the answer has the id of the object. @throws as `Service.get` */
export async function createAuditQuery(
  reader: ReaderParts,
  headers: Readonly<Record<string, string>>,
  { name, from, to }: AuditQuestion,
  { signal }: Pick<ServiceRead, 'signal'>,
): Promise<ServiceAnswer> {
  const url = guardedUrl(AUDIT_QUERIES, reader.origin)
  const body = JSON.stringify({ displayName: name, filterStartDateTime: from, filterEndDateTime: to })
  return readUntilSettled(reader, url, { lane: 'auditQueries', units: 1, headers, body, signal })
}

/** The path of a question: its status. */
export function auditQueryPath(id: string): string {
  return `${AUDIT_QUERIES}/${encodeURIComponent(id)}`
}

/** The path of what was found. */
export function auditRecordsPath(id: string): string {
  return `${auditQueryPath(id)}/records`
}
