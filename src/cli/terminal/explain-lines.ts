import type { Ink } from '#model/text/paint.ts'
import { displayWidth, wrap } from '#model/text/width.ts'

/** How to draw: with which ink, how wide. */
export interface Lines {
  readonly ink: Ink
  readonly width: number
}

/** A title with a blank look of its own. */
export function heading({ ink }: Lines, words: string): string[] {
  return [ink.strong(words)]
}

/** Wrapped, with `lead` before the first line and as many spaces before the others. */
export function paragraph({ width }: Lines, lead: string, words: string): string[] {
  const indent = displayWidth(lead)
  return wrap(words, Math.max(16, width - indent)).map(
    (line, at) => (at === 0 ? lead : ' '.repeat(indent)) + line,
  )
}

/** Steps in order. */
export function numbered(lines: Lines, steps: readonly string[]): string[] {
  return steps.flatMap((step, at) => paragraph(lines, `  ${at + 1}. `, step))
}
