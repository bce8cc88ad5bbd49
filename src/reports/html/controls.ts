import { html } from 'hono/html'
import type { AssessedControl, Assessment } from '#model/assessment.ts'
import type { PracticeId } from '#model/control.ts'
import { practiceIds, practiceTitles } from '#model/text/words.ts'
import { byPractice } from '../by-practice.ts'
import { outcomesInWords } from '../figures.ts'
import { controlArticle } from './control.ts'
import type { Markup } from './markup.ts'

/** All controls, under the practice of Microsoft's page they serve. */
export function controlsPart({ controls }: Assessment): Markup {
  const groups = byPractice(controls)
  return html`<section id="practices" aria-labelledby="practices-title">
<h2 id="practices-title">The ten practices</h2>
${overview(new Map(groups))}
${groups.map(practiceSection)}
</section>`
}

function overview(groups: ReadonlyMap<PracticeId, readonly AssessedControl[]>): Markup {
  return html`<table class="overview"><caption>Microsoft’s customer security best practices, and what was found</caption>
<thead><tr><th scope="col">Practice</th><th scope="col">Controls</th></tr></thead>
<tbody>${practiceIds.map((id) => overviewRow(id, groups.get(id) ?? []))}</tbody></table>`
}

/** A practice nothing looked at must not read as one without problems. */
function overviewRow(id: PracticeId, controls: readonly AssessedControl[]): Markup {
  const number = html`<span class="number">${id.slice(1)}</span>`
  const title = practiceTitles[id]
  if (controls.length === 0)
    return html`<tr class="none"><th scope="row">${number} ${title}</th><td>no control looked at it here</td></tr>`
  const words = outcomesInWords(controls.map(({ outcome }) => outcome))
  return html`<tr><th scope="row">${number} <a href="#practice-${id}">${title}</a></th><td>${words}</td></tr>`
}

function practiceSection([id, controls]: [PracticeId, readonly AssessedControl[]]): Markup {
  return html`<section class="practice" id="practice-${id}" aria-labelledby="practice-${id}-title">
<h3 id="practice-${id}-title"><span class="number">${id.slice(1)}</span> ${practiceTitles[id]}</h3>
${controls.map(controlArticle)}
</section>`
}
