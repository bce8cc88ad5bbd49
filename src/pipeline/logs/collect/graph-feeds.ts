/**
 * The logs that Graph gives as lists (identity.md §f.1). Sign-ins come from beta, by each of the four kinds: v1.0 knows
 * interactive ones only, and most of what partners do is the other kind.
 */
import { DAY, feedPolicy, type KeepingLicence, keptMs } from '#logs/windows/policy.ts'
import type { LogSource } from '#model/events/log-event.ts'
import type { Licence } from '#model/refusal.ts'
import { type LogFeed, timeIn, written } from './feed.ts'
import { listPages } from './read-list.ts'

interface GraphLog {
  readonly source: LogSource
  readonly path: string
  /** The field by which is asked. */
  readonly time: string
  readonly and?: string
  readonly lane: 'reports' | 'conditionalAccess'
  readonly permission: string
  readonly licence?: Licence
}

const PAGE = 999

const signIns = (source: LogSource, kind: string): GraphLog => ({
  source,
  path: '/beta/auditLogs/signIns',
  time: 'createdDateTime',
  and: ` and signInEventTypes/any(t: t eq '${kind}')`,
  lane: 'reports',
  permission: 'AuditLog.Read.All',
  licence: 'Microsoft Entra ID P1',
})

/** Every log that Graph gives as a list. */
export const graphLogs: readonly GraphLog[] = [
  signIns('signIns', 'interactiveUser'),
  signIns('nonInteractiveSignIns', 'nonInteractiveUser'),
  signIns('servicePrincipalSignIns', 'servicePrincipal'),
  signIns('managedIdentitySignIns', 'managedIdentity'),
  {
    source: 'directoryAudits',
    // Beta, because only there the actor comes with its home tenant.
    path: '/beta/auditLogs/directoryAudits',
    time: 'activityDateTime',
    lane: 'reports',
    permission: 'AuditLog.Read.All',
  },
  {
    source: 'provisioning',
    path: '/v1.0/auditLogs/provisioning',
    time: 'activityDateTime',
    lane: 'reports',
    permission: 'AuditLog.Read.All',
    licence: 'Microsoft Entra ID P1',
  },
  {
    source: 'riskDetections',
    path: '/v1.0/identityProtection/riskDetections',
    // By when it was found, which may be days after what it is about.
    time: 'detectedDateTime',
    lane: 'conditionalAccess',
    permission: 'IdentityRiskEvent.Read.All',
    licence: 'Microsoft Entra ID P2 or Microsoft Entra ID Governance',
  },
]

/** The request for a span; without one, with the places of its times in braces. */
export function graphLogPath({ path, time, and = '' }: GraphLog, from = '{from}', to = '{to}'): string {
  const filter = `${time} ge ${from} and ${time} lt ${to}${and}`
  return `${path}?$top=${PAGE}&$filter=${encodeURIComponent(filter)}`
}

/** The feeds of the logs that Graph gives as lists. */
export function graphFeeds(licence: KeepingLicence): readonly LogFeed[] {
  return graphLogs.map((log) => feedOf(log, licence))
}

function feedOf(log: GraphLog, licence: KeepingLicence): LogFeed {
  const { source, lane, permission } = log
  return {
    policy: feedPolicy({ feed: source, source, keptMs: keptMs(source, licence), longestMs: DAY }),
    lane,
    shape: 'graph',
    permissions: [permission],
    ...(log.licence === undefined ? {} : { licence: log.licence }),
    atOnce: 1,
    pages: ({ askFrom, to }, reading) =>
      listPages(
        {
          service: reading.services.graph,
          lane,
          path: graphLogPath(log, written(askFrom), written(to)),
          at: timeIn(log.time),
        },
        reading,
      ),
  }
}
