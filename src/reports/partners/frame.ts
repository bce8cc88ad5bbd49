import { html } from 'hono/html'
import { safeText } from '#model/text/safe-text.ts'
import { documentOf } from '../html/document.ts'
import type { Markup } from '../html/markup.ts'
import { style } from '../html/style.ts'
import { partnerStyle } from './style.ts'

/** A page about partners, under a title and a sentence that says what it is. */
export function frame(title: string, lead: string, main: Markup): string {
  const header = html`<header class="top"><div class="wide">
<p class="brand">Keyward <span>Who holds the keys to your tenant</span></p>
<h1><bdi>${safeText(title)}</bdi></h1>
<p class="lead">${safeText(lead)}</p>
</div></header>`
  const styles = html`${style}${partnerStyle}`
  return documentOf({
    title: `Keyward: ${title}`,
    style: styles,
    skip: 'Skip to the page',
    header,
    main,
  }).toString()
}
