import { html } from 'hono/html'
import type { Assessment } from '#model/assessment.ts'
import type { SignInGroup, SignInMatrix } from '#model/sign-in-matrix.ts'
import { safeText } from '#model/text/safe-text.ts'
import { cut } from '#model/text/width.ts'
import { count, counted } from '#model/text/words.ts'
import { clientWords, gradeMeanings, gradeOrder, resourceWords } from '../sign-ins/figures.ts'
import { type Markup, nameTag } from './markup.ts'

const NAME_COLUMNS = 60
const REASON_COLUMNS = 300
/** Groups that one factor opens are read in place; the others are folded. */
const GROUPS_OPEN = 3

/** Accounts that can sign in alike, each group as a table of resources and clients. */
export function signInsPart({ signIns }: Assessment): Markup {
  if (signIns === undefined) return html``
  return html`<section id="sign-ins" aria-labelledby="sign-ins-title">
<h2 id="sign-ins-title">Who can sign in how</h2>
${signIns.accounts === 0 ? html`<p class="note">No account that can sign in was read.</p>` : groupsOf(signIns)}
${unreadBlock(signIns.unread)}
</section>`
}

function groupsOf(signIns: SignInMatrix): Markup {
  const { accounts, groups } = signIns
  return html`<p>${counted(accounts, 'account')}, by what somebody with the password alone comes to. The grade of a group is its worst way in to any application from a browser or an app; in the tables, what is not named is as any application.</p>
<ul class="tally" aria-label="Accounts by grade">${gradeOrder.map((grade) => tallyLine(grade, signIns))}</ul>
${groups.map((group, index) => groupBlock(group, index < GROUPS_OPEN && isOpen(group.verdict)))}
${furtherLine(signIns)}
<p class="note"><code>keyward coverage --format csv</code> lists every account with its grades; <code>keyward coverage</code> says for each way in why it is open.</p>
`
}

/** Every grade, also without accounts: the list is the legend of the tables. */
function tallyLine(grade: string, { verdicts }: SignInMatrix): Markup {
  const accounts = verdicts[grade] ?? 0
  return html`<li${accounts === 0 ? html` class="none"` : ''}><span>${gradeTag(grade)}</span><span class="number-of">${count(accounts)}</span><span>${meaningOf(grade)}</span></li>`
}

const isOpen = (grade: string): boolean => grade === 'E' || grade === 'D'

function groupBlock(group: SignInGroup, open: boolean): Markup {
  const { verdict, accounts, administrators } = group
  return html`<details class="sign-ins"${open ? html` open` : ''}>
<summary>${gradeTag(verdict)} ${counted(accounts, 'account')}${administrators > 0 ? html`, ${counted(administrators, 'administrator')} among them` : ''}: ${meaningOf(verdict)}</summary>
<p>${accounts > group.examples.length ? 'Such as ' : ''}${namesOf(group.examples)}</p>
${tableOf(group)}
</details>`
}

function namesOf(examples: readonly string[]): Markup[] {
  return examples.map(
    (name, index) => html`${index === 0 ? '' : ', '}${nameTag(cut(safeText(name), NAME_COLUMNS))}`,
  )
}

interface Row {
  readonly resources: readonly string[]
  readonly grades: readonly string[]
}

function tableOf({ grades, verdict }: SignInGroup): Markup {
  const rows = rowsOf(grades)
  return html`<table role="table" class="matrix"><caption class="quiet">Grades of this group, verdict ${safeText(verdict)}, by resource and client</caption>
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">To</th>${Object.values(
    clientWords,
  ).map(
    (words) =>
      html`<th role="columnheader" scope="col">${words.replace('ActiveSync', 'Active\u00adSync')}</th>`,
  )}</tr></thead>
<tbody role="rowgroup">${rows.map(rowOf)}</tbody></table>`
}

function rowOf({ resources, grades }: Row): Markup {
  return html`<tr role="row"><th role="rowheader" scope="row">${resources.map((one) => resourceWords[one] ?? one).join(', ')}</th>${grades.map(
    (grade) => html`<td role="cell">${gradeTag(grade)}</td>`,
  )}</tr>
`
}

/** Resources that are as any application are not repeated, and equal ones stand on one row. */
function rowsOf(grades: SignInGroup['grades']): readonly Row[] {
  const rows: { resources: string[]; grades: readonly string[] }[] = []
  for (const resource of Object.keys(resourceWords)) {
    const own = Object.keys(clientWords).map((client) => grades[resource]?.[client] ?? 'unknown')
    const same = rows.find((row) => row.grades.join() === own.join())
    if (same && (same.resources[0] !== 'all' || resource === 'registerSecurityInfo'))
      same.resources.push(resource)
    else if (!same) rows.push({ resources: [resource], grades: own })
  }
  return rows
}

/** The letter says it; the colour only repeats it. */
function gradeTag(grade: string): Markup {
  const known = gradeOrder.find((one) => one === grade) ?? 'unknown'
  return html`<span class="grade ${known}">${known === 'unknown' ? '?' : known}</span>`
}

function meaningOf(grade: string): string {
  return gradeMeanings[gradeOrder.find((one) => one === grade) ?? 'unknown']
}

function furtherLine({ further }: SignInMatrix): Markup {
  if (further.groups === 0) return html``
  return html`<p class="note">${counted(further.groups, 'more group')} with ${counted(further.accounts, 'account')} are not in this file.</p>`
}

function unreadBlock(unread: readonly string[]): Markup {
  if (unread.length === 0) return html``
  return html`<p class="note">Not read, and so perhaps not known above:</p>
<ul class="plain">${unread.map((sentence) => html`<li>${cut(safeText(sentence), REASON_COLUMNS)}</li>`)}</ul>`
}
