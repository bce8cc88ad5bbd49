/**
 * One thing that somebody from another tenant did here, whichever log tells it. Logs agree on little; the register
 * and its controls see only this.
 */
import type { DatasetName } from '#model/datasets.ts'
import { isMicrosoft } from '#model/microsoft-tenants.ts'

export type EventSource = 'signIn' | 'directoryAudit' | 'unifiedAudit' | 'azureActivity'

/** `read`: somebody looked at something and changed nothing; `operation`: something was done in Azure. */
export type EventKind = 'signIn' | 'change' | 'read' | 'operation'

export interface PartnerEvent {
  /** Of the record in its log. */
  readonly id: string
  /** ISO 8601 with its zone. */
  readonly time: string
  readonly source: EventSource
  readonly kind: EventKind
  /** The home tenant of whoever acted, in lower case; undefined where the record does not say. */
  readonly tenantId: string | undefined
  /** The account in its home tenant, in lower case. */
  readonly actorId: string | undefined
  /** The principal of Azure whose role allowed it, where that is a provider's; in lower case. */
  readonly principalId?: string | undefined
  readonly operation: string
  /** Of a directory change, as the log files it. */
  readonly category?: string | undefined
  readonly app: string | undefined
  readonly resource: string | undefined
  readonly ip: string | undefined
  readonly isInteractive: boolean | undefined
  /** The record itself says that a service provider acted, and not just somebody from elsewhere. */
  readonly isProvider: boolean
}

/** The dataset that a record of the source lies in. */
export const datasetOfSource = {
  signIn: 'signIns',
  directoryAudit: 'directoryAudits',
  unifiedAudit: 'unifiedAudit',
  azureActivity: 'activityLog',
} as const satisfies Record<EventSource, DatasetName>

/** A time as it can be compared; undefined for what is none. */
export function timeOf(text: string | null | undefined): string | undefined {
  const time = Date.parse(text ?? '')
  return Number.isNaN(time) ? undefined : new Date(time).toISOString()
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** A tenant other than the own one, in lower case; Microsoft's own are nobody's partner. */
export function foreignTenant(id: string | null | undefined, own: string | undefined): string | undefined {
  const tenantId = id?.trim().toLowerCase()
  if (!tenantId || !GUID.test(tenantId) || tenantId === NOBODY || tenantId === own) return undefined
  return isMicrosoft(tenantId) ? undefined : tenantId
}

/** An id in lower case; logs write none as an empty text or as zeros. */
export function idOf(id: string | null | undefined): string | undefined {
  const text = id?.trim().toLowerCase()
  return !text || text === NOBODY ? undefined : text
}
