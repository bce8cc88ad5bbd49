/**
 * Three-valued answers. What was not read is `maybe`, and `maybe` may only turn into `yes` or `no` where the
 * missing part cannot change the answer.
 */
export type Ternary = 'yes' | 'no' | 'maybe'

/** One `yes` decides; otherwise a `maybe` leaves it open. */
export function anyOf(answers: Iterable<Ternary>): Ternary {
  let result: Ternary = 'no'
  for (const answer of answers) {
    if (answer === 'yes') return 'yes'
    if (answer === 'maybe') result = 'maybe'
  }
  return result
}

/** One `no` decides; otherwise a `maybe` leaves it open. */
export function allOf(answers: Iterable<Ternary>): Ternary {
  let result: Ternary = 'yes'
  for (const answer of answers) {
    if (answer === 'no') return 'no'
    if (answer === 'maybe') result = 'maybe'
  }
  return result
}
