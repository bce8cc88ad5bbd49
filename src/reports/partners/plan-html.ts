import { html } from 'hono/html'
import type { GuidedAction, GuidedPlan, GuidedStep } from '#model/guided-steps.ts'
import { safeText } from '#model/text/safe-text.ts'
import { link, type Markup } from '../html/markup.ts'
import { frame } from './frame.ts'

/** A guided plan as a page to print and to tick off. */
export function planHtml(plan: GuidedPlan): string {
  const { partner, steps, remains, unknown } = plan
  const ids = partner.tenantIds.length === 0 ? 'no tenant is known' : partner.tenantIds.join(', ')
  return frame(
    plan.title,
    `${steps.length} steps in their order. Tenant: ${ids}.`,
    html`<ol class="steps">${steps.map(stepPart)}</ol>
${listPart('What stays open', remains)}
${listPart('What is not known', unknown)}`,
  )
}

function stepPart({ title, why, how, breaks, proof }: GuidedStep): Markup {
  return html`<li><h2>${safeText(title)}</h2><p>${safeText(why)}</p>
${how.map(actionPart)}
${breaks ? html`<p class="note"><strong>Breaks:</strong> ${safeText(breaks)}</p>` : ''}
${proof ? html`<p class="note"><strong>Proof:</strong> ${safeText(proof)}</p>` : ''}</li>`
}

function actionPart(action: GuidedAction): Markup {
  switch (action.kind) {
    case 'request': {
      const body = action.body === undefined ? '' : `\n${JSON.stringify(action.body, null, 2)}`
      return html`<pre>${`${action.method} ${action.url}${body}`
        .split('\n')
        .map((line) => safeText(line))
        .join('\n')}</pre>`
    }
    case 'page':
      return html`<p>${safeText(action.words)}: ${link(action.url)}</p>`
    case 'command':
      return html`<p><code>${safeText(action.line)}</code> ${safeText(action.words)}</p>`
    case 'words':
      return html`<p>${safeText(action.words)}</p>`
    default:
      return action satisfies never
  }
}

function listPart(title: string, lines: readonly string[]): Markup {
  if (lines.length === 0) return html``
  return html`<section><h2>${title}</h2><ul class="plain">${lines.map((line) => html`<li>${safeText(line)}</li>`)}</ul></section>`
}
