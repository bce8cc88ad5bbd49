import { html, raw } from 'hono/html'
import { safeText } from '#model/text/safe-text.ts'
import type { Markup } from './markup.ts'

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

export interface HtmlDocument {
  /** Of the window; made safe here. */
  readonly title: string
  readonly style: unknown
  /** What the link for keyboards says that it leads to. */
  readonly skip: string
  readonly header: Markup
  readonly main: Markup
}

/** A page of its own, to mail, to print and to keep: no script, and nothing is fetched when it is opened. */
export function documentOf({ title, style, skip, header, main }: HtmlDocument): Markup {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${raw(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${safeText(title)}</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#main">${skip}</a>
${header}
<main id="main" tabindex="-1">
${main}
</main>
</body>
</html>
`
}
