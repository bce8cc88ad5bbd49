/** The permissions that the logs take, by log; the consent page and the tests read them from here. */
import type { LogSource } from '#model/events/log-event.ts'
import { AUDIT_QUERY_PERMISSION } from './audit-query-feed.ts'
import { graphLogs } from './graph-feeds.ts'

export interface LogPermission {
  readonly permission: string
  readonly sources: readonly LogSource[]
}

/** Application permissions of Graph that open logs, each with the logs. */
export function logPermissions(): readonly LogPermission[] {
  const pairs = [
    ...graphLogs.map(({ permission, source }) => ({ permission, source })),
    { permission: AUDIT_QUERY_PERMISSION, source: 'unifiedAudit' as const },
  ]
  const names = [...new Set(pairs.map(({ permission }) => permission))].sort()
  return names.map((permission) => ({
    permission,
    sources: pairs.filter((one) => one.permission === permission).map(({ source }) => source),
  }))
}
