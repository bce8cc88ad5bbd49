import type { Item } from '../../estate/types.ts'
import { badQuery } from '../errors.ts'
import type { Row } from './rows.ts'

/** As much of the query language as the queries of the azure reference (section 2.1) need. */
export interface ParsedQuery {
  readonly table: string
  keep(row: Row, now: number): boolean
  project(row: Row): Item
  readonly limit: number
}

const dayMs = 86_400_000

/** Reads a query; what it does not know it refuses, for a wrong answer would be worse than none. */
export function parseQuery(text: string): ParsedQuery {
  const [head = '', ...steps] = stages(text.replace(/\/\/.*$/gm, ''))
  return {
    table: head.trim().toLowerCase(),
    keep: conditions(steps),
    project: projection(steps),
    limit: limit(steps),
  }
}

/** Splits at the bars that stand outside brackets: a join carries a query of its own. */
function stages(text: string): readonly string[] {
  const parts: string[] = ['']
  let depth = 0
  for (const sign of text) {
    if (sign === '(') depth++
    if (sign === ')') depth--
    if (sign === '|' && depth === 0) parts.push('')
    else parts[parts.length - 1] += sign
  }
  return parts
}

type Test = (row: Row, now: number) => boolean

function conditions(steps: readonly string[]): Test {
  const tests = steps.flatMap((step) => {
    const text = /^\s*where\s+([\s\S]+)$/i.exec(step)?.[1]
    return text ? text.split(/\s+and\s+/i).map((condition) => test(condition.trim())) : []
  })
  return (row, now) => tests.every((one) => one(row, now))
}

function test(condition: string): Test {
  const compared = /^([\w.]+)\s*(==|=~|!=)\s*['"]([^'"]*)['"]$/.exec(condition)
  if (compared) {
    const [, path = '', operator, value = ''] = compared
    const same = operator === '=~' ? value.toLowerCase() : value
    return (row) => {
      const found = String(valueAt(row, path))
      return ((operator === '=~' ? found.toLowerCase() : found) === same) === (operator !== '!=')
    }
  }
  const recent = /^([\w.]+)\s*>=?\s*ago\((\d+)d\)$/.exec(condition)
  if (!recent) throw badQuery(`Query is invalid: the condition '${condition}' is not supported.`)
  const [, path = '', days] = recent
  return (row, now) => Date.parse(String(valueAt(row, path))) > now - Number(days) * dayMs
}

function valueAt(row: Item, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => (value as Item | null | undefined)?.[name], row)
}

/** The last `project` decides; `name = expression` takes the column of that name, which the rows hold already. */
function projection(steps: readonly string[]): (row: Row) => Item {
  const list = steps.findLast((step) => /^\s*project\s/i.test(step))?.replace(/^\s*project\s+/i, '')
  if (!list) return (row) => row
  const columns = split(list).map((column) => column.split('=')[0]?.trim() ?? '')
  return (row) => Object.fromEntries(columns.map((column) => [column, row[column] ?? null]))
}

function split(list: string): readonly string[] {
  const parts: string[] = ['']
  let depth = 0
  for (const sign of list) {
    if (sign === '(') depth++
    if (sign === ')') depth--
    if (sign === ',' && depth === 0) parts.push('')
    else parts[parts.length - 1] += sign
  }
  return parts
}

function limit(steps: readonly string[]): number {
  const found = steps.map((step) => /^\s*(?:limit|take)\s+(\d+)\s*$/i.exec(step)?.[1]).find(Boolean)
  return found === undefined ? Number.POSITIVE_INFINITY : Number(found)
}
