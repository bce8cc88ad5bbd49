import { providerActor } from '#model/events/provider-actor.ts'
import { isWatchedActivity } from '#model/events/watched-activities.ts'
import { defineCollector } from './collector.ts'

/** Beta, because only there the actor comes with its home tenant (auditUserIdentity; v1.0 has userIdentity). */
export const directoryAuditsCollector = defineCollector({
  produces: 'directoryAudits',
  purpose: 'Shows what partners changed in the directory lately, and who gave them power',
  source: {
    kind: 'list',
    lane: 'reports',
    path: '/beta/auditLogs/directoryAudits',
    query: { $top: '999' },
    window: {
      days: 7,
      filter: (from, to) => `activityDateTime ge ${from} and activityDateTime lt ${to}`,
    },
    keeps: concernsPartners,
    permissions: ['AuditLog.Read.All'],
  },
  note: 'Every change of the 7 days before the collection is read; kept are those of people from other tenants and those about partners, roles, consent and new accounts.',
  reference: 'identity.md §f.1, §f.3, §f.4',
})

/** By somebody of another tenant, or about what partners are given. */
function concernsPartners(item: unknown, tenant: string): boolean {
  const { activityDisplayName, initiatedBy } = fieldsOf(item) ?? {}
  if (typeof activityDisplayName !== 'string' || isWatchedActivity(activityDisplayName)) return true
  const { homeTenantId, userPrincipalName } = fieldsOf(fieldsOf(initiatedBy)?.['user']) ?? {}
  if (typeof homeTenantId === 'string' && homeTenantId !== '' && homeTenantId.toLowerCase() !== tenant)
    return true
  return typeof userPrincipalName === 'string' && providerActor(userPrincipalName) !== undefined
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)
    : undefined
}
