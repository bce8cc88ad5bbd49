import { html } from 'hono/html'
import type { AssessedControl, Assessment } from '#model/assessment.ts'
import { safeText } from '#model/text/safe-text.ts'
import { count, counted, radiusWords } from '#model/text/words.ts'
import { firstThings } from '../first-things.ts'
import { type Priorities, type PriorityItem, prioritiesOf } from '../priorities.ts'
import { anchorOf, type Markup, nameTag, severityTag } from './markup.ts'

/** The opening list. */
export function prioritiesPart({ controls }: Assessment): Markup {
  const { items, more } = prioritiesOf(controls)
  if (items.length === 0) return nothingFirst(controls)
  return html`<section id="first" aria-labelledby="first-title">
<h2 id="first-title">${firstThings(items.length)}</h2>
<p class="note">Ordered by how far the harm would reach, then by severity. Findings with the same cause stand together.</p>
<ol class="first">${items.map(itemRow)}</ol>
${moreLine(more)}
</section>`
}

/** Silence here could be taken for a missing part of the page, or for a pass where nothing could be judged. */
function nothingFirst(controls: readonly AssessedControl[]): Markup {
  if (controls.length === 0) return html``
  const unknown = controls.filter(({ outcome }) => outcome === 'unknown').length
  const words =
    unknown === 0
      ? 'No control found a violation.'
      : `No control proves a violation, but ${counted(unknown, 'control')} of ${count(controls.length)} could not be judged. That is not a pass; the reasons follow.`
  return html`<section id="first"><h2>${unknown === 0 ? 'Nothing to look at first' : 'Nothing is proven'}</h2><p>${words}</p></section>`
}

function itemRow(item: PriorityItem): Markup {
  const [first] = item.findings
  return html`<li><div>
<p class="labels">${severityTag(item.severity)} <span class="radius">${radiusWords[item.blastRadius]}</span></p>
<h3>${item.headline}</h3>
${namesLine(item)}
<p class="behind">${item.controls.map((control, at) => html`${at === 0 ? '' : ' \u00b7 '}<a href="#${anchorOf(control.id)}">${safeText(control.title)}</a>`)}</p>
<p class="id"><code>keyward explain ${safeText(first?.id ?? '')}</code>${item.findings.length > 1 ? ` and ${counted(item.findings.length - 1, 'other finding')}` : ''}</p>
</div></li>`
}

function namesLine({ names, moreNames }: PriorityItem): Markup {
  if (names.length === 0) return html``
  const shown = names.map((name, at) => html`${at === 0 ? '' : ', '}${nameTag(name)}`)
  return html`<p class="names">${shown}${moreNames > 0 ? ` and ${count(moreNames)} more` : ''}</p>`
}

function moreLine({ items, findings }: Priorities['more']): Markup {
  if (items === 0) return html``
  return html`<p class="note">And ${counted(items, 'more item')} (${counted(findings, 'finding')}), below under the practices.</p>`
}
