/** Answers of Microsoft Graph and of Azure's API: the record as the service itself writes it. */
import type { Reading } from '../reading.ts'
import type { Fields } from '../values/fields.ts'
import { kindOf, sourceOf } from './kinds.ts'

const NOTHING: Fields = {}

/** Reads a record under its service's own names. */
export function readGraph(record: Fields): Reading | undefined {
  const kind = kindOf(record)
  if (kind === undefined) return undefined
  const shape = kind === 'azureActivity' ? 'arm' : 'graph'
  return { shape, kind, source: sourceOf(kind, record), record, around: NOTHING }
}
