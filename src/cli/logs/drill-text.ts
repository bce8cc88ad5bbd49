/** Drills for people: what was begun, what came of it, and when the next is due. */
import type { DrillLog, DrillResult, Shortfall } from '#model/drill.ts'
import { safeText } from '#model/text/safe-text.ts'
import { pad, wrap } from '#model/text/width.ts'
import { count, counted, day, instant } from '#model/text/words.ts'
import type { ComparedDrill } from '#pipeline/logs/drill/compare.ts'
import type { DrillReport, ListedDrill } from '#pipeline/logs/drill/history.ts'
import type { StartedDrill } from '#pipeline/logs/drill/start.ts'
import { duration } from './duration.ts'

const HOUR_MS = 3_600_000
const MOST_HOURS = 12

/** What was begun. @param letterFile where the letter went; undefined: it follows. */
export function startedText(started: StartedDrill, columns: number, letterFile: string | undefined): string {
  const { drill, letter, resumed, because } = started
  const of = drill.from === undefined ? '' : ` of ${safeText(drill.from.name)}`
  const head = resumed
    ? `Drill ${drill.id}${of} waits since ${instant(drill.requestedAt)}; its clock runs on.`
    : `Drill ${drill.id}${of} begins: the clock runs since ${instant(drill.requestedAt)}.`
  const next = `When files come: keyward logs drill compare FILE --drill ${drill.id}`
  const where =
    letterFile === undefined
      ? ['Send this:', '', letter]
      : wrap(`The letter to send is in ${safeText(letterFile)}.`, columns)
  return [
    ...wrap(head, columns),
    ...because.flatMap((reason) =>
      wrap(`Not known will be the answer: ${reason}. Choose another day with --day.`, columns),
    ),
    ...wrap(next, columns),
    ...where,
    '',
  ].join('\n')
}

const VERDICTS = {
  agrees: 'agrees with ours',
  fallsShort: 'falls short',
  unknown: 'not known',
} as const satisfies Record<DrillResult['verdict'], string>

/** What came of a comparison. */
export function comparedText({ drill, result, imported }: ComparedDrill, columns: number): string {
  const { verdict, short, because, notes, logs, tookHours, agreedHours } = result
  const of = drill.from === undefined ? '' : ` of ${safeText(drill.from.name)}`
  const read =
    imported === undefined
      ? []
      : [
          `${counted(imported.rows, 'row')} in ${counted(imported.files, 'file')}, kept apart from your logs in the drill.`,
        ]
  return [
    ...wrap(`Drill ${drill.id}${of}: ${VERDICTS[verdict]}.`, columns),
    ...wrap(
      [...read, `It took ${duration(tookHours * HOUR_MS)}, of ${counted(agreedHours, 'hour')}.`].join(' '),
      columns,
    ),
    '',
    ...logTable(logs),
    ...section('Falls short:', short.map(shortWords), columns),
    ...section('Not known:', because, columns),
    ...section('Hours that differ:', hourLines(logs), columns),
    ...section('Fields that they lack:', logs.flatMap(fieldLines), columns),
    ...section('Also:', notes, columns),
    '',
  ].join('\n')
}

const STATES = { agrees: 'agrees', differs: 'differs', unknown: 'not known' } as const

/** A line a log; columns of figures. */
function logTable(logs: readonly DrillLog[]): readonly string[] {
  if (logs.length === 0) return ['Neither side has a log of this day.']
  const head = ['Log', 'Ours', 'Theirs', 'Both', 'Ledger', '']
  const rows = logs.map(({ source, ours, theirs, both, answeredHours, state }) => [
    source,
    count(ours),
    count(theirs),
    count(both),
    `${answeredHours} of 24 h`,
    ours + theirs === 0 && state === 'agrees' ? 'agrees: no event' : STATES[state],
  ])
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at]?.length ?? 0)))
  const isText = (at: number) => at === 0 || at === head.length - 1
  return [head, ...rows].map((row) =>
    row
      .map((cell, at) => pad(cell, widths[at] ?? 0, isText(at) ? 'left' : 'right'))
      .join('  ')
      .trimEnd(),
  )
}

const SIDES = { theirs: 'theirs', ours: 'ours' } as const

const shortWords = ({ whose, source, what }: Shortfall): string =>
  `${SIDES[whose]}${source === undefined ? '' : `, ${source}`}: ${what}`

function hourLines(logs: readonly DrillLog[]): readonly string[] {
  const lines = logs.flatMap(({ source, hours }) =>
    hours
      .filter(({ onlyOurs, onlyTheirs }) => onlyOurs + onlyTheirs > 0)
      .map(({ hour, both, onlyOurs, onlyTheirs, ledger, because }) => {
        const sides = [
          `${count(both)} on both sides`,
          ...(onlyOurs > 0 ? [`${count(onlyOurs)} only ours`] : []),
          ...(onlyTheirs > 0 ? [`${count(onlyTheirs)} only theirs`] : []),
        ]
        const why = onlyTheirs > 0 && ledger !== 'answered' ? ` (${because ?? 'no answer'})` : ''
        return `${hour.replace('T', ' ')}:00  ${source}: ${sides.join(', ')}${why}`
      }),
  )
  const more = lines.length - MOST_HOURS
  return [...lines.slice(0, MOST_HOURS), ...(more > 0 ? [`and ${count(more)} more (--format json)`] : [])]
}

function fieldLines({ source, fields }: DrillLog): readonly string[] {
  return fields.map(({ field, ours, lacking }) => `${source}, ${field}: ${count(lacking)} of ${count(ours)}`)
}

function section(title: string, items: readonly string[], columns: number): readonly string[] {
  if (items.length === 0) return []
  return ['', title, ...items.flatMap((item) => wrap(safeText(item), columns - 2).map((line) => `  ${line}`))]
}

/** All drills, and when the next is due. */
export function drillsText({ state, because, last, due, drills }: DrillReport, columns: number): string {
  const standing = {
    notNeeded: 'No logs are kept here: there is nothing that a drill could be compared with.',
    done: `The last drill was on ${day(last ?? '')}; the next is due on ${day(due ?? '')}.`,
    overdue:
      due === undefined ? 'There was no drill yet: one is due.' : `A drill is overdue since ${day(due)}.`,
    unknown: `Whether there was a drill within a year is not known: ${because.join('; ')}.`,
  }[state]
  return [
    ...wrap(safeText(standing), columns),
    ...(drills.length === 0 ? [] : ['', ...drills.flatMap((drill) => drillLines(drill, columns))]),
    ...(state === 'notNeeded' ? [] : ['', 'Next: keyward logs drill start --from NAME --out letter.txt']),
    '',
  ].join('\n')
}

function drillLines(
  { id, from, requestedAt, state, result }: ListedDrill,
  columns: number,
): readonly string[] {
  const of = from === undefined ? '' : `  ${safeText(from.name)}`
  const came =
    result === undefined
      ? `asked for on ${instant(requestedAt)}, nothing compared yet`
      : `${VERDICTS[result.verdict]}, compared on ${day(result.at)}, after ${duration(result.tookHours * HOUR_MS)}`
  const details =
    state === 'waiting' || result === undefined ? [] : [...result.short.map(shortWords), ...result.because]
  return [
    ...wrap(`${id}${of}: ${came}`, columns),
    ...details.flatMap((detail) => wrap(safeText(detail), columns - 2).map((line) => `  ${line}`)),
  ]
}
