/** The parts of an explanation, each a few lines. */
import type { AssessedFinding } from '#model/assessment.ts'
import { safeText } from '#model/text/safe-text.ts'
import { cut, wrap } from '#model/text/width.ts'
import { count, instant, outcomeWords, practiceName, radiusWords, subjectWords } from '#model/text/words.ts'
import type { Explanation } from './explain.ts'
import { heading, type Lines, numbered, paragraph } from './explain-lines.ts'
import { recordLines } from './explain-record.ts'

const NAME_COLUMNS = 40
const SUMMARY_COLUMNS = 400
const SUBJECT_COLUMNS = 120

/** Which finding, of what severity, in one sentence. */
export function top({ finding, tenant, snapshot, collectedAt }: Explanation, lines: Lines): string[] {
  const { subject, severity, blastRadius } = finding
  const name = cut(safeText(tenant.name ?? tenant.id), NAME_COLUMNS)
  return [
    `Finding ${lines.ink.strong(safeText(finding.id))}  ${lines.ink.severity(severity, severity.toUpperCase())}  ${radiusWords[blastRadius]}`,
    ...wrap(sentenceOf(finding), lines.width).map(lines.ink.strong),
    '',
    ...paragraph(
      lines,
      'Subject    ',
      `${nameOf(subject.name, subject.id)} (${subjectWords[subject.type][0]} ${cut(safeText(subject.id), 64)})`,
    ),
    ...paragraph(lines, 'Tenant     ', name),
    ...paragraph(lines, 'Snapshot   ', `${safeText(snapshot)}, collected ${safeText(instant(collectedAt))}`),
  ]
}

/** A long name is cut in the sentence as well, so that the words after it stay in sight. */
function sentenceOf({ subject, summary }: AssessedFinding): string {
  const shown =
    subject.name === '' ? summary : summary.replaceAll(subject.name, () => nameOf(subject.name, subject.id))
  return cut(safeText(shown), SUMMARY_COLUMNS)
}

const nameOf = (name: string, id: string) => cut(safeText(name.trim() === '' ? id : name), NAME_COLUMNS)

/** The records and the fields that decided. */
export function recordsPart({ records, finding }: Explanation, lines: Lines): string[] {
  const none =
    records.length === 0 ? paragraph(lines, '', 'No single record: the proof is that none was found.') : []
  return [
    ...heading(lines, '1. What was read'),
    ...none,
    ...records.flatMap((record) => recordLines(record, finding.evidence, lines)),
  ]
}

/** The control that judged them, and why it exists. */
export function controlPart({ control }: Explanation, lines: Lines): string[] {
  return [
    ...heading(lines, '2. What it was held against'),
    ...paragraph(lines, '  ', safeText(control.title)),
    ...paragraph(
      lines,
      '  ',
      `${practiceName(control.practice)} (Microsoft’s customer security best practices)`,
    ),
    ...paragraph(lines, '  ', safeText(control.rationale)),
    ...paragraph(lines, '  Control ', safeText(control.id)),
  ]
}

/** What it said, and what would have made it say pass. */
export function verdictPart(
  { control, finding, wouldPassIfDeclared = [] }: Explanation,
  lines: Lines,
): string[] {
  const { outcome, findings, examined, undecided = 0 } = control
  const words = `${outcomeWords[outcome]}: ${count(findings.length)} of ${count(examined)} examined${undecided === 0 ? '' : `, ${count(undecided)} undecided`}`
  const [first = '', ...rest] = paragraph(lines, '  ', words)
  const would = finding.wouldPassIf
  return [
    ...heading(lines, '3. The verdict'),
    lines.ink.outcome(outcome, first),
    ...rest,
    ...(would === undefined ? [] : paragraph(lines, '  ', `Would pass if ${safeText(would)}.`)),
    ...wouldPassIfDeclared.flatMap(({ kind, subject }) =>
      paragraph(
        lines,
        '  ',
        `Would pass if you declared it, and it is so: keyward declare ${safeText(kind)} ${cut(safeText(subject), SUBJECT_COLUMNS)} --reason "…"`,
      ),
    ),
  ]
}

/** What to do, in order. */
export function remediationPart({ finding }: Explanation, lines: Lines): string[] {
  if (finding.remediation.length === 0) return []
  return [...heading(lines, 'What to do'), ...numbered(lines, finding.remediation.map(safeText))]
}

/** When it was opened, fixed and reopened. */
export function historyPart({ history }: Explanation, lines: Lines): string[] {
  if (history.length === 0) return []
  const rows = history.flatMap(({ at, state }) =>
    paragraph(lines, `  ${safeText(instant(at))}  `, safeText(state)),
  )
  return [...heading(lines, 'History'), ...rows]
}

/** Where Microsoft says so. */
export function referencesPart({ control }: Explanation, lines: Lines): string[] {
  if (control.references.length === 0) return []
  // An address is not wrapped: broken over two lines it can no longer be clicked or copied.
  return [...heading(lines, 'References'), ...control.references.map((address) => `  ${safeText(address)}`)]
}
