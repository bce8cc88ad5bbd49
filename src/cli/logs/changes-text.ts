/** Changes for people: how many of what, by whom, and each with its old and new value. */
import { safeText } from '#model/text/safe-text.ts'
import { cut } from '#model/text/width.ts'
import { count, counted } from '#model/text/words.ts'
import type { ChangeReport, ShownChange } from '#pipeline/logs/changes.ts'
import { eventLines } from './search-text.ts'

const MOST_ACTORS = 10
const MOST_FIELDS = 6
const MOST_ITEMS = 3

/** The report for people. @param columns the width to write for */
export function changesText(report: ChangeReport, columns: number): string {
  const { records, byCategory, actors, changes, whole, unknown, other } = report
  const categories = Object.entries(byCategory).filter(([, number]) => number > 0)
  const rest = other.reduce((sum, one) => sum + one.records, 0)
  return [
    records === 0
      ? 'No change of the configuration is in the store.'
      : `${counted(records, 'record')} of configuration changes:`,
    ...categories.map(([name, number]) => `  ${name.padEnd(14)}${count(number).padStart(9)}`),
    ...(rest === 0
      ? []
      : [line(`${counted(rest, 'record')} of other work (files, mail, machines) left out`, columns)]),
    ...(actors.length === 0 ? [] : ['', 'By whom:']),
    ...actors.slice(0, MOST_ACTORS).map(({ name, partner, records: own, byCategory: theirs }) => {
      const of = partner === null ? '' : ` of ${partner.name ?? partner.tenantId ?? 'another organisation'}`
      const what = Object.entries(theirs).map(([category, number]) => `${category} ${count(number)}`)
      return line(`${count(own).padStart(7)}  ${name}${of}: ${what.join(', ')}`, columns)
    }),
    ...(actors.length > MOST_ACTORS ? [`         and ${count(actors.length - MOST_ACTORS)} more`] : []),
    ...(changes.length === 0 ? [] : ['', whole ? 'Changes, the newest first:' : 'The newest changes:']),
    ...changes.flatMap((change) => changeLines(change, columns)),
    ...(unknown.length === 0 ? [] : ['', 'Not known:']),
    ...unknown.map(({ because }) => line(`  ${because}`, columns)),
    '',
  ].join('\n')
}

function changeLines(change: ShownChange, columns: number): readonly string[] {
  const { fields, more, readable } = change.changed
  const shown = fields.slice(0, MOST_FIELDS)
  const rest = fields.length - shown.length + more
  return [
    ...eventLines(change, columns),
    ...shown.map((field) => line(`    ${fieldWords(field)}`, columns)),
    ...(rest > 0 ? [`    and ${counted(rest, 'field')} more (--format json)`] : []),
    ...(readable ? [] : ['    the record is too long to be laid open: keyward logs search --raw']),
  ]
}

function fieldWords({
  field,
  old,
  new: now,
  added,
  removed,
}: ShownChange['changed']['fields'][number]): string {
  const lists = [...some('+', added), ...some('−', removed)]
  if (lists.length > 0) return `${field}: ${lists.join('  ')}`
  if (old === null) return `${field}: ${now === '' ? '(empty)' : now}`
  return `${field}: ${old === '' ? '(empty)' : old} → ${now === null ? '(gone)' : now === '' ? '(empty)' : now}`
}

function some(sign: string, items: readonly string[] = []): readonly string[] {
  const listed = items.slice(0, MOST_ITEMS).map((item) => `${sign} ${item}`)
  return items.length > MOST_ITEMS ? [...listed, `${sign} ${items.length - MOST_ITEMS} more`] : listed
}

const line = (text: string, columns: number): string => cut(safeText(text), columns)
