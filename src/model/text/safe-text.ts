/**
 * Names are typed by whoever may rename an account, so they arrive with escape sequences, line breaks and
 * direction overrides. Shown to a person, each such character becomes a visible mark: hiding it would let a name
 * read as another one, printing it would let a name draw on the terminal.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu
/** Many marks on one letter spill over the lines above and below. */
const STACKED_MARKS = /(\p{M}{3})\p{M}+/gu
/** Joiners and variation selectors are part of emoji and of several scripts, but only after one of those. */
const JOINING = /\u200c|\u200d|[\ufe00-\ufe0f]/u
const EMOJI = /\p{Extended_Pictographic}|\p{Emoji}/u
const LAST_LATIN = 0x2ff

/**
 * The text with everything invisible made visible and on one line.
 *
 * @example safeText('Anna\nroot') === 'Anna‹U+000A›root'
 */
export function safeText(text: string): string {
  return text.replace(INVISIBLE, neutralised).replace(STACKED_MARKS, '$1\u2026')
}

function neutralised(character: string, offset: number, whole: string): string {
  if (JOINING.test(character) && takesJoiner(before(whole, offset))) return character
  const code = character.codePointAt(0) ?? 0
  // Unicode has pictures of the control characters, but few fonts do.
  return `\u2039U+${code.toString(16).toUpperCase().padStart(4, '0')}\u203a`
}

function takesJoiner(character: string): boolean {
  return EMOJI.test(character) || (character.codePointAt(0) ?? 0) > LAST_LATIN
}

/** The character before the offset, whole even where it takes two code units. */
function before(whole: string, offset: number): string {
  return Array.from(whole.slice(Math.max(0, offset - 2), offset)).at(-1) ?? ''
}

/** A value of a record on one line: texts as they are, everything else as JSON. */
export function valueText(value: unknown): string {
  if (typeof value === 'string') return value === '' ? '(empty)' : safeText(value)
  if (value === undefined) return '(absent)'
  return safeText(JSON.stringify(value) ?? String(value))
}
