/** How many columns a text takes on a terminal, and cutting, padding and wrapping by that measure. */
const PLAIN = /^[\x20-\x7e]*$/
const ZERO = /^[\p{M}\p{Cc}\p{Cf}]+$/u
const WIDE =
  /^[\u1100-\u115f\u2329\u232a\u3000-\u303e\uac00-\ud7a3\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u
const EMOJI = /^\p{Emoji_Presentation}|^\p{RI}\p{RI}|\ufe0f/u
const ELLIPSIS = '\u2026'

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** The characters as a reader counts them. */
export function graphemes(text: string): string[] {
  return PLAIN.test(text) ? text.split('') : Array.from(segmenter.segment(text), ({ segment }) => segment)
}

/** Columns of the text; it holds no line breaks or escape sequences. */
export function displayWidth(text: string): number {
  if (PLAIN.test(text)) return text.length
  return graphemes(text).reduce((sum, grapheme) => sum + graphemeWidth(grapheme), 0)
}

function graphemeWidth(grapheme: string): number {
  if (ZERO.test(grapheme)) return 0
  return WIDE.test(grapheme) || EMOJI.test(grapheme) ? 2 : 1
}

/** At most `columns` wide, with an ellipsis where something was cut off. */
export function cut(text: string, columns: number): string {
  // A grapheme is at least one code unit, so a long text is never split into all its characters first.
  const near = text.length > columns * 16 ? `${text.slice(0, columns * 16)}${ELLIPSIS}` : text
  if (displayWidth(near) <= columns) return near
  return `${head(graphemes(near), columns - 1).trimEnd()}${ELLIPSIS}`
}

function head(parts: readonly string[], columns: number): string {
  let room = columns
  const taken = parts.findIndex((part) => {
    room -= graphemeWidth(part)
    return room < 0
  })
  return parts.slice(0, taken === -1 ? parts.length : taken).join('')
}

/** Filled with spaces to `columns`. */
export function pad(text: string, columns: number, align: 'left' | 'right' = 'left'): string {
  const space = ' '.repeat(Math.max(0, columns - displayWidth(text)))
  return align === 'left' ? text + space : space + text
}

/** Lines of at most `columns`, broken at spaces where possible. Never empty. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ').flatMap((part) => pieces(part, columns))) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && displayWidth(longer) > columns) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line]
}

/** A word wider than a line, in parts that fit. */
function pieces(word: string, columns: number): string[] {
  if (displayWidth(word) <= columns) return [word]
  const first = head(graphemes(word), columns) || word
  return first === word ? [word] : [first, ...pieces(word.slice(first.length), columns)]
}
