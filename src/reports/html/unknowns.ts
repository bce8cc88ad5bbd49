import { html } from 'hono/html'
import type { AssessedControl, Assessment } from '#model/assessment.ts'
import { safeText } from '#model/text/safe-text.ts'
import { cut } from '#model/text/width.ts'
import { counted } from '#model/text/words.ts'
import { awaited, reasonsShown, restInWords, type UnknownCause, unknownsOf } from '../unknowns.ts'
import { anchorOf, type Markup } from './markup.ts'

const REASON_COLUMNS = 300

/** What could not be judged, one card per thing to mend. */
export function unknownsPart(assessment: Assessment): Markup {
  const causes = unknownsOf(assessment)
  if (causes.length === 0) return html``
  return html`<section id="unknown" aria-labelledby="unknown-title">
<h2 id="unknown-title">Not known, and why</h2>
<p class="note">These are neither passed nor failed: what would decide them could not be read.</p>
<div class="cards">${causes.map(card)}</div>
</section>`
}

function card(cause: UnknownCause): Markup {
  return html`<article class="card unknown">
<h3>${cause.cause}</h3>
${reasonsShown(cause).map((reason) => html`<p class="reason">${cut(reason, REASON_COLUMNS)}</p>`)}
${held('Holds back', cause.controls, cause)}
${held('Leaves undecided in part', cause.partly, cause)}
<p class="mend"><strong>To mend:</strong> ${cause.mend}</p>
</article>`
}

function held(words: string, controls: readonly AssessedControl[], cause: UnknownCause): Markup {
  if (controls.length === 0) return html``
  const rows = controls.map(
    (control) =>
      html`<li><a href="#${anchorOf(control.id)}">${safeText(control.title)}</a>${undecided(control)}<small>${awaited(cause, control)}</small></li>`,
  )
  return html`<p class="held">${words} ${counted(controls.length, 'control')}</p><ul class="plain">${rows}</ul>`
}

function undecided(control: AssessedControl): string {
  return control.outcome === 'unknown' ? '' : ` (${restInWords(control)})`
}
