/** From batches to events: what can be parsed, and what is left of what cannot. */
import type { LogEvent } from '#model/events/log-event.ts'
import { eventOf, recordsIn, unwrapped } from './event-of.ts'
import { type Batch, type BrokenRow, bytesOf, type JsonBatch, type TableBatch } from './framing/batch.ts'
import { type Recovered, recovered, recoveredEvent } from './recover.ts'
import { type Fields, fieldsOf, isFields, unpacked } from './values/fields.ts'

/** A row that was set aside, with what could be told from it. */
export interface QuarantinedRow {
  readonly line: number
  readonly reason: string
  readonly recovered: Recovered
  readonly raw: string
}

/** What becomes of the rows of a batch; each row goes to exactly one of the two. */
export interface ParseSink {
  event(event: LogEvent): void
  /** `event` is what could be told from the row. */
  quarantine(row: QuarantinedRow, event: LogEvent): void
}

/** Parses a batch. */
export function parseBatch(batch: Batch, sink: ParseSink): void {
  for (const row of batch.broken) setAside(row, sink)
  if (batch.form === 'table') parseTable(batch, sink)
  else if (batch.spans) parseSpans(batch, batch.spans, sink)
  else parseLines(batch, sink)
}

function setAside({ line, reason, text, around }: BrokenRow, sink: ParseSink): void {
  const found = recovered(text, around)
  sink.quarantine({ line, reason, recovered: found, raw: text }, recoveredEvent(text, found, around))
}

/** Texts longer than this are kept apart from young objects, and cleared away with far more work. */
const TEXT_BYTES = 96 * 1024
const NEWLINE = 0x0a

function parseLines(batch: JsonBatch, sink: ParseSink): void {
  const buffer = bytesOf(batch)
  let number = batch.firstLine
  for (let at = 0; at < buffer.length; ) {
    const end = endOfLines(buffer, at)
    // What stands behind the last line end is the beginning of nothing.
    const lines = buffer.toString('utf8', at, end).split('\n')
    for (const line of lines) {
      const text = line.trim()
      if (text !== '') parseText(text, number, sink)
      number += 1
    }
    number -= 1
    at = end
  }
}

/** Behind the last line that ends within the bytes of a text, or behind the next when it is longer. */
function endOfLines(buffer: Buffer, from: number): number {
  if (from + TEXT_BYTES >= buffer.length) return buffer.length
  const last = buffer.lastIndexOf(NEWLINE, from + TEXT_BYTES)
  if (last >= from) return last + 1
  const next = buffer.indexOf(NEWLINE, from + TEXT_BYTES)
  return next === -1 ? buffer.length : next + 1
}

function parseSpans(batch: JsonBatch, spans: Uint32Array, sink: ParseSink): void {
  const buffer = bytesOf(batch)
  for (let at = 0; at < spans.length; at += 3) {
    parseText(buffer.toString('utf8', spans[at], spans[at + 1]), spans[at + 2] ?? 0, sink)
  }
}

function parseText(text: string, line: number, sink: ParseSink): void {
  const parsed = parsedOf(text)
  if (typeof parsed === 'string') setAside({ line, reason: parsed, text }, sink)
  else if (Array.isArray(parsed)) parseList(parsed, line, sink)
  else if (isFields(parsed)) parseObject(parsed, text, line, sink)
  else setAside({ line, reason: 'it is no object', text }, sink)
}

/** The value of a text, or why it has none. */
function parsedOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return isCutOff(text) ? 'it was cut off' : 'it is not JSON'
  }
}

const isCutOff = (text: string): boolean => text.startsWith('{') && !text.endsWith('}')

function parseList(list: readonly unknown[], line: number, sink: ParseSink): void {
  for (const item of list) {
    const text = JSON.stringify(item)
    if (isFields(item)) parseObject(item, text, line, sink)
    else setAside({ line, reason: 'it is no object', text }, sink)
  }
}

function parseObject(object: Fields, text: string, line: number, sink: ParseSink): void {
  const inner = recordsIn(object)
  if (inner) return parseList(inner, line, sink)
  const refusal = refusalIn(object)
  if (refusal !== undefined) return setAside({ line, reason: refusal, text }, sink)
  const held = object['AuditData'] ?? object['auditData']
  if (typeof held === 'string' && !isFields(unpacked(held)))
    return setAside({ line, reason: 'its AuditData was cut off', text: held, around: textsOf(object) }, sink)
  const wrapped = mayWrap(object) ? unwrapped(object) : undefined
  if (wrapped) sink.event(eventOf(wrapped, JSON.stringify(wrapped)))
  else sink.event(eventOf(object, oneLine(text, object)))
}

/** Nearly no record has one of these names; asking further costs time for every one. */
const mayWrap = (object: Fields): boolean =>
  'event' in object ||
  '_raw' in object ||
  'raw' in object ||
  'message' in object ||
  'Message' in object ||
  'body' in object ||
  'data' in object ||
  'result' in object

/** An answer that says no is no event. */
function refusalIn(object: Fields): string | undefined {
  const error = fieldsOf(object['error'])
  if (!error || typeof error['code'] !== 'string' || Object.keys(object).length > 2) return undefined
  return `the service answered with an error: ${error['code'].slice(0, 80)}`
}

const textsOf = (object: Fields): Record<string, string> =>
  Object.fromEntries(
    Object.entries(object).flatMap(([name, value]) =>
      typeof value === 'string' && name.toLowerCase() !== 'auditdata' ? [[name, value]] : [['AuditData', '']],
    ),
  )

/** A record laid out over lines is kept on one. */
function oneLine(text: string, object: Fields): string {
  return text.includes('\n') ? JSON.stringify(object) : text
}

function parseTable({ headings, rows }: TableBatch, sink: ParseSink): void {
  for (const { line, cells } of rows) {
    const row = Object.fromEntries(headings.map((heading, at) => [heading, cells[at] ?? '']))
    parseRow(row, line, sink)
  }
}

/** A row that carries AuditData is that record; the cells beside it say nothing that it does not. */
function parseRow(row: Readonly<Record<string, string>>, line: number, sink: ParseSink): void {
  const name = Object.keys(row).find((heading) => heading.toLowerCase() === 'auditdata')
  if (name === undefined) return sink.event(eventOf(row, JSON.stringify(row)))
  const text = row[name] ?? ''
  const data = parsedOf(text.trim())
  if (isFields(data)) return sink.event(eventOf({ ...row, AuditData: data }, oneLine(text.trim(), data)))
  const { [name]: _, ...cells } = row
  const reason = text === '' ? 'its AuditData is empty' : 'its AuditData was cut off'
  setAside({ line, reason, text, around: { ...cells, AuditData: '' } }, sink)
}
