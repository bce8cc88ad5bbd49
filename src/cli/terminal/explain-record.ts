import type { Fact } from '#model/outcome.ts'
import { safeText, valueText } from '#model/text/safe-text.ts'
import { cut, displayWidth, pad } from '#model/text/width.ts'
import { count, counted, coverageWords, listed } from '#model/text/words.ts'
import type { ExplainedRecord } from './explain.ts'
import { type Lines, paragraph } from './explain-lines.ts'

const VALUE_COLUMNS = 240
const ID_COLUMNS = 64
const WIDEST_FIELD = 32
const FOLDED_NAMES = 12
const MARK = '>'

/** A record with the fields that decided marked, the others folded, and how much of its dataset was read. */
export function recordLines(explained: ExplainedRecord, evidence: readonly Fact[], lines: Lines): string[] {
  const { dataset, id, record } = explained
  const decided = decidingFields(explained, evidence)
  const name = `  ${lines.ink.strong(dataset)} ${cut(safeText(id), Math.min(ID_COLUMNS, Math.max(8, lines.width - dataset.length - 3)))}`
  return [
    name,
    ...paragraph(lines, '    ', coverageLine(explained)),
    ...(record === undefined ? missing(decided, lines) : []),
    ...fieldLines(decided, lines),
    ...folded(
      Object.keys(record ?? {}).filter((field) => !Object.hasOwn(decided, field)),
      lines,
    ),
  ]
}

/** What the control looked at in this record, as the evidence names it. */
function decidingFields(
  { dataset, id }: ExplainedRecord,
  evidence: readonly Fact[],
): Readonly<Record<string, unknown>> {
  const facts = evidence.filter((fact) => fact.dataset === dataset && fact.id === id)
  return Object.assign({}, ...facts.map(({ fields }) => fields))
}

function coverageLine({ coverage }: ExplainedRecord): string {
  const { state, because, missing: lacking = [], records, quarantined = 0 } = coverage
  const parts = [
    `dataset ${coverageWords[state]}`,
    counted(records, 'record'),
    lacking.length === 0 ? '' : `needs ${listed(lacking)}`,
    because ?? '',
    quarantined === 0 ? '' : `${counted(quarantined, 'broken record')} set aside`,
  ]
  return safeText(parts.filter((part) => part !== '').join(', '))
}

function missing(decided: Readonly<Record<string, unknown>>, lines: Lines): string[] {
  const words =
    Object.keys(decided).length === 0
      ? 'There is no such record in the snapshot.'
      : 'The record is not in the snapshot; these are the fields the finding kept.'
  return paragraph(lines, '    ', words)
}

function fieldLines(decided: Readonly<Record<string, unknown>>, lines: Lines): string[] {
  const names = Object.keys(decided).map((field) => cut(safeText(field), WIDEST_FIELD))
  const widest = Math.min(Math.floor(lines.width / 2), Math.max(0, ...names.map(displayWidth)))
  return Object.values(decided).flatMap((value, at) => {
    const lead = `  ${MARK} ${pad(cut(names[at] ?? '', widest), widest)}  `
    const shown = paragraph(lines, lead, cut(valueText(value), VALUE_COLUMNS))
    return shown.map((line, row) => (row === 0 ? lines.ink.strong(line) : line))
  })
}

function folded(others: readonly string[], lines: Lines): string[] {
  if (others.length === 0) return []
  const names = others.slice(0, FOLDED_NAMES).map((field) => cut(safeText(field), WIDEST_FIELD))
  const more = others.length - names.length
  const words = `and ${counted(others.length, 'other field')}: ${names.join(', ')}${more > 0 ? ` and ${count(more)} more` : ''}`
  return paragraph(lines, '    ', words).map(lines.ink.faint)
}
