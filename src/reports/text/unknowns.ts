import type { AssessedControl } from '#model/assessment.ts'
import { safeText } from '#model/text/safe-text.ts'
import { cut } from '#model/text/width.ts'
import { counted } from '#model/text/words.ts'
import { awaited, reasonsShown, restInWords, type UnknownCause, unknownsOf } from '../unknowns.ts'
import { hanging, type Page, painted, type Section, title } from './page.ts'

const REASON_COLUMNS = 160

/** What could not be judged, by what has to be mended. */
export const unknownsSection: Section = (assessment, page) => {
  const causes = unknownsOf(assessment)
  if (causes.length === 0) return []
  return [...title(page, 'Not known, and why'), ...causes.flatMap((cause) => causeLines(cause, page))]
}

function causeLines(cause: UnknownCause, page: Page): string[] {
  const reasons = reasonsShown(cause).map((reason) => cut(reason, REASON_COLUMNS))
  return [
    ...painted(page, '  * ', cause.cause, page.ink.strong),
    ...reasons.flatMap((reason) => painted(page, '    ', reason, page.ink.faint)),
    ...heldBack(cause, page),
    ...hanging(page, '    To mend: ', cause.mend),
  ]
}

function heldBack(cause: UnknownCause, page: Page): string[] {
  const { controls, partly } = cause
  const held = controls.length === 0 ? [] : [`    Holds back ${counted(controls.length, 'control')}:`]
  const rest = partly.length === 0 ? [] : ['    Leaves part of a failed control undecided:']
  return [
    ...held,
    ...controls.flatMap((control) => controlLines(cause, control, page)),
    ...rest,
    ...partly.flatMap((control) => hanging(page, '      - ', undecidedOf(control))),
  ]
}

function controlLines(cause: UnknownCause, control: AssessedControl, page: Page): string[] {
  const datasets = awaited(cause, control)
  return [
    ...hanging(page, '      - ', safeText(control.title)),
    ...(datasets === '' ? [] : painted(page, '        ', datasets, page.ink.faint)),
  ]
}

function undecidedOf(control: AssessedControl): string {
  return `${safeText(control.title)} (${restInWords(control)})`
}
