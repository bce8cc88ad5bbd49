import { hasAccessType } from '#model/events/access-type.ts'
import { defineCollector } from './collector.ts'

const KINDS = "signInEventTypes/any(t: t eq 'interactiveUser' or t eq 'nonInteractiveUser')"

/**
 * Beta, because v1.0 has neither how somebody came in nor sign-ins without a person in front (identity.md §0.1 fact
 * 4), and most of what partners do is the latter. Without a filter on the kinds the service answers interactive ones
 * alone.
 */
export const signInsCollector = defineCollector({
  produces: 'signIns',
  purpose: 'Shows which partners signed in lately, and with which of their accounts',
  source: {
    kind: 'list',
    lane: 'reports',
    path: '/beta/auditLogs/signIns',
    query: { $top: '999' },
    window: {
      days: 7,
      filter: (from, to) => `createdDateTime ge ${from} and createdDateTime lt ${to} and ${KINDS}`,
    },
    keeps: isFromElsewhere,
    permissions: ['AuditLog.Read.All'],
  },
  licence: 'Microsoft Entra ID P1',
  note: 'Every sign-in of the 7 days before the collection is read, and only those from other tenants are kept: Microsoft documents no filter on how somebody came in.',
  reference: 'identity.md §f.1, §f.2',
})

/** Of another tenant, or come in as a service provider. */
function isFromElsewhere(item: unknown, tenant: string): boolean {
  if (typeof item !== 'object' || item === null) return true
  const { homeTenantId, crossTenantAccessType: type } = item as Readonly<Record<string, unknown>>
  if (typeof homeTenantId === 'string' && homeTenantId !== '' && homeTenantId.toLowerCase() !== tenant)
    return true
  return (typeof type === 'string' || typeof type === 'number') && hasAccessType(type, 'serviceProvider')
}
