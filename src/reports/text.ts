import type { Assessment } from '#model/assessment.ts'
import { defineReport } from './report.ts'
import { acceptedSection } from './text/accepted.ts'
import { controlsSection } from './text/controls.ts'
import { coverageSection, noticesSection } from './text/coverage.ts'
import { frameworksSection } from './text/frameworks.ts'
import { headingSection } from './text/heading.ts'
import { nextStepsSection } from './text/next-steps.ts'
import { type Page, pageOf } from './text/page.ts'
import { prioritiesSection } from './text/priorities.ts'
import { firstReviewsSection } from './text/reviews.ts'
import { unknownsSection } from './text/unknowns.ts'

/** What `keyward assess` prints for a person. */
export const text = defineReport({
  format: 'text',
  extension: '.txt',
  mediaType: 'text/plain; charset=utf-8',
  render: (assessment, options) => sectionsOf(assessment, pageOf(options)),
})

/** In the order a reader asks: what is it, what first, who is to be vouched for, what is not known, everything. */
const sections = [
  headingSection,
  prioritiesSection,
  firstReviewsSection,
  unknownsSection,
  controlsSection,
  acceptedSection,
  frameworksSection,
  coverageSection,
  noticesSection,
  nextStepsSection,
]

function sectionsOf(assessment: Assessment, page: Page): string {
  const parts = sections.map((section) => section(assessment, page)).filter((lines) => lines.length > 0)
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`
}
