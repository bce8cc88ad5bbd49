import { html } from 'hono/html'
import type { Assessment } from '#model/assessment.ts'
import { safeText } from '#model/text/safe-text.ts'
import { outcomesInWords } from '../figures.ts'
import { type Answer, answersOf } from '../requirements.ts'
import { type Markup, verdictTag } from './markup.ts'

/** What another catalogue asks, in its own numbering. */
export function frameworksPart(assessment: Assessment): Markup {
  const ids = Object.keys(assessment.frameworks)
  if (ids.length === 0) return html``
  return html`<section id="frameworks" aria-labelledby="frameworks-title"><h2 id="frameworks-title">Frameworks</h2>${ids.map((id) => framework(id, answersOf(assessment, id)))}</section>`
}

function framework(id: string, answers: readonly Answer[]): Markup {
  const name = safeText(id)
  const words = outcomesInWords(answers.map(({ outcome }) => outcome))
  return html`<details class="findings"><summary>${name}: ${words}</summary>
<table><caption class="quiet">Requirements of ${name}</caption><thead><tr><th scope="col">Requirement</th><th scope="col">Verdict</th></tr></thead><tbody>${answers.map(row)}</tbody></table></details>`
}

function row({ id, outcome, title, reasons }: Answer): Markup {
  const about = title === '' ? '' : html`<small>${title}</small>`
  const why = reasons.map((reason) => html`<p class="reason">${reason}</p>`)
  return html`<tr><th scope="row">${id}${about}</th><td>${verdictTag(outcome)}${why}</td></tr>`
}
