import { html as markup } from 'hono/html'
import type { Assessment } from '#model/assessment.ts'
import { acceptedPart } from './html/accepted.ts'
import { contentsPart } from './html/contents.ts'
import { controlsPart } from './html/controls.ts'
import { coveragePart } from './html/coverage.ts'
import { documentOf } from './html/document.ts'
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

/** The report as one file. */
export const html = defineReport({
  format: 'html',
  extension: '.html',
  mediaType: 'text/html; charset=utf-8',
  render: (assessment) => page(assessment).toString(),
})

function page(assessment: Assessment): Markup {
  const { tenant } = assessment
  return documentOf({
    title: `Keyward report: ${tenant.name ?? tenant.id}`,
    style,
    skip: 'Skip to the report',
    header: headerPart(assessment),
    main: markup`${contentsPart(assessment)}
${prioritiesPart(assessment)}
${reviewsPart(assessment)}
${unknownsPart(assessment)}
${controlsPart(assessment)}
${acceptedPart(assessment)}
${signInsPart(assessment)}
${frameworksPart(assessment)}
${coveragePart(assessment)}
${howMadePart(assessment)}`,
  })
}
