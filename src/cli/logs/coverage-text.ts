/** The coverage of logs for people: a line per log, and what to look at. */
import { safeText } from '#model/text/safe-text.ts'
import { wrap } from '#model/text/width.ts'
import { count, counted } from '#model/text/words.ts'
import type { CoverageReport, CoverageWarning, SourceCoverage } from '#pipeline/logs/coverage.ts'

const BARS = ' ▁▂▃▄▅▆▇█'
const MOST_DAYS = 30
const MOST_WARNINGS = 20
const MOST_NOTES = 8

const EMPTY = 'The store of logs is empty: run keyward logs collect, or keyward logs import.'

const emptied = (lost: CoverageReport['lost']): string =>
  `The store of logs is empty, and was not: events of ${lost.join(', ')} were counted when they were collected, and are not there any more.`

/** The report for people. @param columns the width to write for */
export function coverageText(report: CoverageReport, columns: number): string {
  const { sources, warnings, unknown, lost } = report
  if (sources.length === 0 && warnings.length === 0 && lost.length === 0) return `${EMPTY}\n`
  const width = Math.max(0, ...sources.map(({ source }) => source.length))
  const notes = warnings.filter(({ weight }) => weight === 'note')
  return [
    ...(sources.length === 0 ? wrap(lost.length === 0 ? EMPTY : emptied(lost), columns) : []),
    ...sources.flatMap((source) => sourceLines(source, width)),
    ...verdictLines(report, columns),
    ...(notes.length === 0 ? [] : ['', 'Beside it:', ...listed(notes, MOST_NOTES, columns)]),
    ...(unknown.length === 0
      ? []
      : ['', 'Not known:', ...unknown.flatMap(({ because }) => lines(because, columns))]),
    '',
  ].join('\n')
}

/** Only of logs that say enough can it be said that nothing is wrong with them. */
function verdictLines({ sources, warnings, unknown }: CoverageReport, columns: number): readonly string[] {
  const look = warnings.filter(({ weight }) => weight === 'look')
  if (look.length > 0) return ['', 'To look at:', ...listed(look, MOST_WARNINGS, columns)]
  const open = new Set(unknown.map(({ log }) => log))
  const judged = sources.map(({ source }) => source).filter((source) => !open.has(source))
  if (judged.length === 0) return []
  return ['', ...wrap(`No silence, no empty day and no drop in ${judged.join(', ')}.`, columns)]
}

function listed(warnings: readonly CoverageWarning[], most: number, columns: number): readonly string[] {
  return [
    ...warnings
      .slice(0, most)
      .flatMap(({ source, message, explainedBy: by }) => [
        ...lines(`${source}: ${message}`, columns),
        ...(by === undefined
          ? []
          : lines(
              `after ${by.what} by ${by.actor ?? 'nobody named'}, ${(by.time ?? '').slice(0, 16).replace('T', ' ')} UTC (event ${by.eventId})`,
              columns,
              4,
            )),
      ]),
    ...(warnings.length > most ? [`  and ${count(warnings.length - most)} more (--format json)`] : []),
  ]
}

/** Words under each other, all but the first line further in. */
function lines(words: string, columns: number, indent = 2): readonly string[] {
  return wrap(safeText(words), Math.max(20, columns - indent - 2)).map(
    (line, at) => `${' '.repeat(at === 0 ? indent : indent + 2)}${line}`,
  )
}

function sourceLines(
  { source, events, first, last, days, delayMinutes, collected }: SourceCoverage,
  width: number,
): readonly string[] {
  const span = first === null || last === null ? 'no times' : `${first.slice(0, 10)} to ${last.slice(0, 10)}`
  const shown = days.slice(-MOST_DAYS)
  const most = Math.max(1, ...shown.map((day) => day.events))
  const bars = shown
    .map(
      (day) => BARS[day.events === 0 ? 0 : Math.max(1, Math.round((day.events / most) * (BARS.length - 1)))],
    )
    .join('')
  const late =
    delayMinutes === null ? '' : `, half within ${counted(Math.max(1, delayMinutes.median), 'minute')}`
  return [
    `${source.padEnd(width)}  ${span}  ${counted(events, 'event')}${late}${collected ? '' : ' (imported)'}`,
    `${' '.repeat(width)}  |${bars}| the last ${counted(shown.length, 'day')}`,
  ]
}
