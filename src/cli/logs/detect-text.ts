/** What rules found, for people: the worst first, then what could not be looked at. */
import type { DetectionHit, DetectionReport, RuleReport } from '#model/detection.ts'
import { count, counted } from '#model/text/words.ts'
import type { ShownEvent } from '#pipeline/logs/search.ts'
import { clipped } from './clipped.ts'

/** Levels of Sigma, the worst first. */
export const detectionLevels = ['critical', 'high', 'medium', 'low', 'informational'] as const

/** Hits of a rule that people see when they do not ask for more. */
export const DEFAULT_SHOWN = 3
const MOST_SILENT = 12

const rank = (level: string | null): number => {
  const at = detectionLevels.indexOf((level ?? 'informational') as (typeof detectionLevels)[number])
  return at === -1 ? detectionLevels.length : at
}

/** True for a level that is as bad as the other, or worse. */
export function atOrAbove(level: string | null, than: string): boolean {
  return rank(level) <= rank(than)
}

/** The rules that found something, the worst first. */
export function rulesThatFound(rules: readonly RuleReport[]): readonly RuleReport[] {
  return (
    rules
      // A rule that only feeds a count reports nothing by itself.
      .filter((rule) => rule.status === 'ran' && rule.count > 0 && rule.because === undefined)
      .toSorted((one, other) => rank(one.level) - rank(other.level) || other.count - one.count)
  )
}

/** The report for people. */
export function detectText(
  report: DetectionReport,
  events: ReadonlyMap<string, ShownEvent>,
  columns: number,
  shown = DEFAULT_SHOWN,
): string {
  const ran = report.rules.filter(({ status }) => status === 'ran')
  const hit = rulesThatFound(report.rules)
  const hits = hit.reduce((sum, rule) => sum + rule.count, 0)
  return [
    ran.length === 0
      ? 'No rule could run.'
      : `${counted(ran.length, 'rule')} ran: ${hits === 0 ? 'none found anything' : `${counted(hit.length, 'rule')} found ${counted(hits, 'event')}`}.`,
    ...hit.flatMap((rule) => ruleLines(rule, events, columns, shown)),
    ...notRunLines(report, columns),
    ...partlyLines(report, columns),
    '',
  ].join('\n')
}

function ruleLines(
  rule: RuleReport,
  events: ReadonlyMap<string, ShownEvent>,
  columns: number,
  shown: number,
): readonly string[] {
  const by =
    rule.author === null || rule.author === 'Keyward'
      ? ''
      : ` (${[rule.author, rule.licence].filter(Boolean).join(', ')})`
  const listed = rule.hits.slice(0, shown)
  const more = rule.count - listed.length
  return [
    '',
    clipped(`${(rule.level ?? 'no level').toUpperCase()}  ${rule.title}: ${count(rule.count)}`, columns),
    ...(by === '' ? [] : [clipped(`  ${by.trim()}`, columns)]),
    ...listed.map((hit) => clipped(`  ${hitLine(hit, events.get(hit.eventId))}`, columns)),
    ...(more > 0 && listed.length > 0 ? [`  and ${count(more)} more`] : []),
  ]
}

/** When, who, to what, from where; of a count, what its events have in common. */
function hitLine({ time, eventId, group, count: many }: DetectionHit, event: ShownEvent | undefined): string {
  const when = time === null ? 'no time         ' : time.slice(0, 16).replace('T', ' ')
  if (group !== undefined)
    return `${when}  ${Object.values(group).join(', ')}${many === undefined ? '' : ` (${counted(many, 'event')})`}`
  if (event === undefined) return `${when}  ${eventId}`
  const target = event.targets.map(({ name, id }) => name ?? id).find((name) => name !== undefined)
  return [
    `${when}  ${event.user ?? event.userId ?? event.app ?? 'nobody named'}`,
    ...(target === undefined || target === event.user ? [] : [`→ ${target}`]),
    ...(event.ip === null ? [] : [`from ${event.ip}`]),
  ].join(' ')
}

function notRunLines({ rules }: DetectionReport, columns: number): readonly string[] {
  const silent = rules.filter(({ status }) => status !== 'ran')
  if (silent.length === 0) return []
  return [
    '',
    `${counted(silent.length, 'rule')} did not run:`,
    ...silent
      .slice(0, MOST_SILENT)
      .map(({ title, status, because }) => clipped(`  ${title}: ${because ?? status}`, columns)),
    ...(silent.length > MOST_SILENT
      ? [`  and ${count(silent.length - MOST_SILENT)} more (--format json lists them with their reasons)`]
      : []),
  ]
}

/** Rules that could look in a part of their logs only, by what was missing. */
function partlyLines({ rules }: DetectionReport, columns: number): readonly string[] {
  const partly = rules.filter((rule) => rule.partly !== undefined)
  if (partly.length === 0) return []
  const byLogs = Map.groupBy(partly, (rule) => rule.partly)
  return [
    '',
    `${counted(partly.length, 'rule')} could look in a part of their logs only:`,
    ...[...byLogs].map(([missing, own]) => clipped(`  ${missing}: ${counted(own.length, 'rule')}`, columns)),
  ]
}
