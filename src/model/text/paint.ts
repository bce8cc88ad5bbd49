import { styleText } from 'node:util'
import type { OutcomeState } from '../outcome.ts'
import type { Severity } from '../severity.ts'

type Style = Parameters<typeof styleText>[0]

/** Colours by meaning. Every coloured word also says in letters what its colour says. */
export interface Ink {
  strong(text: string): string
  faint(text: string): string
  severity(severity: Severity, text: string): string
  outcome(outcome: OutcomeState, text: string): string
}

const severityStyles: Record<Severity, Style> = {
  critical: ['bold', 'red'],
  high: 'red',
  medium: 'yellow',
  low: 'cyan',
  info: 'dim',
}

const outcomeStyles: Record<OutcomeState, Style> = {
  fail: 'red',
  needsReview: 'cyan',
  unknown: 'yellow',
  pass: 'green',
  notApplicable: 'dim',
}

/** The ink of a terminal with or without colour (NO_COLOR, a pipe, a file). */
export function inkFor(colour: boolean): Ink {
  // The caller has already decided; without this, Node would decide again by its own standard output.
  const paint = (style: Style, text: string) =>
    colour && text !== '' ? styleText(style, text, { validateStream: false }) : text
  return {
    strong: (text) => paint('bold', text),
    faint: (text) => paint('dim', text),
    severity: (severity, text) => paint(severityStyles[severity], text),
    outcome: (outcome, text) => paint(outcomeStyles[outcome], text),
  }
}
