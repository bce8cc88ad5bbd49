/** From a record of whichever log in whichever export to the one event model. */
import { hash } from 'node:crypto'
import type { LogEvent } from '#model/events/log-event.ts'
import { blankEvent } from './blank.ts'
import { readRecord } from './read-record.ts'
import type { FillDraft, Reading, RecordKind } from './reading.ts'
import { fillAzureActivity } from './records/azure-activity.ts'
import { fillDirectoryAudit } from './records/directory-audit.ts'
import {
  fillGraphActivity,
  fillOther,
  fillProvisioning,
  fillRiskDetection,
  fillSecurityAlert,
} from './records/others.ts'
import { fillSignIn } from './records/sign-in.ts'
import { fillUnifiedAudit } from './records/unified-audit.ts'
import { type Fields, id } from './values/fields.ts'
import { fillForeign } from './values/foreign.ts'

const FILLERS: Readonly<Record<RecordKind, FillDraft>> = {
  signIn: fillSignIn,
  directoryAudit: fillDirectoryAudit,
  provisioning: fillProvisioning,
  riskDetection: fillRiskDetection,
  unifiedAudit: fillUnifiedAudit,
  azureActivity: fillAzureActivity,
  graphActivity: fillGraphActivity,
  securityAlert: fillSecurityAlert,
  other: fillOther,
}

/**
 * The event of a record, whichever way it came.
 * @param raw the record as it was exported, one JSON text
 */
export function eventOf(record: Fields, raw: string): LogEvent {
  return eventFrom(readRecord(record), raw)
}

/** The event of a record that has been read already. */
export function eventFrom(reading: Reading, raw: string): LogEvent {
  const draft = blankEvent()
  draft.source = reading.source
  draft.shape = reading.shape
  draft.raw = raw
  draft.tenant = id(reading.around['tenantId'], reading.record['tenantId'], reading.around['AADTenantId'])
  FILLERS[reading.kind](draft, reading)
  fillForeign(draft, reading)
  draft.id = idOf(reading) ?? hashOf(raw)
  return draft
}

/** The fields that hold the id of the record, most trusted first. */
const IDS: Readonly<Record<RecordKind, readonly string[]>> = {
  signIn: ['id', 'requestId'],
  directoryAudit: ['id'],
  provisioning: ['id'],
  riskDetection: ['id'],
  unifiedAudit: ['Id', 'id', 'Identity', 'RecordId'],
  azureActivity: ['eventDataId'],
  graphActivity: ['requestId', 'id'],
  securityAlert: ['id', 'systemAlertId'],
  other: ['id', 'eventDataId'],
}

function idOf({ kind, record, around }: Reading): string | null {
  const names = IDS[kind]
  return id(
    ...names.map((name) => record[name]),
    ...(kind === 'unifiedAudit' ? names.map((name) => around[name]) : []),
  )
}

/** Without an id of its own, a record is the same as another only when it says the same. */
export function hashOf(raw: string): string {
  return `sha256:${hash('sha256', raw, 'hex').slice(0, 32)}`
}
