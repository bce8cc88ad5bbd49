/** What people of a provider leave in the logs of Contoso. */
import type { ActivityLogRecord } from '#model/records/activity-log.ts'
import type { DirectoryAudit } from '#model/records/directory-audits.ts'
import type { RosterEntry } from '#model/records/partner-roster.ts'
import type { SignIn } from '#model/records/sign-ins.ts'
import type { UnifiedAuditRecord } from '#model/records/unified-audit.ts'
import { NOW } from './decisions.ts'
import { CONTOSO, FABRIKAM } from './ids.ts'

/** Fay works at Fabrikam; her account is there. */
export const FAY = '44444444-4444-4444-8444-444444444444'
export const FRED = '55555555-5555-4555-8555-555555555555'

const DAY_MS = 24 * 60 * 60 * 1000

/** A moment so many days before the examples are judged. */
export function daysAgo(days: number): string {
  return `${new Date(NOW.getTime() - days * DAY_MS).toISOString().slice(0, 19)}Z`
}

/** The name that logs here make up for an account of a provider. */
export function madeUpName(objectId: string): string {
  return `user_${objectId.replaceAll('-', '')}@contoso.onmicrosoft.com`
}

/** Fay signs in as a service provider, a day ago. */
export function aSignIn(changes: Partial<SignIn> = {}): SignIn {
  const userId = changes.userId ?? FAY
  return {
    id: `sign-in-${userId}-${changes.createdDateTime ?? ''}`,
    createdDateTime: daysAgo(1),
    userId,
    userPrincipalName: madeUpName(userId),
    appDisplayName: 'Azure Portal',
    homeTenantId: FABRIKAM,
    resourceTenantId: CONTOSO,
    crossTenantAccessType: 'serviceProvider',
    isInteractive: true,
    status: { errorCode: 0 },
    ...changes,
  }
}

/** Fay adds somebody to a role, a day ago. */
export function aDirectoryAudit(changes: Partial<DirectoryAudit> = {}, actor: string = FAY): DirectoryAudit {
  return {
    id: 'Directory_1',
    activityDateTime: daysAgo(1),
    activityDisplayName: 'Add member to role',
    result: 'success',
    initiatedBy: {
      user: { id: actor, userPrincipalName: madeUpName(actor), homeTenantId: FABRIKAM },
    },
    targetResources: [{ id: 'ada', type: 'User', userPrincipalName: 'ada@contoso.example' }],
    ...changes,
  }
}

/** Fay works in Exchange, a day ago, under the name that Exchange writes out. */
export function anAuditRecord(changes: Partial<UnifiedAuditRecord> = {}): UnifiedAuditRecord {
  return {
    id: 'unified-1',
    creationTime: daysAgo(1),
    operation: 'Set-Mailbox',
    workload: 'Exchange',
    userId: `contoso.onmicrosoft.com\\tenant: ${FABRIKAM}, object: ${FAY}`,
    resultStatus: 'True',
    ...changes,
  }
}

/** Fay makes a virtual machine through Azure Lighthouse, a day ago: her token is of her own tenant. */
export function anOperation(changes: Partial<ActivityLogRecord> = {}): ActivityLogRecord {
  return {
    id: `operation-${changes.operationName ?? ''}-${changes.eventTimestamp ?? ''}`,
    eventTimestamp: daysAgo(1),
    operationName: 'microsoft.compute/virtualmachines/write',
    category: 'Administrative',
    status: 'Succeeded',
    caller: 'fay@fabrikam.example',
    resourceId: `${IN_SUBSCRIPTION}/resourcegroups/web/providers/microsoft.compute/virtualmachines/web-1`,
    subscriptionId: IN_SUBSCRIPTION.split('/')[2] ?? null,
    actorId: FAY,
    actorTenantId: FABRIKAM,
    ...changes,
  }
}

const IN_SUBSCRIPTION = '/subscriptions/33333333-3333-4333-8333-333333333333'

/** Fay on the roster of Fabrikam. */
export function aRosterEntry(changes: Partial<RosterEntry> = {}): RosterEntry {
  return {
    id: `roster-${changes.objectId ?? FAY}-${changes.from ?? ''}`,
    name: 'Fabrikam',
    tenantId: FABRIKAM,
    objectId: FAY,
    person: 'Fay Brick',
    ...changes,
  }
}

/** Sign-ins of own people of both kinds, every five days, this many days back: a log that is whole. */
export function aLogOf(days: number): readonly SignIn[] {
  return Array.from({ length: Math.floor(days / 5) + 1 }, (_, index) =>
    [true, false].map((isInteractive) =>
      aSignIn({
        id: `own-${index}-${isInteractive}`,
        createdDateTime: daysAgo(index * 5),
        userId: 'ada',
        userPrincipalName: 'ada@contoso.example',
        homeTenantId: CONTOSO,
        crossTenantAccessType: 'none',
        isInteractive,
      }),
    ),
  ).flat()
}
