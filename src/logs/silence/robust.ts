/** Middle and spread of figures, which a few wild ones do not move. */

/** The middle of the values; 0 for none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const half = Math.floor(sorted.length / 2)
  const upper = sorted[half] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? upper) + upper) / 2
}

/** Makes the median of distances from the middle comparable with a standard deviation. */
const TO_DEVIATION = 1.4826

/** How far values usually lie from their middle, as a standard deviation. */
export function spread(values: readonly number[]): number {
  const middle = median(values)
  return TO_DEVIATION * median(values.map((value) => Math.abs(value - middle)))
}

/**
 * How surprising it is that nothing came where something came in `active` of `compared` like cases: the negative
 * logarithm of its chance. What never was compared surprises nobody.
 */
export function surprise(active: number, compared: number): number {
  return -Math.log(1 - active / (compared + 1))
}
