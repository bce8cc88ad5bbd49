/** The unified audit log: bare AuditData, rows of a Purview search, and records of Graph's audit queries. */
import type { Reading } from '../reading.ts'
import { type Fields, fieldsOf } from '../values/fields.ts'
import { auditNamed, plain } from '../values/names.ts'

const NOTHING: Fields = {}

/** Reads AuditData itself, or a row or record that has it as text or object. */
export function readUnifiedAudit(record: Fields): Reading | undefined {
  if (
    'Operation' in record &&
    !('TimeGenerated' in record) &&
    ('CreationTime' in record || 'RecordType' in record) &&
    !('AuditData' in record)
  )
    return reading('auditData', record, NOTHING)
  const held = record['AuditData'] ?? record['auditData']
  if (held === undefined) return undefined
  const data = fieldsOf(held)
  if (!data) return undefined
  const shape = 'auditData' in record ? 'auditQuery' : 'purview'
  return reading(shape, 'Operation' in data ? data : auditNamed(data), record)
}

/** A record whose names only differ in their case from the unified log's. */
export function looksLikeUnifiedAudit(record: Fields): boolean {
  const names = new Set(Object.keys(record).map(plain))
  const isOne = names.has('operation') && (names.has('creationtime') || names.has('officeworkload'))
  return isOne || (names.has('operation') && names.has('recordtype') && names.has('userid'))
}

function reading(shape: string, record: Fields, around: Fields): Reading {
  return { shape, kind: 'unifiedAudit', source: 'unifiedAudit', record, around }
}
