import type { Evidence } from '#model/outcome.ts'
import type { Tally } from '#model/tally.ts'

/**
 * Hands in what a person has to look at, after everybody was judged. Beside violations an outcome has no room for
 * reviews, and whoever is asked about must not drop out because somebody else is at fault: then they are told together.
 */
export function askAbout(reviews: readonly Evidence[], tally: Tally): void {
  for (const review of reviews) {
    if (tally.hasViolations) tally.violation(review)
    else tally.review(review)
  }
}
