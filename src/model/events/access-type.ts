/**
 * How somebody from another tenant came in, as sign-in logs write it. It is a flags enumeration (logs.md §0.2): one
 * sign-in may be several of them at once, `b2bCollaboration,serviceProvider`, so membership is asked, never equality.
 */

/** The members with the bits that stand for them where an export writes a number. */
const BITS = {
  b2bCollaboration: 1,
  b2bDirectConnect: 2,
  microsoftSupport: 4,
  serviceProvider: 8,
  passthrough: 32,
} as const

export type AccessType = keyof typeof BITS

/**
 * True when the value has the member, alone or among others, in any case, as words or as a number.
 * @example hasAccessType('b2bCollaboration,serviceProvider', 'serviceProvider') // true
 * @example hasAccessType('9', 'serviceProvider') // true
 */
export function hasAccessType(value: string | number | null | undefined, member: AccessType): boolean {
  if (value === null || value === undefined || value === 'none') return false
  const wanted = member.toLowerCase()
  return String(value)
    .split(',')
    .map((word) => word.trim().toLowerCase())
    .some((word) => word === wanted || isBitOf(word, BITS[member]))
}

/** Division, not `&`: bits above the thirty-second must not wrap round to one of ours. */
function isBitOf(word: string, bit: number): boolean {
  if (!/^\d{1,9}$/.test(word)) return false
  return Math.floor(Number(word) / bit) % 2 === 1
}
