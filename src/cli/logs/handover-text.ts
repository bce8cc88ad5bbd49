/** What third parties hand over, for people. */
import type { JudgedHandover } from '#model/handover.ts'
import type { HandoverReport, ThirdPartyHandover } from '#model/handover-report.ts'
import { safeText } from '#model/text/safe-text.ts'
import { displayWidth, pad, wrap } from '#model/text/width.ts'
import { counted, day, listed } from '#model/text/words.ts'
import type { HandoverTaken } from '#pipeline/logs/handover-answers.ts'

/** Enough for every id of the list. */
const ID = 15

/** How each third party stands; with `everyLog`, also the logs about which nothing has to be said. */
export function handoverText(report: HandoverReport, columns: number, everyLog: boolean): string {
  const { thirdParties, unknown } = report
  const blocks = thirdParties.flatMap((one) => [...block(one, columns, everyLog), ''])
  const none = unknown.length > 0 ? 'No third party is known.' : 'No third party administers this tenant.'
  return [
    ...(thirdParties.length === 0 ? [none, ''] : blocks),
    ...(unknown.length === 0 ? [] : ['Not known, so there may be more:', ...list(unknown, columns), '']),
    ...wrap('Next: keyward logs handover NAME --questionnaire --out FILE.csv', columns),
    '',
  ].join('\n')
}

/** What was taken from a file. */
export function handoverTakenText(taken: HandoverTaken, columns: number): string {
  const { thirdParty, at, by, due, logs } = taken
  const head = `Attested: the handover of ${safeText(thirdParty.name)}, on ${day(at)} by ${safeText(by)}; due again on ${day(due)}.`
  const stranger = thirdParty.onRegister
    ? []
    : wrap('It is on no register of partners, and is kept under this name.', columns)
  return [...wrap(head, columns), ...stranger, ...logLines(logs, columns, false), ''].join('\n')
}

function block(one: ThirdPartyHandover, columns: number, everyLog: boolean): readonly string[] {
  const { name, id, state, at, by, due, logs, isAsked, onRegister, doubt } = one
  const called = safeText(name)
  const aside = name.includes(id) ? '' : ` (${safeText(id)})`
  const attested = `attested on ${day(at ?? '')} by ${safeText(by ?? '')}`
  const when = {
    never: 'never attested: what it would hand over is not known',
    overdue: `overdue since ${day(due ?? '')}: ${attested}`,
    attested: `${attested}, due again on ${day(due ?? '')}`,
  }[state]
  return [
    ...wrap(`${called}${aside}`, columns),
    ...indented(when, columns),
    ...(doubt === undefined ? [] : indented(safeText(doubt), columns)),
    ...(onRegister === false ? indented('on no register of partners', columns) : []),
    ...(isAsked === 'unknown' && state === 'never'
      ? indented('whether it administers anything here could not be read', columns)
      : []),
    ...logLines(logs, columns, everyLog),
  ]
}

function logLines(logs: readonly JudgedHandover[], columns: number, everyLog: boolean): readonly string[] {
  const of = (state: JudgedHandover['state']) => logs.filter((log) => log.state === state)
  const short = of('short')
  const open = logs.filter((log) => log.open.length > 0)
  const enough = of('enough')
  return [
    ...(short.length === 0 ? [] : ['  falls short of what we ask:']),
    ...short.flatMap((log) => logLine(log, log.short, columns)),
    ...(open.length === 0 ? [] : ['  not said:']),
    ...open.flatMap((log) => logLine(log, log.open, columns)),
    ...(enough.length === 0
      ? []
      : everyLog
        ? ['  as asked:', ...enough.flatMap((log) => logLine(log, [said(log)], columns))]
        : indented(`as asked: ${listed(enough.map(({ log }) => log))}`, columns)),
  ]
}

function logLine({ log, remark }: JudgedHandover, words: readonly string[], columns: number): string[] {
  const text = safeText([...words, ...(remark === undefined ? [] : [`“${remark}”`])].join('; '))
  const [first = '', ...more] = wrap(text, columns - ID - 5)
  const space = ' '.repeat(ID + 5)
  return [`    ${pad(log, Math.max(ID, displayWidth(log)))} ${first}`, ...more.map((line) => space + line)]
}

function said({ days, since, who, hours }: JudgedHandover): string {
  return [
    ...(days === undefined ? [] : [`kept for ${counted(days, 'day')}`]),
    ...(since === undefined ? [] : [`since ${since}`]),
    ...(who === undefined ? [] : [`by ${who}`]),
    ...(hours === undefined ? [] : [`within ${counted(hours, 'hour')}`]),
  ].join(', ')
}

const indented = (text: string, columns: number): string[] =>
  wrap(text, columns - 2).map((line) => `  ${line}`)

const list = (items: readonly string[], columns: number): string[] =>
  items.flatMap((item) => indented(safeText(item), columns))
