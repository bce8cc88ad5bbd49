import { html, raw } from 'hono/html'
import { safeText } from '#model/text/safe-text.ts'
import type { Markup } from '../html/markup.ts'
import { style } from '../html/style.ts'
import { partnerStyle } from './style.ts'

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

/** A page of its own: no script, nothing fetched, safe to mail and to print. */
export function frame(title: string, lead: string, main: Markup): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${raw(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>Keyward: ${safeText(title)}</title>
<style>${style}${partnerStyle}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the page</a>
<header class="top"><div class="wide">
<p class="brand">Keyward <span>Who holds the keys to your tenant</span></p>
<h1><bdi>${safeText(title)}</bdi></h1>
<p class="lead">${safeText(lead)}</p>
</div></header>
<main id="main" tabindex="-1">
${main}
</main>
</body>
</html>
`.toString()
}
