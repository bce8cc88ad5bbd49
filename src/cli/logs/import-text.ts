/** What `keyward logs import` says at its end. */
import { safeText } from '#model/text/safe-text.ts'
import { count, counted, instant } from '#model/text/words.ts'
import type { ImportSummary } from '#pipeline/logs/import.ts'

const MOST_SHOWN = 20
const MOST_ID = 40

/** The summary for people. */
export function importText(summary: ImportSummary): string {
  const { rows, files, unique, added, duplicates, first, last } = summary
  const span = first === null || last === null ? [] : [`  from ${instant(first)} to ${instant(last)}`]
  return [
    `${counted(rows, 'row')} in ${counted(files, 'file')}: ${counted(unique, 'event')}, ${count(added)} of them new.`,
    ...(duplicates > 0
      ? [
          `  ${counted(duplicates, 'row')} repeated an event of this input and ${duplicates === 1 ? 'was' : 'were'} left out`,
        ]
      : []),
    ...span,
    ...sourceLines(summary),
    ...summary.skipped.map(({ file, reason }) => `  ${safeText(file)} was left out: ${reason}`),
    ...quarantineLines(summary),
    '',
  ].join('\n')
}

function sourceLines({ bySource }: ImportSummary): readonly string[] {
  const entries = Object.entries(bySource)
  const width = Math.max(0, ...entries.map(([source]) => source.length))
  return entries.map(
    ([source, of]) => `  ${source.padEnd(width)}  ${counted(of.unique, 'event')}, ${count(of.added)} new`,
  )
}

function quarantineLines({ quarantined, quarantinedRows, rows }: ImportSummary): readonly string[] {
  if (quarantinedRows === 0) return []
  return [
    '',
    `${counted(quarantinedRows, 'row')} of ${count(rows)} could not be read; each is kept with what was left of it:`,
    ...quarantined.slice(0, MOST_SHOWN).map(({ file, line, reason, recovered: { id, time, operation } }) => {
      const left = [operation, time, id?.slice(0, MOST_ID)].filter(
        (part) => part !== null && part !== undefined,
      )
      return `  ${safeText(file)} line ${line}: ${safeText(reason)}${left.length > 0 ? ` (${safeText(left.join(', '))})` : ''}`
    }),
    ...(quarantinedRows > MOST_SHOWN
      ? [`  and ${count(quarantinedRows - MOST_SHOWN)} more (--format json lists them)`]
      : []),
  ]
}
