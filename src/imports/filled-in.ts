/**
 * A form that somebody elsewhere filled in and sent back, CSV or JSON: nothing in it is believed. What cannot be read
 * is named with its place; whether the rest is worth something is for the caller to say.
 */
import { z } from 'zod'
import { type Dataset, parseRecord } from '#model/dataset.ts'
import { tableOf } from './csv/table.ts'

export interface Form {
  /** The rows, as a dataset with columns. Not among those that are collected: nothing but this reads it. */
  readonly dataset: Dataset
  /** Columns that the file may lack. */
  readonly optional: readonly string[]
  /** In JSON: the field that holds the rows, and the field beside it that says whose they are. */
  readonly rows: string
  readonly whose: string
}

export interface FilledIn {
  readonly records: readonly Readonly<Record<string, unknown>>[]
  /** What could not be read, each with its place and reason. */
  readonly broken: readonly string[]
}

/** Forms have a handful of rows; a file with this many is none of ours. */
const MOST_ROWS = 200

/**
 * Reads the file by its content: JSON begins with a bracket or a brace, and nothing else does.
 * @throws Error with the reason in words, when it is no such form at all
 */
export async function readFilledIn(form: Form, file: string, bytes: Uint8Array): Promise<FilledIn> {
  return isJson(bytes) ? inJson(form, bytes) : inTable(form, file, bytes)
}

function isJson(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart()
  return start.startsWith('{') || start.startsWith('[')
}

async function inTable(form: Form, file: string, bytes: Uint8Array): Promise<FilledIn> {
  const table = tableOf(form.dataset, file, once(bytes))
  const records: Readonly<Record<string, unknown>>[] = []
  const broken: string[] = []
  for await (const page of table.pages) {
    broken.push(...page.broken.map(({ reason }) => reason))
    records.push(...page.records)
    if (records.length + broken.length > MOST_ROWS) throw new Error(`it has more than ${MOST_ROWS} rows`)
  }
  const lacks = table.lacks()
  if (lacks !== undefined && !isOptional(form, lacks)) throw new Error(lacks)
  return { records, broken }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

function isOptional({ optional }: Form, lacks: string): boolean {
  const which = /^the file lacks \d+ columns?: (?<names>.+)$/.exec(lacks)?.groups?.['names']
  return which?.split(', ').every((name) => optional.includes(name)) ?? false
}

/** Either a list of rows, or what was sent out: whose it is, and the rows. */
function inJson({ dataset, rows, whose }: Form, bytes: Uint8Array): FilledIn {
  const sent = z.union([z.array(z.unknown()), z.looseObject({ [rows]: z.array(z.unknown()) })])
  const read = sent.safeParse(parsed(bytes))
  if (!read.success) throw new Error(`the JSON is no list of answers and has none in "${rows}"`)
  const head: Readonly<Record<string, unknown>> = Array.isArray(read.data) ? {} : read.data
  const items: unknown = Array.isArray(read.data) ? read.data : head[rows]
  const list: readonly unknown[] = Array.isArray(items) ? items : []
  if (list.length > MOST_ROWS) throw new Error(`it has more than ${MOST_ROWS} rows`)
  const all = list.map((item) => parseRecord(dataset, item))
  const owner = typeof head[whose] === 'string' ? { [whose]: head[whose].trim() } : {}
  return {
    records: all.flatMap((one) => (one.ok ? [{ ...owner, ...stated(one.record) }] : [])),
    broken: all.flatMap((one, index) => (one.ok ? [] : [`answer ${index + 1}: ${one.reason}`])),
  }
}

/** Blank says nothing, and what the head of the file says stands. */
function stated(record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(record).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  )
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown
  } catch {
    throw new Error('the JSON does not parse')
  }
}

/** A text that a spreadsheet could run was written behind an apostrophe. */
export const unguarded = (text: string): string => text.replace(/^'(?=[=+\-@])/, '')
