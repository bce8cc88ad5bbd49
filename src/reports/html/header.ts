import { html } from 'hono/html'
import type { Assessment } from '#model/assessment.ts'
import { safeText } from '#model/text/safe-text.ts'
import { cut } from '#model/text/width.ts'
import { count, outcomeOrder, outcomeWords } from '#model/text/words.ts'
import { type Figures, figuresOf, sentenceOf } from '../figures.ts'
import { type Markup, timeTag } from './markup.ts'

const TENANT_COLUMNS = 80

/** Whose tenant, when, and the whole result in one sentence and five numbers. */
export function headerPart(assessment: Assessment): Markup {
  const { tenant, assessedAt, collectedAt, snapshot } = assessment
  const figures = figuresOf(assessment)
  return html`<header class="top"><div class="wide">
<p class="brand">Keyward <span>Who holds the keys to your tenant</span></p>
<h1><bdi>${cut(safeText(tenant.name ?? tenant.id), TENANT_COLUMNS)}</bdi></h1>
<p class="lead">${sentenceOf(figures)}</p>
${tiles(figures)}
<dl class="facts">
<div><dt>Tenant</dt><dd><code>${safeText(tenant.id)}</code></dd></div>
<div><dt>Collected</dt><dd>${timeTag(collectedAt)}</dd></div>
<div><dt>Assessed</dt><dd>${timeTag(assessedAt)}</dd></div>
<div><dt>Snapshot</dt><dd><code>${safeText(snapshot)}</code></dd></div>
</dl>
</div></header>`
}

function tiles({ outcomes }: Figures): Markup {
  return html`<ul class="tiles" aria-label="Controls by verdict">${outcomeOrder.map(
    (outcome) =>
      html`<li class="tile ${outcome}${outcomes[outcome] === 0 ? ' none' : ''}"><strong>${count(outcomes[outcome])}</strong> <span>${outcomeWords[outcome]}</span></li>`,
  )}</ul>`
}
