/** The coverage of logs for people: a line per log, and what to look at. */
import { count, counted } from '#model/text/words.ts'
import type { CoverageReport, SourceCoverage } from '#pipeline/logs/coverage.ts'

const BARS = ' ▁▂▃▄▅▆▇█'
const MOST_DAYS = 30
const MOST_WARNINGS = 20

/** The report for people. */
export function coverageText({ sources, warnings, unknown }: CoverageReport): string {
  if (sources.length === 0)
    return 'The store of logs is empty: run keyward logs collect, or keyward logs import.\n'
  const width = Math.max(...sources.map(({ source }) => source.length))
  return [
    ...sources.flatMap((source) => sourceLines(source, width)),
    ...verdictLines(sources, warnings, unknown),
    ...warnings.slice(0, MOST_WARNINGS).map(({ source, message }) => `  ${source}: ${message}`),
    ...(warnings.length > MOST_WARNINGS
      ? [`  and ${count(warnings.length - MOST_WARNINGS)} more (--format json)`]
      : []),
    ...(unknown.length === 0 ? [] : ['', 'Not known:', ...unknown.map(({ because }) => `  ${because}`)]),
    '',
  ].join('\n')
}

/** Only of logs that say enough can it be said that nothing is wrong with them. */
function verdictLines(
  sources: CoverageReport['sources'],
  warnings: CoverageReport['warnings'],
  unknown: CoverageReport['unknown'],
): readonly string[] {
  if (warnings.length > 0) return ['', 'To look at:']
  const open = new Set(unknown.map(({ log }) => log))
  const judged = sources.map(({ source }) => source).filter((source) => !open.has(source))
  return judged.length === 0 ? [] : ['', `No silence, no empty day and no drop in ${judged.join(', ')}.`]
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
  const late = delayMinutes === null ? '' : `, half within ${counted(delayMinutes.median, 'minute')}`
  return [
    `${source.padEnd(width)}  ${span}  ${counted(events, 'event')}${late}${collected ? '' : ' (imported)'}`,
    `${' '.repeat(width)}  |${bars}| the last ${counted(shown.length, 'day')}`,
  ]
}
