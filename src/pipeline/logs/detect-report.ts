/** What is said of every rule: what it found, or why it could not look. */
import type { DetectionHit, FieldReport, RuleReport } from '#model/detection.ts'
import type { LogSource } from '#model/events/log-event.ts'
import type { Binding } from '#sigma/bind.ts'
import type { RejectedRule } from '#sigma/parse.ts'
import type { RuleHead } from '#sigma/rule.ts'
import { slotKey } from '#sigma/slot.ts'
import type { CorrelationOutcome } from './detect-correlations.ts'
import type { LogOutcome, RuleInLogOutcome } from './detect-types.ts'
import { isToBeThere } from './missing-logs.ts'

export interface RuleToReport {
  readonly binding: Binding
  readonly number: number
  readonly outcomes: ReadonlyMap<LogSource, LogOutcome>
  readonly hits: readonly DetectionHit[]
  /** Why its hits are not listed. */
  readonly quiet: string | undefined
}

/** The report of a rule. */
export function ruleReport({ binding, number, outcomes, hits, quiet }: RuleToReport): RuleReport {
  const base = headReport(binding.rule.head)
  if (binding.status !== 'bound') {
    return { ...base, status: binding.status, because: binding.because, fields: [], count: 0, hits: [] }
  }
  const { parts } = binding.bound
  const sources = parts.flatMap((part) => part.sources)
  const ran = sources.flatMap(
    (source) => outcomes.get(source)?.rules.find((rule) => rule.number === number) ?? [],
  )
  const fields = fieldReports(
    parts.flatMap((part) => part.fields),
    ran,
  )
  if (ran.length === 0) {
    return {
      ...base,
      status: 'unbound',
      because: `no events of ${sources.join(', ')}`,
      fields,
      count: 0,
      hits: [],
    }
  }
  if (ran.every(({ missing }) => missing.length > 0)) {
    const names = Array.from(new Set(ran.flatMap(({ missing }) => missing)))
    return {
      ...base,
      status: 'unbound',
      because: `no event has ${names.join(', ')}`,
      fields,
      count: 0,
      hits: [],
    }
  }
  const count = ran.reduce((sum, one) => sum + one.count, 0)
  const partly = partlyOf(sources.filter((source) => !outcomes.has(source)))
  const notes = { ...(quiet === undefined ? {} : { because: quiet }), ...partly }
  return { ...base, status: 'ran', ...notes, fields, count, hits }
}

function partlyOf(absent: readonly LogSource[]): Pick<RuleReport, 'partly'> {
  const names = [...new Set(absent)].filter(isToBeThere)
  return names.length === 0 ? {} : { partly: `${names.join(', ')} missing` }
}

/** A field is found when it was in some log, and not found when it was looked for and in none. */
function fieldReports(
  fields: readonly { field: string; slots: readonly Parameters<typeof slotKey>[0][] }[],
  ran: readonly RuleInLogOutcome[],
): readonly FieldReport[] {
  const byName = Map.groupBy(fields, ({ field }) => field)
  return Array.from(byName, ([field, bound]) => {
    const answers = ran.map(({ found }) => found.get(field) ?? null)
    return {
      field,
      places: Array.from(new Set(bound.flatMap(({ slots }) => slots.map(slotKey)))),
      found: answers.includes(true) ? true : answers.includes(false) ? false : null,
    }
  })
}

/** The report of a correlation. It cannot say more than the rules that it counts. */
export function correlationReport(outcome: CorrelationOutcome, rules: readonly RuleReport[]): RuleReport {
  const { correlation, members, problem, count, hits } = outcome
  const base = { ...headReport(correlation.head), fields: [] }
  if (problem) return { ...base, status: problem.status, because: problem.because, count: 0, hits: [] }
  const counted = members.flatMap((number) => rules[number] ?? [])
  const idle = counted.filter(({ status }) => status !== 'ran')
  const needsAll = correlation.type === 'temporal' || correlation.type === 'temporal_ordered'
  const [first] = idle
  if (first && (needsAll || idle.length === counted.length)) {
    const because = `${first.title}: ${first.because ?? first.status}`
    return { ...base, status: first.status, because, count: 0, hits: [] }
  }
  const because = first && `${first.title} is not counted: ${first.because ?? first.status}`
  const part = counted.find(({ partly }) => partly !== undefined)
  const partly = part?.partly === undefined ? {} : { partly: part.partly }
  return { ...base, status: 'ran', ...(because === undefined ? {} : { because }), ...partly, count, hits }
}

/** The report of a rule that cannot be read. */
export function rejectedReport({ head, error }: RejectedRule): RuleReport {
  return { ...headReport(head), status: 'rejected', because: error.message, fields: [], count: 0, hits: [] }
}

function headReport({ id, title, level, author, licence, file }: RuleHead) {
  return { id, title, level, author, licence, file }
}
