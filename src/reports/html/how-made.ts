import { html } from 'hono/html'
import type { Assessment } from '#model/assessment.ts'
import { safeText } from '#model/text/safe-text.ts'
import { instant } from '#model/text/words.ts'
import { prioritiesOf } from '../priorities.ts'
import type { Markup } from './markup.ts'

/** Why a reader may believe it, and how to check instead of believing. */
export function howMadePart(assessment: Assessment): Markup {
  const { snapshot, collectedAt, controls } = assessment
  const id = prioritiesOf(controls).items[0]?.findings[0]?.id ?? 'FINDING'
  return html`<section id="how" aria-labelledby="how-title">
<h2 id="how-title">How this was made</h2>
<p>The facts are those of ${instant(collectedAt)}, read without changing anything in the tenant and sealed as snapshot <code>${safeText(snapshot)}</code>. The same snapshot judged again gives the same result.</p>
<p>A control passes only when every dataset it needs was read completely. What could not be read is shown as unknown, never as a pass and never as a fail.</p>
<dl class="commands">
<div><dt><code>keyward explain ${safeText(id)}</code></dt><dd>shows the records behind a finding, the control that judged them and what would make it pass</dd></div>
<div><dt><code>keyward verify</code></dt><dd>checks the seal of the snapshot and the signed chain of decisions</dd></div>
</dl>
<p class="note">This file is complete in itself: it holds no script and loads nothing. It names people and their weaknesses, so pass it on with care.</p>
</section>`
}
