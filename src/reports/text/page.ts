import type { Assessment } from '#model/assessment.ts'
import { type Ink, inkFor } from '#model/text/paint.ts'
import { displayWidth, wrap } from '#model/text/width.ts'
import type { RenderOptions } from '../report.ts'

export interface Page {
  readonly ink: Ink
  readonly width: number
}

/** A section gives its lines, or none where it has nothing to say. */
export type Section = (assessment: Assessment, page: Page) => string[]

/** The title of a section with a rule under it. */
export function title({ ink, width }: Page, words: string): string[] {
  return [ink.strong(words), ink.faint('\u2500'.repeat(width))]
}

/** A paragraph with a hanging indent: `lead` before the first line, as many spaces before the others. */
export function hanging({ width }: Page, lead: string, words: string): string[] {
  const indent = displayWidth(lead)
  return wrap(words, Math.max(16, width - indent)).map(
    (line, at) => `${at === 0 ? lead : ' '.repeat(indent)}${line}`,
  )
}

/** Like `hanging`, painted; the paint goes on after the measuring. */
export function painted(page: Page, lead: string, words: string, paint: (text: string) => string): string[] {
  const indent = displayWidth(lead)
  return hanging(page, lead, words).map((line) => line.slice(0, indent) + paint(line.slice(indent)))
}

/** Left and right on one line, or under each other where they do not fit. */
export function between(
  { width }: Page,
  left: string,
  right: string,
  paint: (text: string) => string,
): string[] {
  const room = width - displayWidth(left) - displayWidth(right)
  return room >= 2 ? [left + ' '.repeat(room) + paint(right)] : [left, `    ${paint(right)}`]
}

const NARROWEST = 40
const WIDEST = 120

/** The page for a reader: neither a ribbon nor lines that nobody follows. */
export function pageOf({ colour, width }: RenderOptions): Page {
  return { ink: inkFor(colour), width: Math.min(WIDEST, Math.max(NARROWEST, Math.floor(width) || NARROWEST)) }
}
