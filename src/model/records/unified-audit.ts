import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrText } from './fields.ts'

const property = z.looseObject({ Name: absentOrText })
const properties = z.array(property).nullish()

/** The longest record of the log that is parsed out of a text; Purview cuts them far below. */
const LONGEST_TEXT = 4 * 1024 * 1024

/**
 * One record of the unified audit log (logs.md §4), whatever it is wrapped in: Graph audit queries nest it in
 * `auditData`, exports in `AuditData` as an object or as text. Field names vary in case, so they are found in any.
 */
export const unifiedAudit = defineDataset({
  name: 'unifiedAudit',
  title: 'Records of the unified audit log (Purview), from exports or from audit queries of Graph',
  key: ['id'],
  notCollected: 'it is read from exports for now, with --input and a file unifiedAudit.json or .ndjson',
  prepare: unwrapped,
  record: z.object({
    id: z.string(),
    /** UTC with its Z, which the log leaves out. */
    creationTime: absentOrText,
    operation: absentOrText,
    workload: absentOrText,
    recordType: absentOrText,
    organizationId: absentOrText,
    userId: absentOrText,
    userKey: absentOrText,
    userType: absentOrText,
    clientIp: absentOrText,
    actorContextId: absentOrText,
    targetContextId: absentOrText,
    resultStatus: absentOrText,
    objectId: absentOrText,
    parameters: properties,
    modifiedProperties: properties,
    extendedProperties: properties,
  }),
})
export type UnifiedAuditRecord = RecordOf<typeof unifiedAudit>

const FIELDS = new Map(Object.keys(unifiedAudit.record.shape).map((name) => [name.toLowerCase(), name]))
/** Other names of the same in other workloads (logs.md §4). */
const ALIASES = new Map([
  ['actoripaddress', 'clientIp'],
  ['clientipaddress', 'clientIp'],
])

function unwrapped(item: unknown): unknown {
  const inner = innerOf(item)
  if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner
  const read: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(inner)) {
    const name = FIELDS.get(key.toLowerCase())
    const alias = ALIASES.get(key.toLowerCase())
    if (name !== undefined) read[name] = valueOf(name, value)
    else if (alias !== undefined && read[alias] === undefined) read[alias] = value
  }
  return read
}

function innerOf(item: unknown): unknown {
  if (typeof item !== 'object' || item === null) return item
  const wrapped = Object.entries(item).find(([key]) => key.toLowerCase() === 'auditdata')?.[1]
  if (wrapped === undefined || wrapped === null) return item
  if (typeof wrapped !== 'string') return wrapped
  return wrapped.length > LONGEST_TEXT ? item : parsed(wrapped)
}

/** A row that was cut off is no JSON any more, and goes to quarantine. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return 'a record that is cut off'
  }
}

const LISTS: ReadonlySet<string> = new Set(['parameters', 'modifiedProperties', 'extendedProperties'])

function valueOf(name: string, value: unknown): unknown {
  if (name === 'creationTime' && typeof value === 'string') return utc(value)
  // Some workloads write objects there; the register reads lists only.
  if (LISTS.has(name)) return Array.isArray(value) ? value : null
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value
}

/** The log means UTC and does not say so. */
function utc(time: string): string {
  return /^\d{4}-\d{2}-\d{2}T[\d:.]+$/.test(time) ? `${time}Z` : time
}
