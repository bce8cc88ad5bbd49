import { html } from 'hono/html'
import type { LetterKey, PartnerLetter } from '#access/partners/plans/letter.ts'
import { safeText } from '#model/text/safe-text.ts'
import type { Markup } from '../html/markup.ts'
import { frame } from './frame.ts'

/** The letter as a page to print. */
export function letterHtml({ to, from, date, tasks, keys, questions }: PartnerLetter): string {
  const understood =
    tasks.length > 0
      ? html`<p>As we understand it, you are there for this: ${safeText(tasks.join('; '))}.</p>`
      : html`<p>We have no agreed list of your tasks. Please name them.</p>`
  return frame(
    `To ${to}: your keys to our tenant`,
    `${from}, ${date}`,
    html`<article class="letter">
<p>We have looked at who can act in our Microsoft tenant. This is what you hold today. Please confirm what you need, and tell us what we can take away.</p>
${understood}
${keyPart('What we think you need, and keep', keys, 'keep')}
${keyPart('What no agreed task needs, and we mean to remove', keys, 'remove')}
${keyPart('What you hold, for which task is not agreed', keys, 'explain')}
<h2>Please answer</h2>
<ol>${questions.map(({ asks, evidence }) => html`<li>${asks}<br><span class="note">What would do: ${evidence}.</span></li>`)}</ol>
<p>We review this each quarter. What nobody confirms we remove, after telling you. The questions are those of Microsoft’s security best practices for partners.</p>
</article>`,
  )
}

function keyPart(title: string, keys: readonly LetterKey[], wish: LetterKey['wish']): Markup {
  const own = keys.filter((key) => key.wish === wish)
  if (own.length === 0) return html``
  return html`<h2>${title}</h2><ul class="plain">${own.map(({ what, where }) => html`<li>${safeText(what)}, <span class="note">${safeText(where)}</span></li>`)}</ul>`
}
