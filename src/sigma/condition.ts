/** The condition of a rule: `selection and not 1 of filter_*`, with the names of selections as leaves. */
import { all, any, type Expression, leaf, not } from './expression.ts'

/** Nested deeper than anybody writes by hand; each level costs a frame of the stack. */
const DEEPEST = 64
const TOKEN = /\s*([()|]|[^\s()|]+)/y

/**
 * Reads a condition.
 *
 * @param names the selections of the rule, in order
 * @throws Error in words for the rule's author
 */
export function parseCondition(text: string, names: readonly string[]): Expression<string> {
  const reader = new ConditionReader(tokensOf(text), names)
  return reader.whole()
}

function tokensOf(text: string): readonly string[] {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  for (let found = TOKEN.exec(text); found; found = TOKEN.exec(text)) tokens.push(found[1] ?? '')
  return tokens
}

class ConditionReader {
  private at = 0
  private depth = 0
  private readonly tokens: readonly string[]
  private readonly names: readonly string[]

  constructor(tokens: readonly string[], names: readonly string[]) {
    this.tokens = tokens
    this.names = names
  }

  whole(): Expression<string> {
    if (this.tokens.length === 0) throw new Error('the condition is empty')
    const expression = this.either()
    const rest = this.tokens[this.at]
    if (rest === '|') {
      throw new Error('the old aggregations behind | are not read; write a correlation instead')
    }
    if (rest !== undefined) throw new Error(`${rest} is not expected there in the condition`)
    return expression
  }

  private either(): Expression<string> {
    const parts = [this.both()]
    while (this.takes('or')) parts.push(this.both())
    return any(parts)
  }

  private both(): Expression<string> {
    const parts = [this.one()]
    while (this.takes('and')) parts.push(this.one())
    return all(parts)
  }

  private one(): Expression<string> {
    if (++this.depth > DEEPEST) throw new Error('the condition is nested too deeply')
    try {
      if (this.takes('not')) return not(this.one())
      if (!this.takes('(')) return this.named()
      const inner = this.either()
      if (!this.takes(')')) throw new Error('a parenthesis of the condition is not closed')
      return inner
    } finally {
      this.depth--
    }
  }

  private named(): Expression<string> {
    const token = this.tokens[this.at++]
    if (token === undefined) throw new Error('the condition ends too early')
    if (this.takes('of')) return this.several(token.toLowerCase())
    if (this.names.includes(token)) return leaf(token)
    throw new Error(`the condition names ${token}, and there is no such selection`)
  }

  private several(howMany: string): Expression<string> {
    const pattern = this.tokens[this.at++]
    if (pattern === undefined) throw new Error('the condition ends too early')
    const of = this.like(pattern).map((name) => leaf(name))
    if (of.length === 0) throw new Error(`no selection is called like ${pattern}`)
    if (howMany === 'all') return all(of)
    if (howMany === 'any' || howMany === '1') return any(of)
    if (!/^[1-9]\d{0,3}$/.test(howMany)) throw new Error(`${howMany} of ${pattern}: how many is that?`)
    return { kind: 'atLeast', count: Number(howMany), of }
  }

  /** `them` is every selection whose name does not begin with an underscore. */
  private like(pattern: string): readonly string[] {
    if (pattern.toLowerCase() === 'them') return this.names.filter((name) => !name.startsWith('_'))
    const parts = pattern.split('*')
    return this.names.filter((name) => isLike(name, parts))
  }

  private takes(word: string): boolean {
    if (this.tokens[this.at]?.toLowerCase() !== word) return false
    this.at++
    return true
  }
}

/** Parts between stars, in order. */
function isLike(name: string, parts: readonly string[]): boolean {
  const [first = '', ...rest] = parts
  const last = rest.pop()
  if (last === undefined) return name === first
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length)
    return false
  let at = first.length
  for (const part of rest) {
    const found = name.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return at <= name.length - last.length
}
