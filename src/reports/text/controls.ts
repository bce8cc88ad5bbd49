import type { AssessedControl } from '#model/assessment.ts'
import type { PracticeId } from '#model/control.ts'
import { safeText } from '#model/text/safe-text.ts'
import { table } from '#model/text/table.ts'
import { count, listed, outcomeWords, practiceName, practiceTitles } from '#model/text/words.ts'
import { byPractice, practicesWithoutControls } from '../by-practice.ts'
import { type Page, painted, type Section, title } from './page.ts'

/** Every control with its verdict, by practice. */
export const controlsSection: Section = ({ controls }, page) => {
  if (controls.length === 0) return []
  return [
    ...title(page, 'Controls by practice'),
    ...painted(page, '', LEGEND, page.ink.faint),
    ...byPractice(controls).flatMap(([practice, its]) =>
      practiceLines(practice, its, columnsFor(controls), page),
    ),
    ...notLookedAt(controls, page),
  ]
}

const LEGEND = 'Verdict, severity, findings of objects examined (or how many were examined), sentence.'

type Widths = { readonly verdict: number; readonly severity: number; readonly numbers: number }

/** The same widths in every practice, so that the columns run through. */
function columnsFor(controls: readonly AssessedControl[]): Widths {
  return {
    verdict: Math.max(...controls.map(({ outcome }) => outcomeWords[outcome].length)),
    severity: Math.max(...controls.map(({ severity }) => severity.length)),
    numbers: Math.max(...controls.map((control) => numbersOf(control).length)),
  }
}

const columns = [{ header: '' }, { header: '' }, { header: '' }, { header: '', flex: true }] as const

function practiceLines(
  practice: PracticeId,
  its: readonly AssessedControl[],
  widths: Widths,
  page: Page,
): string[] {
  const rows = its.map((control) => rowOf(control, widths, page))
  const lines = table(columns, rows, page.width - 2).map((line) => `  ${line}`)
  return [...painted(page, '', practiceName(practice), page.ink.strong), ...lines]
}

function rowOf(control: AssessedControl, widths: Widths, { ink }: Page) {
  const { outcome, severity } = control
  return [
    {
      text: outcomeWords[outcome].padEnd(widths.verdict),
      paint: (text: string) => ink.outcome(outcome, text),
    },
    severity.padEnd(widths.severity),
    numbersOf(control).padStart(widths.numbers),
    safeText(control.title),
  ]
}

/** How many of how many; a control without findings says how many it examined. */
function numbersOf({ findings, examined }: AssessedControl): string {
  if (examined === 0) return '\u2013'
  return findings.length === 0 ? count(examined) : `${count(findings.length)} of ${count(examined)}`
}

/** A practice nothing looked at must not read as one without problems. */
function notLookedAt(controls: readonly AssessedControl[], page: Page): string[] {
  const without = practicesWithoutControls(controls)
  if (without.length === 0) return []
  const names = listed(without.map((id) => `${id.slice(1)} (${practiceTitles[id].toLowerCase()})`))
  return painted(page, '', `No control looks at practice ${names} here.`, page.ink.faint)
}
