/** Hits that were kept as findings, for people. */
import { severities } from '#model/severity.ts'
import { safeText } from '#model/text/safe-text.ts'
import { cut, wrap } from '#model/text/width.ts'
import { counted, instant } from '#model/text/words.ts'
import type { HitExplanation, KeptHit } from '#pipeline/logs/findings.ts'

const MOST_LISTED = 15
const MOST_EVENTS = 20

/** What was kept: what is open, and what is new about it. */
export function keptHitsText(kept: readonly KeptHit[], columns: number): string {
  if (kept.length === 0) return '\nNo finding to keep.\n'
  const open = kept.filter(({ state }) => state !== 'accepted')
  const accepted = kept.length - open.length
  const rest = open.length - MOST_LISTED
  const worst = open.toSorted(
    (one, other) => severities.indexOf(one.finding.severity) - severities.indexOf(other.finding.severity),
  )
  return [
    '',
    `Kept as ${counted(kept.length, 'finding')}: ${open.length} open, ${accepted} explained.`,
    ...worst.slice(0, MOST_LISTED).flatMap((hit) => keptLines(hit, columns)),
    ...(rest > 0 ? [`  and ${rest} more (--format json)`] : []),
    'Explain one: keyward accept ID --reason "…". Look at one: keyward explain ID.',
    '',
  ].join('\n')
}

function keptLines({ id, state, isNews, finding }: KeptHit, columns: number): readonly string[] {
  const news = state === 'reopened' && isNews ? 'back' : isNews ? 'new' : ''
  const { severity, summary, subject } = finding
  return [
    cut(safeText(`  ${id}  ${news.padEnd(4)}  ${severity.padEnd(8)}  ${summary}`), columns),
    cut(safeText(`${' '.repeat(20)}${subject.name}`), columns),
  ]
}

/** One finding with its events. */
export function hitText(
  { id, state, rule, firstSeen, finding, history }: HitExplanation,
  columns: number,
): string {
  const { subject, severity, summary, evidence, remediation } = finding
  const events = evidence.slice(-MOST_EVENTS).toReversed()
  const lines = (text: string, indent = 2) =>
    wrap(safeText(text), columns - indent).map((line) => `${' '.repeat(indent)}${line}`)
  return [
    cut(safeText(`${severity.toUpperCase()}  ${subject.name}`), columns),
    ...lines(summary),
    ...lines(`Finding ${id}, ${state}, first seen ${instant(firstSeen)}, rule ${rule}`),
    '',
    `Events, the newest first${evidence.length > events.length ? ` (${events.length} of ${evidence.length})` : ''}:`,
    ...events.map(({ id: event, fields }) => {
      const words = [fields['time'], fields['log'], fields['operation'], fields['ip'], event]
      return cut(safeText(`  ${words.filter((word) => typeof word === 'string').join('  ')}`), columns)
    }),
    '',
    'What to do:',
    ...remediation.flatMap((step) => lines(step)),
    '',
    'What became of it:',
    ...history.map(({ at, state: was }) => `  ${instant(at)}  ${was}`),
    '',
  ].join('\n')
}
