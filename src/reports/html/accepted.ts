import { html } from 'hono/html'
import type { Assessment } from '#model/assessment.ts'
import { safeText } from '#model/text/safe-text.ts'
import { day } from '#model/text/words.ts'
import { acceptedIn } from '../accepted.ts'
import type { Markup } from './markup.ts'

/** What somebody lives with until a day; it counts as a failure no longer, and is not forgotten. */
export function acceptedPart(assessment: Assessment): Markup {
  const accepted = acceptedIn(assessment)
  if (accepted.length === 0) return html``
  return html`<section id="accepted" aria-labelledby="accepted-title"><h2 id="accepted-title">Accepted</h2>
<ul class="plain">${accepted.map(
    ({ id, summary, acceptance: { author, reason, until } }) =>
      html`<li>${safeText(summary)}<br><span class="note">until ${day(until)}, by ${safeText(author)}: ${safeText(reason)} <code>${id}</code></span></li>`,
  )}</ul></section>`
}
