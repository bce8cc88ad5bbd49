import { html } from 'hono/html'
import type { Assessment, DatasetCoverage } from '#model/assessment.ts'
import { safeText } from '#model/text/safe-text.ts'
import { cut } from '#model/text/width.ts'
import { count, coverageWords } from '#model/text/words.ts'
import { coverageEntries, gapReason } from '../datasets.ts'
import type { Markup } from './markup.ts'

const REASON_COLUMNS = 300

/** What was read and what was not, and what the input had to say about itself. */
export function coveragePart({ coverage, notices }: Assessment): Markup {
  const entries = coverageEntries(coverage)
  return html`<section id="coverage" aria-labelledby="coverage-title">
<h2 id="coverage-title">What was read</h2>
${entries.length === 0 ? html`<p class="note">No dataset was read.</p>` : tableOf(entries)}
${noticesBlock(notices)}
</section>`
}

function tableOf(entries: readonly [string, DatasetCoverage][]): Markup {
  const gapsFirst = entries.toSorted(
    ([, a], [, b]) => Number(a.state === 'complete') - Number(b.state === 'complete'),
  )
  return html`<table role="table" class="stack"><caption class="quiet">Datasets and how much of each was read</caption>
<thead role="rowgroup"><tr role="row">${['Dataset', 'Read', 'Records', 'Why'].map((words) => html`<th role="columnheader" scope="col">${words}</th>`)}</tr></thead>
<tbody role="rowgroup">${gapsFirst.map(row)}</tbody></table>`
}

function row([name, coverage]: readonly [string, DatasetCoverage]): Markup {
  const { state, records } = coverage
  // The number of records has a column of its own here.
  const reason = state === 'complete' ? '' : cut(gapReason({ ...coverage, records: 0 }), REASON_COLUMNS)
  return html`<tr role="row"><th role="rowheader" scope="row"><code>${safeText(name)}</code></th>
<td role="cell"><span class="coverage ${state}">${coverageWords[state]}</span></td>
<td role="cell" class="figure">${count(records)}<span class="unit"> records</span></td>
<td role="cell">${reason}</td></tr>
`
}

function noticesBlock(notices: readonly string[]): Markup {
  if (notices.length === 0) return html``
  return html`<h3 id="notices">Notices</h3><ul class="notices">${notices.map((notice) => html`<li>${cut(safeText(notice), REASON_COLUMNS)}</li>`)}</ul>`
}
