/** An answer, or `maybe` where the records do not give one. */
export type Ternary = 'yes' | 'no' | 'maybe'

export const yesIf = (holds: boolean): Ternary => (holds ? 'yes' : 'no')
export const maybeIf = (doubtful: boolean): Ternary => (doubtful ? 'maybe' : 'no')

/** One `yes` is enough. */
export function anyOf(answers: readonly Ternary[]): Ternary {
  if (answers.includes('yes')) return 'yes'
  return answers.includes('maybe') ? 'maybe' : 'no'
}

/** All have to say `yes`. */
export function allOf(answers: readonly Ternary[]): Ternary {
  if (answers.includes('no')) return 'no'
  return answers.includes('maybe') ? 'maybe' : 'yes'
}

/** Exclusion before inclusion; a doubt about the whole condition leaves only certain exclusions certain. */
export function selected(included: Ternary, excluded: Ternary, doubt: Ternary): Ternary {
  if (excluded === 'yes') return 'no'
  if (doubt !== 'no') return 'maybe'
  if (included === 'no') return 'no'
  return excluded === 'maybe' ? 'maybe' : included
}
