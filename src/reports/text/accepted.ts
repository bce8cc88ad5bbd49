import { safeText } from '#model/text/safe-text.ts'
import { day } from '#model/text/words.ts'
import { acceptedIn } from '../accepted.ts'
import { hanging, type Section, title } from './page.ts'

/** What somebody lives with until a day; it counts as a failure no longer, and is not forgotten. */
export const acceptedSection: Section = (assessment, page) => {
  const accepted = acceptedIn(assessment)
  if (accepted.length === 0) return []
  return [
    ...title(page, 'Accepted'),
    ...accepted.flatMap(({ id, summary, acceptance: { author, reason, until } }) => [
      ...hanging(page, `  ${id}  `, safeText(summary)),
      ...hanging(page, '    ', safeText(`until ${day(until)}, by ${author}: ${reason}`)),
    ]),
  ]
}
