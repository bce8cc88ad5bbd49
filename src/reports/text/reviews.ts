import { safeText } from '#model/text/safe-text.ts'
import { count, countedSubjects } from '#model/text/words.ts'
import { type FirstReview, firstReviewsOf } from '../first-reviews.ts'
import { hanging, type Page, painted, type Section, title } from './page.ts'

const NAMES_SHOWN = 8

/** Who and what nobody has vouched for yet, one review per kind. */
export const firstReviewsSection: Section = ({ controls }, page) => {
  const reviews = firstReviewsOf(controls)
  if (reviews.length === 0) return []
  return [...title(page, 'First reviews'), ...reviews.flatMap((review) => reviewLines(review, page))]
}

function reviewLines(review: FirstReview, page: Page): string[] {
  const { subjects, kind, question, controls } = review
  const head = `${countedSubjects(subjects.length, kind)}: ${question}`
  return [
    ...hanging(page, '  * ', head),
    ...hanging(page, '    ', namesOf(review)),
    ...controls.flatMap(({ title: sentence }) =>
      painted(page, '    ', `Asked by: ${safeText(sentence)}`, page.ink.faint),
    ),
  ]
}

function namesOf({ subjects }: FirstReview): string {
  const shown = subjects
    .slice(0, NAMES_SHOWN)
    .map(({ name, findings }) => `${name} (${safeText(findings[0]?.id ?? '')})`)
  const more = subjects.length - shown.length
  return `${shown.join(', ')}${more > 0 ? ` and ${count(more)} more` : ''}`
}
