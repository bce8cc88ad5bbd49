/**
 * Texts with wildcards, as Sigma writes them, matched in time that grows with the text and not with its powers:
 * rules come from strangers, and so does what they are matched against.
 */

/** Any number of characters, and exactly one. */
export const MANY = Symbol('*')
export const ONE = Symbol('?')
/** Literal texts and wildcards, in order. */
export type Pattern = readonly (string | typeof MANY | typeof ONE)[]

/**
 * Reads wildcards and escapes: a backslash takes the meaning from `*`, `?` and another backslash, and is itself
 * elsewhere.
 *
 * @example parsePattern('a*\\?') gives ['a', MANY, '?']
 */
export function parsePattern(text: string): Pattern {
  const pieces: (string | typeof MANY | typeof ONE)[] = []
  let literal = ''
  const flush = () => {
    if (literal) pieces.push(literal)
    literal = ''
  }
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    const next = text.charAt(at + 1)
    if (character === '\\' && (next === '*' || next === '?' || next === '\\')) {
      literal += next
      at++
    } else if (character === '*' || character === '?') {
      flush()
      pieces.push(character === '*' ? MANY : ONE)
    } else literal += character
  }
  flush()
  return pieces
}

/** The text of a pattern without wildcards; undefined when it has some. */
export function plainText(pattern: Pattern): string | undefined {
  if (pattern.length === 0) return ''
  return pattern.length === 1 && typeof pattern[0] === 'string' ? pattern[0] : undefined
}

/** The literal texts of a pattern. */
export const literalsOf = (pattern: Pattern): readonly string[] =>
  pattern.filter((piece) => typeof piece === 'string')

/** One text for each pattern, other patterns having others. */
export const patternKey = (pattern: Pattern): string =>
  JSON.stringify(pattern.map((piece) => (typeof piece === 'string' ? piece : piece === MANY ? 1 : 0)))

/** The test of a whole text. Whether case counts is for the caller: both sides lowered, or neither. */
export function compilePattern(pattern: Pattern): (text: string) => boolean {
  if (pattern.includes(ONE)) return byCharacter(pattern)
  const plain = plainText(pattern)
  if (plain !== undefined) return (text) => text === plain
  const literals = literalsOf(pattern)
  const startsOpen = pattern[0] === MANY
  const endsOpen = pattern.at(-1) === MANY
  const first = literals[0] ?? ''
  if (literals.length <= 1 && startsOpen && endsOpen) return (text) => text.includes(first)
  return (text) => inOrder(text, literals, startsOpen, endsOpen)
}

/** True when the literals follow each other without overlap, the ends where they have to be. */
function inOrder(text: string, literals: readonly string[], startsOpen: boolean, endsOpen: boolean): boolean {
  const last = endsOpen ? undefined : literals.at(-1)
  const end = text.length - (last?.length ?? 0)
  if (last !== undefined && (end < 0 || !text.endsWith(last))) return false
  let at = 0
  const before = endsOpen ? literals.length : literals.length - 1
  for (let index = 0; index < before; index++) {
    const literal = literals[index] ?? ''
    const found = index === 0 && !startsOpen ? (text.startsWith(literal) ? 0 : -1) : text.indexOf(literal, at)
    if (found < 0) return false
    at = found + literal.length
  }
  return at <= end
}

/** Patterns with `?`, character by character: the parts between stars are found one after the other. */
function byCharacter(pattern: Pattern): (text: string) => boolean {
  const parts: (string | undefined)[][] = [[]]
  for (const piece of pattern) {
    if (piece === MANY) parts.push([])
    else if (piece === ONE) parts.at(-1)?.push(undefined)
    else parts.at(-1)?.push(...piece)
  }
  return (text) => findParts(Array.from(text), parts)
}

function findParts(text: readonly string[], parts: readonly (readonly (string | undefined)[])[]): boolean {
  const first = parts[0] ?? []
  const last = parts.at(-1) ?? []
  if (parts.length === 1) return text.length === first.length && fits(text, 0, first)
  const end = text.length - last.length
  if (end < first.length || !fits(text, 0, first) || !fits(text, end, last)) return false
  let at = first.length
  for (const part of parts.slice(1, -1)) {
    while (at + part.length <= end && !fits(text, at, part)) at++
    at += part.length
    if (at > end) return false
  }
  return true
}

function fits(text: readonly string[], at: number, part: readonly (string | undefined)[]): boolean {
  return part.every((character, index) => character === undefined || text[at + index] === character)
}
