/** Small questions about records as Microsoft writes them. */

type Texts = readonly string[] | null | undefined

/** Ids and Microsoft's words are compared without regard to case. */
export const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

/** A list with its words in lower case; a list that is not there is empty. */
export const wordsOf = (list: Texts): readonly string[] => (list ?? []).map((word) => word.toLowerCase())

/** The members of a comma-joined set of flags. `none` is how Microsoft writes an empty set. */
export function flagsOf(text: string): readonly string[] {
  const flags = text.split(',').map((flag) => flag.trim().toLowerCase())
  return flags.filter((flag) => flag !== '' && flag !== 'none')
}

/** False for null, nothing, "none" and whatever holds only such: that is how "not set" looks. */
export function saysSomething(value: unknown): boolean {
  if (value === null || value === undefined || value === '' || value === 'none') return false
  if (Array.isArray(value)) return value.length > 0
  return typeof value !== 'object' || Object.entries(value).some(isSetMember)
}

/** True for a record with a member that says something and has none of these names. */
export function hasUnknownMember(record: object, known: readonly string[]): boolean {
  return Object.entries(record).some((member) => !known.includes(member[0]) && isSetMember(member))
}

/** Annotations such as `members@odata.context` are no members. */
function isSetMember([name, value]: [string, unknown]): boolean {
  return !name.includes('@') && saysSomething(value)
}
