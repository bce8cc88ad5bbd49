/** `keyward coverage` for a person at a terminal. */
import type { SignInReport } from '#model/sign-in-report.ts'
import { safeText } from '#model/text/safe-text.ts'
import { type Cell, table } from '#model/text/table.ts'
import { cut } from '#model/text/width.ts'
import { counted, instant, listed } from '#model/text/words.ts'
import type { RenderOptions } from '../report.ts'
import { hanging, type Page, pageOf, painted, title } from '../text/page.ts'
import {
  clientWords,
  figuresOf,
  type GradeCount,
  gradeMeanings,
  type ReportedGrade,
  resourceWords,
  type SharedGap,
  type SignInFigures,
} from './figures.ts'

const MOST_GAPS = 12
const NAME_COLUMNS = 48

/** The report as text. */
export function signInText(report: SignInReport, options: RenderOptions): string {
  const page = pageOf(options)
  const figures = figuresOf(report.accounts)
  const parts = [
    heading(report, figures, page),
    matrix(figures, page),
    gaps(figures, page),
    activation(figures, page),
    unread(report, page),
  ]
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function heading(
  { tenant, collectedAt, snapshot }: SignInReport,
  { accounts, verdicts }: SignInFigures,
  page: Page,
): string[] {
  const lines = verdicts.map(
    ({ grade, accounts: number }) =>
      `  ${gradeCell(grade, page)}  ${String(number).padStart(7)}  ${gradeMeanings[grade]}`,
  )
  return [
    `${page.ink.strong('Keyward')}  ${page.ink.faint('who can sign in with one factor')}`,
    '',
    ...hanging(page, 'Tenant     ', safeText(tenant.name ?? tenant.id)),
    ...hanging(page, 'Collected  ', safeText(instant(collectedAt))),
    ...hanging(page, 'Snapshot   ', safeText(snapshot)),
    '',
    page.ink.strong(`${counted(accounts, 'enabled account')}, by the worst way in from a browser or an app:`),
    ...lines,
  ]
}

function gradeCell(grade: ReportedGrade, page: Page): string {
  const text = grade.padEnd(7)
  if (grade === 'E' || grade === 'D') return page.ink.outcome('fail', text)
  if (grade === 'unknown') return page.ink.outcome('unknown', text)
  return page.ink.outcome('pass', text)
}

/** Of each resource and client the worst grade, and how many accounts have it. */
function matrix(figures: SignInFigures, page: Page): string[] {
  if (figures.accounts === 0) return []
  const columns = [{ header: '' }, ...Object.values(clientWords).map((header) => ({ header }))]
  const rows = Object.entries(resourceWords).map(([resource, words]): Cell[] => [
    words,
    ...Object.keys(clientWords).map((client) => cell(figures.cell(resource, client), page)),
  ])
  return [...title(page, 'Worst grade, and how many accounts have it'), ...table(columns, rows, page.width)]
}

function cell([worst]: readonly GradeCount[], page: Page): Cell {
  if (worst === undefined) return ''
  const { grade, accounts } = worst
  const outcome = grade === 'E' || grade === 'D' ? 'fail' : grade === 'unknown' ? 'unknown' : 'pass'
  const word = grade === 'unknown' ? '?' : grade
  return { text: `${word} ${accounts}`, paint: (text) => page.ink.outcome(outcome, text) }
}

function gaps({ gaps: shared }: SignInFigures, page: Page): string[] {
  if (shared.length === 0) return []
  const more = shared.length - MOST_GAPS
  return [
    ...title(page, 'Ways in with one factor'),
    ...shared.slice(0, MOST_GAPS).flatMap((gap) => gapLines(gap, page)),
    ...(more > 0 ? [page.ink.faint(`  ${counted(more, 'more way')} in: --format json has all`)] : []),
  ]
}

function gapLines(shared: SharedGap, page: Page): string[] {
  const { gap, clients, accounts } = shared
  const { witness } = gap
  const from = listed([...clients].map((client) => clientWords[client] ?? client))
  const what = `${gap.grade}  ${counted(accounts, 'account')} to ${resourceWords[gap.resource] ?? gap.resource}, from ${from}`
  const example = [witness['platform'], witness['place'], `device ${witness['device']}`].map((it) =>
    safeText(it ?? ''),
  )
  return [
    ...painted(page, '', what, (text) => page.ink.outcome('fail', text)),
    ...hanging(page, '   because ', safeText(gap.because)),
    ...hanging(page, '   such as ', names(shared)),
    ...hanging(page, '   on      ', example.join(', ')),
    '',
  ]
}

/** Eligible administrators whom activating a role leaves with less. */
function activation(
  { worseActivated: { accounts, unknown, names: first } }: SignInFigures,
  page: Page,
): string[] {
  const sentences = [
    ...(accounts > 0
      ? [
          `${counted(accounts, 'account')} would be protected less once an eligible role is activated, such as ${listed(first.map((upn) => cut(safeText(upn), NAME_COLUMNS)))}`,
        ]
      : []),
    ...(unknown > 0
      ? [`of ${counted(unknown, 'account')} it is not known what activating a role would change`]
      : []),
  ]
  if (sentences.length === 0) return []
  return [
    ...title(page, 'With eligible roles activated'),
    ...sentences.flatMap((sentence) => hanging(page, '  * ', sentence)),
  ]
}

function names({ accounts, names: first }: SharedGap): string {
  const shown = first.map((upn) => cut(safeText(upn), NAME_COLUMNS))
  const more = accounts - shown.length
  return more > 0 ? `${shown.join(', ')} and ${more} more` : listed(shown)
}

function unread({ unread: gapsInFacts }: SignInReport, page: Page): string[] {
  if (gapsInFacts.length === 0) return []
  return [
    ...title(page, 'Not read, and so not known'),
    ...gapsInFacts.flatMap((sentence) => hanging(page, '  * ', safeText(sentence))),
  ]
}
