import type { Assessment } from '#model/assessment.ts'
import type { OutcomeState } from '#model/outcome.ts'
import { type Severity, severities } from '#model/severity.ts'
import { count, counted, listed, outcomeOrder, outcomeWords } from '#model/text/words.ts'
import { isReview } from './first-reviews.ts'

export interface Figures {
  readonly controls: number
  readonly outcomes: Readonly<Record<OutcomeState, number>>
  readonly findings: number
  readonly severities: Readonly<Record<Severity, number>>
  /** Findings that ask for a first review rather than report harm. */
  readonly toReview: number
}

/** What there is to count. There is no score: a number out of a hundred would hide the one that matters. */
export function figuresOf({ controls }: Assessment): Figures {
  const findings = controls.flatMap((control) => control.findings)
  return {
    controls: controls.length,
    outcomes: tally(outcomeOrder, controls, ({ outcome }) => outcome),
    findings: findings.length,
    severities: tally(severities, findings, ({ severity }) => severity),
    toReview: controls.filter(isReview).reduce((sum, control) => sum + control.findings.length, 0),
  }
}

function tally<Key extends string, Item>(
  keys: readonly Key[],
  items: readonly Item[],
  of: (item: Item) => Key,
) {
  const counts = Object.fromEntries(keys.map((key) => [key, 0])) as Record<Key, number>
  for (const item of items) counts[of(item)] += 1
  return counts
}

const toldOutcomes: readonly OutcomeState[] = ['pass', 'fail', 'unknown', 'needsReview', 'notApplicable']

/** "6 controls: 1 pass, 4 fail, 1 unknown. 212 findings, 9 critical." */
export function sentenceOf(figures: Figures): string {
  if (figures.controls === 0) return 'No control was judged.'
  const outcomes = toldOutcomes
    .filter((outcome) => figures.outcomes[outcome] > 0)
    .map((outcome) => `${count(figures.outcomes[outcome])} ${outcomeWords[outcome]}`)
  return `${counted(figures.controls, 'control')}: ${outcomes.join(', ')}. ${findingsSentence(figures)}`
}

function findingsSentence({ controls, outcomes, findings, severities: of, toReview }: Figures): string {
  if (findings === 0) return noFindings(controls, outcomes.unknown)
  const worst = (['critical', 'high'] as const)
    .filter((severity) => of[severity] > 0)
    .map((severity) => `, ${count(of[severity])} ${severity}`)
  const reviews =
    toReview === 0 ? '' : ` ${count(toReview)} of them ${toReview === 1 ? 'asks' : 'ask'} for a first review.`
  return `${counted(findings, 'finding')}${worst.join('')}.${reviews}`
}

/** "No findings" alone would read as good news where little or nothing could be judged. */
function noFindings(controls: number, unknown: number): string {
  if (unknown === 0) return 'No findings.'
  return unknown === controls ? 'Nothing could be judged.' : 'No findings in what could be judged.'
}

/** The verdicts of one practice in words: "2 fail, 1 pass". */
export function outcomesInWords(outcomes: readonly OutcomeState[]): string {
  return listed(
    outcomeOrder
      .map((outcome) => [outcome, outcomes.filter((each) => each === outcome).length] as const)
      .filter(([, number]) => number > 0)
      .map(([outcome, number]) => `${count(number)} ${outcomeWords[outcome]}`),
  )
}
