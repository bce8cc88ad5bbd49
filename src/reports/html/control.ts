import { html } from 'hono/html'
import type { AssessedControl } from '#model/assessment.ts'
import { safeText } from '#model/text/safe-text.ts'
import { cut } from '#model/text/width.ts'
import { count, counted } from '#model/text/words.ts'
import { findingsBlock } from './findings.ts'
import { anchorOf, link, type Markup, severityTag, verdictTag } from './markup.ts'

const REASON_COLUMNS = 300
const REASONS_SHOWN = 5

/** Everything there is to say about one control. */
export function controlArticle(control: AssessedControl): Markup {
  return html`<article class="control ${control.outcome}" id="${anchorOf(control.id)}">
<h4>${safeText(control.title)}</h4>
<p class="labels">${verdictTag(control.outcome)} ${severityOf(control)} <span class="examined">${examinedWords(control)}</span></p>
${reasons(control)}
${findingsBlock(control)}
${background(control)}
</article>`
}

/** A passed control in red would look like a warning; how bad a failure would be is only a note there. */
function severityOf({ outcome, severity }: AssessedControl): Markup {
  const counts = outcome === 'fail' || outcome === 'needsReview'
  if (outcome === 'notApplicable') return html``
  return counts ? severityTag(severity) : html`<span class="examined">${severity} if it fails</span>`
}

function examinedWords({ examined, findings, undecided = 0 }: AssessedControl): string {
  if (examined === 0) return 'nothing examined'
  const found = findings.length === 0 ? '' : `${counted(findings.length, 'finding')} among `
  return `${found}${count(examined)} examined${undecided === 0 ? '' : `, ${count(undecided)} undecided`}`
}

function reasons({ because = [] }: AssessedControl): Markup {
  const shown = because
    .slice(0, REASONS_SHOWN)
    .map((reason) => html`<p class="reason">${cut(safeText(reason), REASON_COLUMNS)}</p>`)
  const more = because.length - REASONS_SHOWN
  return html`${shown}${more > 0 ? html`<p class="reason">and ${counted(more, 'more reason')}</p>` : ''}`
}

/** Open where something is to be done; folded where it passed. */
function background(control: AssessedControl): Markup {
  const inside = html`<p><strong>Why it matters.</strong> ${safeText(control.rationale)}</p>${remediation(control)}${references(control)}`
  if (control.outcome === 'fail') return html`<div class="background">${inside}</div>`
  return html`<details class="background"><summary>Why it matters, and references</summary>${inside}<p class="note">Control <code>${safeText(control.id)}</code></p></details>`
}

function remediation({ findings }: AssessedControl): Markup {
  const steps = [...new Set(findings.flatMap((finding) => finding.remediation))]
  if (steps.length === 0) return html``
  return html`<p><strong>What to do</strong></p><ol class="steps">${steps.slice(0, 12).map((step) => html`<li>${safeText(step)}</li>`)}</ol>`
}

function references({ references: addresses }: AssessedControl): Markup {
  if (addresses.length === 0) return html``
  return html`<p class="refs"><strong>References</strong></p><ul class="plain refs">${addresses.map((address) => html`<li>${link(address)}</li>`)}</ul>`
}
