/** From batches to events: what can be parsed, and what is left of what cannot. */
import type { LogEvent } from '#model/events/log-event.ts'
import { eventFrom, eventOf } from './event-of.ts'
import { type Batch, type BrokenRow, bytesOf, type JsonBatch, type TableBatch } from './framing/batch.ts'
import { exactReading, readChanged } from './read-record.ts'
import { type Recovered, recovered, recoveredEvent } from './recover.ts'
import { isAsWritten } from './shapes/as-written.ts'
import { unflattened } from './shapes/flattened.ts'
import { recordsIn, recordsWithin } from './unwrap.ts'
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
  if (parsed !== undefined) return parseValue(parsed, text, line, sink)
  setAside({ line, reason: isCutOff(text) ? 'it was cut off' : 'it is not JSON', text }, sink)
}

/** The value of a text; undefined where it has none. */
function parsedOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** A record that was written as JSON into a text is JSON once more; each round of a pipeline adds one. */
const MOST_ROUNDS = 3

function parseValue(parsed: unknown, written: string, line: number, sink: ParseSink): void {
  let value = parsed
  let text = written
  for (let round = 0; typeof value === 'string' && round < MOST_ROUNDS; round += 1) {
    text = value
    value = parsedOf(value)
  }
  if (isFields(value)) parseObject(value, text, line, sink)
  else if (Array.isArray(value)) parseList(value, text, line, sink)
  else setAside({ line, reason: 'it is no object', text: written }, sink)
}

const isCutOff = (text: string): boolean => text.startsWith('{') && !text.endsWith('}')

function parseList(list: readonly unknown[], written: string, line: number, sink: ParseSink): void {
  for (const item of list) {
    const text = jsonOf(item)
    if (text === undefined) setAside({ line, reason: TOO_DEEP, text: written }, sink)
    else if (isFields(item)) parseObject(item, text, line, sink)
    else if (typeof item === 'string') parseValue(item, text, line, sink)
    else setAside({ line, reason: 'it is no object', text }, sink)
  }
}

const TOO_DEEP = 'it is nested too deeply'

/** The JSON of a value; undefined for one with so many objects in each other that writing it takes too much memory. */
function jsonOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function parseObject(object: Fields, text: string, line: number, sink: ParseSink): void {
  const inner = recordsIn(object)
  if (inner) return parseList(inner, text, line, sink)
  const refusal = refusalIn(object)
  if (refusal !== undefined) return setAside({ line, reason: refusal, text }, sink)
  const held = object['AuditData'] ?? object['auditData']
  if (typeof held === 'string' && !isFields(unpacked(held)))
    return setAside({ line, reason: 'its AuditData was cut off', text: held, around: textsOf(object) }, sink)
  let events: readonly LogEvent[]
  try {
    events = eventsOf(object, text)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return setAside({ line, reason: TOO_DEEP, text }, sink)
  }
  for (const event of events) sink.event(event)
}

/** The event of a record; of a wrapper, those of the records inside it. */
function eventsOf(object: Fields, text: string): readonly LogEvent[] {
  const reading = exactReading(object)
  if (reading && isAsWritten(reading)) return [eventFrom(reading, oneLine(text, object))]
  // No shape knows it by its own names: it may be wrapped, or may have been changed on its way.
  const within = recordsWithin(object)
  return within === undefined
    ? [eventFrom(readChanged(object, reading), oneLine(text, object))]
    : within.map((record) => eventOf(record, JSON.stringify(record)))
}

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
  const isFlat = headings.some((heading) => heading.includes('.'))
  const isRepeated = new Set(headings).size < headings.length
  for (const { line, cells } of rows) {
    const row = isRepeated
      ? firstCells(headings, cells)
      : Object.fromEntries(headings.map((heading, at) => [heading, cells[at] ?? '']))
    parseRow(row, line, isFlat, sink)
  }
}

/** The portal gives two columns one heading; the first that says something is the one. */
function firstCells(headings: readonly string[], cells: readonly string[]): Record<string, string> {
  const row = new Map<string, string>()
  for (const [at, heading] of headings.entries()) {
    if (!row.get(heading)) row.set(heading, cells[at] ?? '')
  }
  return Object.fromEntries(row)
}

/** A row that carries AuditData is that record; the cells beside it say nothing that it does not. */
function parseRow(
  row: Readonly<Record<string, string>>,
  line: number,
  isFlat: boolean,
  sink: ParseSink,
): void {
  const name = Object.keys(row).find((heading) => heading.toLowerCase() === 'auditdata')
  if (name === undefined) {
    const record = isFlat ? (unflattened(row) ?? row) : row
    return parseObject(record, JSON.stringify(row), line, sink)
  }
  const text = row[name] ?? ''
  const data = parsedOf(text.trim())
  if (isFields(data)) {
    const raw = text.trim().includes('\n') ? jsonOf(data) : text.trim()
    if (raw === undefined) return setAside({ line, reason: TOO_DEEP, text }, sink)
    return parseObject({ ...row, AuditData: data }, raw, line, sink)
  }
  const { [name]: _, ...cells } = row
  const reason = text === '' ? 'its AuditData is empty' : 'its AuditData was cut off'
  setAside({ line, reason, text, around: { ...cells, AuditData: '' } }, sink)
}
