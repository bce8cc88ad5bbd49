/** Correlations: what of each hit of a rule they need, and what comes out once all hits are there. */
import type { DetectionHit, RuleStatus } from '#model/detection.ts'
import type { Binding } from '#sigma/bind.ts'
import type { RuleSet } from '#sigma/parse.ts'
import type { SigmaCorrelation, SigmaRule } from '#sigma/rule.ts'
import { columnOf, type Slot, valuesIn } from '#sigma/slot.ts'
import type { HitTable } from '#store/log-store/detect-hit-table.ts'
import type { Feed } from './detect-hits.ts'
import { byTime } from './detect-order.ts'
import type { RuleInLog } from './detect-types.ts'
import { type Window, windowOf } from './detect-windows.ts'

/** A correlation with the rules that it counts, or why it cannot run. */
export interface PreparedCorrelation {
  readonly correlation: SigmaCorrelation
  /** The places of its rules among all rules, in its order. */
  readonly members: readonly number[]
  readonly problem?: { readonly status: RuleStatus; readonly because: string }
}

export interface PreparedCorrelations {
  readonly all: readonly PreparedCorrelation[]
  /** By rule, the correlations that count it. */
  readonly feeds: ReadonlyMap<number, readonly Feed[]>
  /** Rules whose own hits are not listed, with the reason. */
  readonly quiet: ReadonlyMap<number, string>
}

/** Finds the rules of all correlations. */
export function prepareCorrelations(rules: RuleSet, bindings: readonly Binding[]): PreparedCorrelations {
  const all = rules.correlations.map((correlation) => prepared(correlation, rules, bindings))
  const feeds = new Map<number, Feed[]>()
  const quiet = new Map<number, string>()
  for (const [index, { correlation, members, problem }] of all.entries()) {
    for (const [place, number] of members.entries()) {
      if (!problem)
        feeds.set(number, [...(feeds.get(number) ?? []), feedOf(correlation, index, place, rules)])
      if (!correlation.generate) {
        quiet.set(number, `only counted by ${correlation.head.title}; its own hits are not listed`)
      }
    }
  }
  for (const { correlation, members } of all) {
    if (correlation.generate) for (const number of members) quiet.delete(number)
  }
  return { all, feeds, quiet }
}

function prepared(
  correlation: SigmaCorrelation,
  { rules, correlations, rejected }: RuleSet,
  bindings: readonly Binding[],
): PreparedCorrelation {
  const members: number[] = []
  const problem = (status: RuleStatus, because: string): PreparedCorrelation => ({
    correlation,
    members,
    problem: { status, because },
  })
  for (const name of correlation.rules) {
    const isIt = ({ head }: Pick<SigmaRule, 'head'>) => head.id === name || head.name === name
    const number = rules.findIndex(isIt)
    if (number >= 0) members.push(number)
    else if (correlations.some(isIt))
      return problem('rejected', `${name} is a correlation; only rules are counted`)
    else if (rejected.some(isIt)) return problem('rejected', `the rule ${name} cannot be read`)
    else return problem('rejected', `there is no rule ${name}`)
  }
  for (const number of members) {
    const binding = bindings[number]
    if (!binding || binding.status === 'bound') continue
    return problem(binding.status, `${rules[number]?.head.title ?? ''}: ${binding.because}`)
  }
  return { correlation, members }
}

function feedOf(correlation: SigmaCorrelation, index: number, place: number, { rules }: RuleSet): Feed {
  const name = correlation.rules[place] ?? ''
  const head = rules.find(({ head: { id, name: called } }) => id === name || called === name)?.head
  const fieldIn = (field: string) => {
    const alias = correlation.aliases.get(field)
    return alias?.get(name) ?? alias?.get(head?.name ?? '') ?? alias?.get(head?.id ?? '') ?? field
  }
  const slotsOf = (rule: RuleInLog, field: string) => rule.part.place(fieldIn(field)).slots
  const fields = [
    ...correlation.groupBy,
    ...(correlation.valueField === null ? [] : [correlation.valueField]),
  ]
  return {
    correlation: index,
    place,
    columnsFor: (rule) => fields.flatMap((field) => slotsOf(rule, field).map(columnOf)),
    valuesOf(rule, text) {
      const group: string[] = []
      for (const field of correlation.groupBy) {
        const value = firstValue(slotsOf(rule, field), text)
        if (value === undefined) return undefined
        group.push(value)
      }
      if (correlation.valueField === null) return { group, value: null }
      const value = firstValue(slotsOf(rule, correlation.valueField), text)
      return value === undefined ? undefined : { group, value }
    },
  }
}

function firstValue(slots: readonly Slot[], text: (column: string) => string | null): string | undefined {
  for (const slot of slots) {
    const [value] = valuesIn(slot, text(columnOf(slot)))
    if (value !== undefined && value.text !== '') return value.text
  }
  return undefined
}

/** What a correlation came to. */
export interface CorrelationOutcome extends PreparedCorrelation {
  readonly count: number
  readonly hits: readonly DetectionHit[]
}

/** Counts, group by group, in one pass over the hits of each correlation. @param limit hits to list at most */
export async function correlate(
  { all }: PreparedCorrelations,
  table: HitTable,
  limit: number,
): Promise<readonly CorrelationOutcome[]> {
  const outcomes: CorrelationOutcome[] = []
  for (const [index, prepared] of all.entries()) {
    if (prepared.problem) outcomes.push({ ...prepared, count: 0, hits: [] })
    else outcomes.push({ ...prepared, ...(await counted(prepared.correlation, index, table, limit)) })
  }
  return outcomes
}

async function counted(correlation: SigmaCorrelation, index: number, table: HitTable, limit: number) {
  let hits: DetectionHit[] = []
  let count = 0
  let current: { key: string; window: Window } | undefined
  for await (const hit of table.of(index)) {
    if (current?.key !== hit.groupKey) current = { key: hit.groupKey, window: windowOf(correlation) }
    const fired = current.window.take(hit)
    if (!fired) continue
    count++
    const { id, time, source, group } = hit
    const named = Object.fromEntries(correlation.groupBy.map((field, at) => [field, group[at] ?? '']))
    hits.push({ eventId: id, time: new Date(time).toISOString(), source, group: named, ...fired })
    if (hits.length >= 2 * limit + 1000) hits = hits.sort(byTime).slice(0, limit)
  }
  return { count, hits: hits.sort(byTime).slice(0, limit) }
}
