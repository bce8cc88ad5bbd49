/** From a record of whichever log in whichever export to the one event model. */
import { createHash } from 'node:crypto'
import type { LogEvent } from '#model/events/log-event.ts'
import { blankEvent } from './blank.ts'
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
import { readDiagnostic } from './shapes/diagnostic.ts'
import { readGraph } from './shapes/graph.ts'
import { readLogAnalytics } from './shapes/log-analytics.ts'
import { readPortalCsv } from './shapes/portal-csv.ts'
import { looksLikeUnifiedAudit, readUnifiedAudit } from './shapes/unified-audit.ts'
import { type Fields, fieldsOf, id, named } from './values/fields.ts'
import { fillForeign } from './values/foreign.ts'
import { auditNamed, graphNamed } from './values/names.ts'

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

/** In the order in which they would be mistaken for each other: what is more particular comes first. */
const EXACT = [readUnifiedAudit, readLogAnalytics, readDiagnostic, readGraph, readPortalCsv]

/**
 * The event of a record. A record that no shape knows is kept as an event of the log `other`: a new category of
 * Microsoft's must not vanish (logs.md §7.15).
 * @param raw the record as it was exported, one JSON text
 */
export function eventOf(record: Fields, raw: string): LogEvent {
  const reading = read(record)
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

/** Pipelines wrap records: Splunk's `event`, a `message` or `_raw` of shippers, `data` of event grids. */
const WRAPPERS = ['event', '_raw', 'raw', 'message', 'Message', 'body', 'data', 'result']
const DEEPEST_WRAPPER = 3

/** The record inside a wrapper that is no record of a log itself; undefined where there is none. */
export function unwrapped(record: Fields, depth = 0): Fields | undefined {
  if (depth > DEEPEST_WRAPPER || EXACT.some((shape) => shape(record))) return undefined
  for (const name of WRAPPERS) {
    const inner = fieldsOf(record[name])
    if (!inner) continue
    if (read(inner).kind !== 'other') return inner
    const deeper = unwrapped(inner, depth + 1)
    if (deeper) return deeper
  }
  return undefined
}

function read(record: Fields): Reading {
  for (const shape of EXACT) {
    const found = shape(record)
    if (found) return found
  }
  return (
    readRespelled(record) ?? {
      shape: 'other',
      kind: 'other',
      source: 'other',
      record: graphNamed(record),
      around: {},
    }
  )
}

/** Pipelines change the case of names; under the service's own the shapes know them again. */
function readRespelled(record: Fields): Reading | undefined {
  if (looksLikeUnifiedAudit(record)) return readUnifiedAudit(auditNamed(record))
  const named = graphNamed(record)
  return readDiagnostic(named) ?? readGraph(named)
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
  return `sha256:${createHash('sha256').update(raw).digest('hex').slice(0, 32)}`
}

/** What a line or an element holds: one record, or the records of an envelope inside it. */
export function recordsIn(parsed: Fields): readonly Fields[] | undefined {
  for (const name of ['records', 'Records', 'value']) {
    const list = parsed[name]
    if (
      Array.isArray(list) &&
      named(parsed['displayName']) === null &&
      list.every((item) => typeof item === 'object' && item !== null)
    ) {
      return list as readonly Fields[]
    }
  }
  return rowsOfTables(parsed['tables'])
}

/** Log Analytics answers queries with columns and rows. */
function rowsOfTables(tables: unknown): readonly Fields[] | undefined {
  if (!Array.isArray(tables)) return undefined
  return tables.flatMap((table: { name?: unknown; columns?: unknown; rows?: unknown }) => {
    const columns = Array.isArray(table.columns) ? (table.columns as { name?: unknown }[]) : []
    const rows = Array.isArray(table.rows) ? (table.rows as unknown[][]) : []
    return rows.map((row) => Object.fromEntries(columns.map(({ name }, at) => [String(name), row[at]])))
  })
}
