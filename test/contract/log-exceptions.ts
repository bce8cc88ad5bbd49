/** Where the requests of the logs go beyond Microsoft's published description, and why they are right all the same. */
import type { RequestException } from './exceptions.ts'

const TIMES =
  'a window of time, documented with ge and le; lt leaves out the moment at which the next window starts (identity reference, section f.1)'

const windowed = (path: string, field: string): readonly RequestException[] =>
  ['ge', 'lt'].map((operator) => ({
    path,
    complaint: `$filter compares ${field} with ${operator}`,
    because: TIMES,
  }))

export const logRequestExceptions: readonly RequestException[] = [
  ...windowed('/beta/auditLogs/signIns', 'createdDateTime'),
  ...windowed('/beta/auditLogs/directoryAudits', 'activityDateTime'),
  ...windowed('/v1.0/auditLogs/provisioning', 'activityDateTime'),
  ...windowed('/v1.0/identityProtection/riskDetections', 'detectedDateTime'),
]

/** The one POST of the logs that is not a question by its path. */
export interface ReadByPost {
  readonly path: string
  readonly because: string
}

export const readsByPost: readonly ReadByPost[] = [
  {
    path: '/v1.0/security/auditLog/queries',
    because:
      'a search of the unified log is left with the service and its records are read later; it changes nothing in the tenant (identity reference, section f.5)',
  },
]

/** Where the permission of a log is not the one that Microsoft marks as the least for its path. */
export const broaderLogPermissions: readonly {
  readonly path: string
  readonly permission: string
  readonly marked: readonly string[]
  readonly because: string
}[] = [
  {
    path: '/v1.0/auditLogs/provisioning',
    permission: 'AuditLog.Read.All',
    marked: [],
    because:
      'Microsoft marks none for applications; this one is asked for by the other logs anyway (identity reference, section f.1)',
  },
  {
    path: '/v1.0/security/auditLog/queries',
    permission: 'AuditLogsQuery.Read.All',
    marked: ['AuditLogsQuery-Entra.Read.All'],
    because:
      'the marked one opens the records of Entra alone; forwarding rules, mailbox permissions and files are in those of the other services',
  },
]
