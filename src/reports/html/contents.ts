import { html } from 'hono/html'
import type { Assessment } from '#model/assessment.ts'
import { firstReviewsOf } from '../first-reviews.ts'
import { prioritiesOf } from '../priorities.ts'
import { unknownsOf } from '../unknowns.ts'
import type { Markup } from './markup.ts'

/** Links to the parts that this report has. */
export function contentsPart(assessment: Assessment): Markup {
  const { controls, frameworks } = assessment
  const parts: readonly (readonly [id: string, words: string, shown: boolean])[] = [
    ['first', 'Look at first', prioritiesOf(controls).items.length > 0],
    ['reviews', 'First reviews', firstReviewsOf(controls).length > 0],
    ['unknown', 'Not known, and why', unknownsOf(assessment).length > 0],
    ['practices', 'Practices', true],
    ['sign-ins', 'Who can sign in how', assessment.signIns !== undefined],
    ['frameworks', 'Frameworks', Object.keys(frameworks).length > 0],
    ['coverage', 'What was read', true],
    ['how', 'How this was made', true],
  ]
  const links = parts
    .filter(([, , shown]) => shown)
    .map(([id, words]) => html`<li><a href="#${id}">${words}</a></li>`)
  return html`<nav aria-label="Contents" class="contents"><ul>${links}</ul></nav>`
}
