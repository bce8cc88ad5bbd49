import { html } from 'hono/html'
import type { Assessment } from '#model/assessment.ts'
import { safeText } from '#model/text/safe-text.ts'
import { count, countedSubjects } from '#model/text/words.ts'
import { type FirstReview, firstReviewsOf, type ReviewSubject } from '../first-reviews.ts'
import { anchorOf, type Markup, nameTag } from './markup.ts'

const SUBJECTS_SHOWN = 24

/** Who and what nobody has vouched for yet. */
export function reviewsPart({ controls }: Assessment): Markup {
  const reviews = firstReviewsOf(controls)
  if (reviews.length === 0) return html``
  return html`<section id="reviews" aria-labelledby="reviews-title">
<h2 id="reviews-title">First reviews</h2>
<p class="note">Nobody has vouched for these yet. That is no alarm; it is one sitting per kind: who is it, what for, and should it stay?</p>
<div class="cards">${reviews.map(card)}</div>
</section>`
}

function card({ kind, subjects, question, controls }: FirstReview): Markup {
  const more = subjects.length - SUBJECTS_SHOWN
  return html`<article class="card">
<h3>${countedSubjects(subjects.length, kind)}</h3>
<p>${question}</p>
<ul class="subjects">${subjects.slice(0, SUBJECTS_SHOWN).map(subjectRow)}</ul>
${more > 0 ? html`<p class="note">and ${count(more)} more, under the control below</p>` : ''}
<p class="behind">${controls.map((control, at) => html`${at === 0 ? '' : ' \u00b7 '}<a href="#${anchorOf(control.id)}">${safeText(control.title)}</a>`)}</p>
</article>`
}

function subjectRow({ name, findings }: ReviewSubject): Markup {
  return html`<li>${nameTag(name)} <code>${safeText(findings[0]?.id ?? '')}</code></li>`
}
