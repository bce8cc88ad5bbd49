/**
 * What can be told from a row that was cut off. In one public export such a row was the one that made the attacker's
 * account (logs.md §0.6), so a row that cannot be parsed is still an event: with its id, time, operation and actor
 * as far as they can be read.
 */
import type { LogEvent, LogSource } from '#model/events/log-event.ts'
import { blankEvent } from './blank.ts'
import { hashOf } from './event-of.ts'
import { address } from './values/addresses.ts'
import { id } from './values/fields.ts'
import { timeOf } from './values/times.ts'

export interface Recovered {
  readonly id: string | null
  /** ISO 8601. */
  readonly time: string | null
  readonly operation: string | null
}

const MOST_READ = 262_144
const MOST_KEPT = 65_536

/** The value of the first of the names that stands in the text, in JSON or in JSON inside CSV. */
function valueOf(text: string, names: readonly string[]): string | null {
  for (const name of names) {
    const quoted = new RegExp(`"{1,2}${name}"{1,2}\\s*:\\s*"{1,2}((?:[^"\\\\]|\\\\.)*)"`, 'i').exec(text)
    if (quoted?.[1]) return unescaped(quoted[1])
  }
  return null
}

function unescaped(text: string): string {
  try {
    return JSON.parse(`"${text}"`) as string
  } catch {
    return text
  }
}

const TIMES = [
  'CreationTime',
  'createdDateTime',
  'activityDateTime',
  'eventTimestamp',
  'TimeGenerated',
  'time',
  'CreationDate',
]
const OPERATIONS = ['Operation', 'activityDisplayName', 'operationName', 'Operations', 'OperationNameValue']
const IDS = ['Id', 'eventDataId', 'RecordId', 'Identity']
const USERS = ['UserId', 'userPrincipalName', 'UserIds', 'caller']
const ADDRESSES = ['ClientIP', 'ipAddress', 'callerIpAddress', 'ClientIPAddress', 'ActorIpAddress']

/** Reads what is left of a row; the cells around it, where the row is one of a table, tell more. */
export function recovered(row: string, around: Readonly<Record<string, string>> = {}): Recovered {
  const text = row.slice(0, MOST_READ)
  const cell = (names: readonly string[]) => names.map((name) => around[name]).find((found) => found)
  const time = timeOf(valueOf(text, TIMES)) ?? timeOf(cell(TIMES)) ?? bareTime(text)
  return {
    id: id(idIn(text), cell(IDS)),
    time: time === null ? null : new Date(time).toISOString(),
    operation: valueOf(text, OPERATIONS) ?? cell(OPERATIONS) ?? null,
  }
}

/** Records of Entra have ids of actors and targets before their own; only one on the outermost level is it. */
function idIn(text: string): string | null {
  const outer = outermost(text)
  return valueOf(outer, IDS) ?? valueOf(text, ['eventDataId'])
}

/** The text without what stands in inner objects and lists. */
function outermost(text: string): string {
  let depth = 0
  let isText = false
  let out = ''
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? ''
    if (isText && letter === '\\') {
      if (depth <= 1) out += letter + (text[at + 1] ?? '')
      at++
      continue
    }
    if (letter === '"') isText = !isText
    else if (!isText && (letter === '}' || letter === ']')) depth--
    if (depth <= 1) out += letter
    if (!isText && (letter === '{' || letter === '[')) depth++
  }
  return out
}

function bareTime(text: string): number | null {
  const found = /\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.\d+)?Z?/.exec(text)
  return found ? timeOf(found[0]) : null
}

const SOURCES: readonly (readonly [RegExp, LogSource])[] = [
  [/"{1,2}(CreationTime|Workload|RecordType|AuditData)"{1,2}\s*:/, 'unifiedAudit'],
  [/"(eventDataId|eventTimestamp)"/i, 'azureActivity'],
  [/"(activityDisplayName|initiatedBy|loggedByService)"|AuditLogs/i, 'directoryAudits'],
  [/NonInteractiveUserSignInLogs/i, 'nonInteractiveSignIns'],
  [/ServicePrincipalSignInLogs/i, 'servicePrincipalSignIns'],
  [/"(createdDateTime|appDisplayName|conditionalAccessStatus)"|SignInLogs/i, 'signIns'],
]

/** The row as an event, so that it can be found; one that says nothing is known by its text alone. */
export function recoveredEvent(
  row: string,
  found: Recovered,
  around: Readonly<Record<string, string>> = {},
): LogEvent {
  const text = row.slice(0, MOST_READ)
  const draft = blankEvent()
  const isAudit = 'AuditData' in around
  draft.source = isAudit ? 'unifiedAudit' : (SOURCES.find(([mark]) => mark.test(text))?.[1] ?? 'other')
  draft.shape = 'recovered'
  draft.kind = 'other'
  draft.whole = false
  draft.raw = row.slice(0, MOST_KEPT)
  draft.id = found.id ?? hashOf(row)
  draft.time = timeOf(found.time)
  draft.operation = found.operation
  draft.user = valueOf(text, USERS) ?? around['UserIds'] ?? around['UserId'] ?? null
  draft.ip = address(valueOf(text, ADDRESSES))
  return draft
}
