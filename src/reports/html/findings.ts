import { html } from 'hono/html'
import type { AssessedControl, AssessedFinding } from '#model/assessment.ts'
import type { BlastRadius, Fact } from '#model/outcome.ts'
import { severities } from '#model/severity.ts'
import { safeText, valueText } from '#model/text/safe-text.ts'
import { cut } from '#model/text/width.ts'
import { count, counted, day, subjectWords } from '#model/text/words.ts'
import { nameOf, summaryOf } from '../names.ts'
import { type Markup, nameTag, severityTag } from './markup.ts'

/** 100,000 findings would make a file no browser opens; the csv report has them all. */
const ROWS_SHOWN = 200
/** A short list is read in place; a long one is folded. */
const ROWS_OPEN = 5
const EVIDENCE_COLUMNS = 160

/** The findings of a control as a table, the worst first. */
export function findingsBlock(control: AssessedControl): Markup {
  const { findings } = control
  if (findings.length === 0) return html``
  const shown = findings.toSorted(byWeight).slice(0, ROWS_SHOWN)
  return html`<details class="findings"${findings.length <= ROWS_OPEN ? html` open` : ''}>
<summary>${counted(findings.length, 'finding')}</summary>
${allWouldPassIf(findings)}
<table role="table" class="stack"><caption class="quiet">Findings of “${safeText(control.title)}”</caption>
<thead role="rowgroup"><tr role="row">${['Subject', 'Finding', 'Severity', 'Since', 'Id'].map((words) => html`<th role="columnheader" scope="col">${words}</th>`)}</tr></thead>
<tbody role="rowgroup">${shown.map((finding) => row(finding))}</tbody></table>
${restLine(findings.length - shown.length, control.id)}
</details>`
}

const radii: readonly BlastRadius[] = ['tenant', 'privileged', 'account']

function byWeight(a: AssessedFinding, b: AssessedFinding): number {
  return (
    radii.indexOf(a.blastRadius) - radii.indexOf(b.blastRadius) ||
    severities.indexOf(a.severity) - severities.indexOf(b.severity)
  )
}

function row(finding: AssessedFinding): Markup {
  const { subject, severity, firstSeen, state, id } = finding
  return html`<tr role="row"><th role="rowheader" scope="row">${nameTag(nameOf(subject))} <span class="type">${subjectWords[subject.type][0]}</span></th>
<td role="cell">${summaryOf(finding)}${evidenceLine(finding.evidence)}</td>
<td role="cell">${severityTag(severity)}</td>
<td role="cell">${day(firstSeen)}${state === 'reopened' ? html` <span class="type">reopened</span>` : ''}</td>
<td role="cell"><code>${safeText(id)}</code></td></tr>
`
}

function evidenceLine(facts: readonly Fact[]): Markup {
  const words = facts.map(({ dataset, fields }) => `${dataset}: ${fieldsOf(fields)}`).join(' \u00b7 ')
  return words === '' ? html`` : html`<small>${cut(words, EVIDENCE_COLUMNS)}</small>`
}

function fieldsOf(fields: Fact['fields']): string {
  return Object.entries(fields)
    .map(([field, value]) => `${safeText(field)} ${cut(valueText(value), 60)}`)
    .join(', ')
}

/** Said once where it is the same for all, which it nearly always is. */
function allWouldPassIf(findings: readonly AssessedFinding[]): Markup {
  const conditions = new Set(findings.map(({ wouldPassIf }) => wouldPassIf))
  const [only] = conditions
  if (only === undefined || conditions.size > 1) return html``
  return html`<p class="would">Would pass if ${safeText(only)}.</p>`
}

function restLine(rest: number, control: string): Markup {
  if (rest <= 0) return html``
  return html`<p class="note">${count(rest)} more findings of <code>${safeText(control)}</code> are not in this file; <code>keyward assess --format csv</code> lists all of them.</p>`
}
