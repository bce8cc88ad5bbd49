import { html } from 'hono/html'
import type { Assessment } from '#model/assessment.ts'
import type { OutcomeState } from '#model/outcome.ts'
import { safeText } from '#model/text/safe-text.ts'
import { outcomesInWords } from '../figures.ts'
import { type Markup, verdictTag } from './markup.ts'

/** The same verdicts in the numbering of somebody else's catalogue. */
export function frameworksPart({ frameworks }: Assessment): Markup {
  const entries = Object.entries(frameworks)
  if (entries.length === 0) return html``
  return html`<section id="frameworks" aria-labelledby="frameworks-title"><h2 id="frameworks-title">Frameworks</h2>${entries.map(framework)}</section>`
}

function framework([id, answers]: readonly [string, Readonly<Record<string, OutcomeState>>]): Markup {
  const rows = Object.entries(answers).map(
    ([requirement, outcome]) =>
      html`<tr><th scope="row">${safeText(requirement)}</th><td>${verdictTag(outcome)}</td></tr>`,
  )
  return html`<details class="findings"><summary>${safeText(id)}: ${outcomesInWords(Object.values(answers))}</summary>
<table><caption class="quiet">Requirements of ${safeText(id)}</caption><thead><tr><th scope="col">Requirement</th><th scope="col">Verdict</th></tr></thead><tbody>${rows}</tbody></table></details>`
}
