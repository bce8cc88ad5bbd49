/**
 * Whether a record is as its service writes it. What every record of a kind has is asked for by name, because that
 * costs next to nothing; only a record that lacks it is looked at more closely.
 */
import type { Reading, RecordKind } from '../reading.ts'
import { type Fields, fieldsOf } from '../values/fields.ts'
import { spellingOf } from '../values/names.ts'

type HasItsFields = (record: Fields, around: Fields) => boolean

const HAS_ITS_FIELDS: Readonly<Record<RecordKind, HasItsFields>> = {
  signIn: (r, around) =>
    ('appId' in r || 'userId' in r || 'servicePrincipalId' in r || 'userPrincipalName' in r) &&
    ('status' in r || 'errorCode' in r || 'resultType' in around || 'resultType' in r),
  directoryAudit: (r) => 'initiatedBy' in r,
  provisioning: (r) => 'provisioningAction' in r || 'action' in r || 'sourceIdentity' in r,
  riskDetection: (r) => 'riskState' in r || 'riskLevel' in r || 'riskEventType' in r || 'riskType' in r,
  unifiedAudit: () => true,
  azureActivity: (r) => 'operationName' in r && ('identity' in r || 'claims' in r || 'caller' in r),
  graphActivity: (r) => 'requestUri' in r,
  securityAlert: (r) => 'severity' in r || 'alertSeverity' in r,
  other: () => false,
}

/** True for a reading that found what every record of its kind has. */
export function isAsWritten({ kind, record, around }: Reading): boolean {
  return HAS_ITS_FIELDS[kind](record, around)
}

const MOST_NAMES = 500

/** True for a record with names of the service in another spelling, on the outside or inside its `properties`. */
export function isRespelled(record: Fields): boolean {
  return hasOtherSpelling(record) || hasOtherSpelling(fieldsOf(record['properties']) ?? {})
}

function hasOtherSpelling(fields: Fields): boolean {
  return Object.keys(fields)
    .slice(0, MOST_NAMES)
    .some((name) => {
      const known = spellingOf(name)
      return known !== undefined && known !== name && /[A-Z]/.test(known)
    })
}
