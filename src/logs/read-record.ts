/** Which log a record is of, and its fields under the names of its service, whichever way it came. */
import type { Reading } from './reading.ts'
import { isAsWritten, isRespelled } from './shapes/as-written.ts'
import { readDiagnostic } from './shapes/diagnostic.ts'
import { elasticRecord } from './shapes/elastic.ts'
import { unflattened } from './shapes/flattened.ts'
import { readGraph } from './shapes/graph.ts'
import { readLogAnalytics } from './shapes/log-analytics.ts'
import { readPortalCsv } from './shapes/portal-csv.ts'
import { looksLikeUnifiedAudit, readUnifiedAudit } from './shapes/unified-audit.ts'
import type { Fields } from './values/fields.ts'
import { auditNamed, graphNamed } from './values/names.ts'

/** In the order in which they would be mistaken for each other: what is more particular comes first. */
const EXACT = [readUnifiedAudit, readLogAnalytics, readDiagnostic, readGraph, readPortalCsv]

/** The reading of a record by the shapes alone; undefined where none knows it. */
export function exactReading(record: Fields): Reading | undefined {
  for (const shape of EXACT) {
    const found = shape(record)
    if (found) return found
  }
  return undefined
}

/**
 * The reading of a record. One that no shape knows is of the log `other`: a new category of Microsoft's must not
 * vanish (logs.md §7.15).
 */
export function readRecord(record: Fields): Reading {
  const found = exactReading(record)
  return found && isAsWritten(found) ? found : readChanged(record, found)
}

/**
 * The reading of a record that something changed on its way: names laid flat, in another case, under the names of
 * Elastic. This costs several times a plain reading, and is for records whose plain reading lacks what every record
 * of its kind has.
 * @param found what the shapes made of it
 */
export function readChanged(record: Fields, found: Reading | undefined): Reading {
  let best = found
  for (const reading of otherReadings(record, found)) {
    if (isAsWritten(reading)) return reading
    if (best === undefined || best.kind === 'other') best = reading
  }
  return best ?? { shape: 'other', kind: 'other', source: 'other', record: graphNamed(record), around: {} }
}

function* otherReadings(record: Fields, found: Reading | undefined): Generator<Reading> {
  const open = unflattened(record) ?? record
  if (open !== record) yield* present(exactReading(open))
  if (found === undefined || isRespelled(open)) yield* present(readRespelled(open))
  const inner = elasticRecord(open)
  if (!inner) return
  for (const reading of [exactReading(inner), readRespelled(inner)]) {
    if (reading && isAsWritten(reading)) yield { ...reading, shape: 'elastic' }
  }
}

const present = (reading: Reading | undefined): readonly Reading[] => (reading ? [reading] : [])

/** Pipelines change the case of names; under the service's own the shapes know them again. */
function readRespelled(record: Fields): Reading | undefined {
  if (looksLikeUnifiedAudit(record)) return readUnifiedAudit(auditNamed(record))
  const named = graphNamed(record)
  return readDiagnostic(named) ?? readGraph(named)
}
