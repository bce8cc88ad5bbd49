import { html as markup, raw } from 'hono/html'
import type { Assessment } from '#model/assessment.ts'
import { safeText } from '#model/text/safe-text.ts'
import { acceptedPart } from './html/accepted.ts'
import { contentsPart } from './html/contents.ts'
import { controlsPart } from './html/controls.ts'
import { coveragePart } from './html/coverage.ts'
import { frameworksPart } from './html/frameworks.ts'
import { headerPart } from './html/header.ts'
import { howMadePart } from './html/how-made.ts'
import type { Markup } from './html/markup.ts'
import { prioritiesPart } from './html/priorities.ts'
import { reviewsPart } from './html/reviews.ts'
import { signInsPart } from './html/sign-ins.ts'
import { style } from './html/style.ts'
import { unknownsPart } from './html/unknowns.ts'
import { defineReport } from './report.ts'

/** One file that can be mailed, printed and kept: no script, and nothing is fetched when it is opened. */
export const html = defineReport({
  format: 'html',
  extension: '.html',
  mediaType: 'text/html; charset=utf-8',
  render: (assessment) => page(assessment).toString(),
})

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

function page(assessment: Assessment): Markup {
  const { tenant } = assessment
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${raw(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>Keyward report: ${safeText(tenant.name ?? tenant.id)}</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
${headerPart(assessment)}
<main id="main" tabindex="-1">
${contentsPart(assessment)}
${prioritiesPart(assessment)}
${reviewsPart(assessment)}
${unknownsPart(assessment)}
${controlsPart(assessment)}
${acceptedPart(assessment)}
${signInsPart(assessment)}
${frameworksPart(assessment)}
${coveragePart(assessment)}
${howMadePart(assessment)}
</main>
</body>
</html>
`
}
