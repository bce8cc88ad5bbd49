import { html } from 'hono/html'
import type { OutcomeState } from '#model/outcome.ts'
import type { Severity } from '#model/severity.ts'
import { safeText } from '#model/text/safe-text.ts'
import { instant, outcomeWords } from '#model/text/words.ts'

/** What the escaping template of hono gives. */
export type Markup = ReturnType<typeof html>

/** The severity in words; the colour only repeats it. */
export function severityTag(severity: Severity): Markup {
  return html`<span class="tag ${severity}">${severity}</span>`
}

/** The verdict in words; the colour only repeats it. */
export function verdictTag(outcome: OutcomeState): Markup {
  return html`<span class="verdict ${outcome}">${outcomeWords[outcome]}</span>`
}

/** A name typed by somebody: `bdi` keeps its writing direction from turning the sentence around it. */
export function nameTag(name: string): Markup {
  return html`<bdi class="name">${name}</bdi>`
}

/** The anchor of a control. */
export function anchorOf(controlId: string): string {
  return `control-${controlId.replace(/[^a-z0-9]+/gi, '-')}`
}

/** A time in words, and for machines where it is one. */
export function timeTag(iso: string): Markup {
  const time = Date.parse(iso)
  if (Number.isNaN(time)) return html`<span>${instant(iso)}</span>`
  return html`<time datetime="${new Date(time).toISOString()}">${instant(iso)}</time>`
}

/** A link, where the address is one that a report may lead to; else its text. */
export function link(address: string): Markup {
  const shown = safeText(address.replace(/^https:\/\//, ''))
  const url = URL.parse(address)
  if (url?.protocol !== 'https:') return html`<span>${shown}</span>`
  return html`<a href="${url.href}" rel="noreferrer noopener">${shown}</a>`
}
