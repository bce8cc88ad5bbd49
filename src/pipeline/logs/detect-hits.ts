/** The hits of rules while they come in: listed up to a limit, and handed on to the correlations that count them. */
import type { DetectionHit } from '#model/detection.ts'
import type { LogSource } from '#model/events/log-event.ts'
import type { HitTable } from '#store/log-store/detect-hit-table.ts'
import type { FoundRows } from '#store/log-store/detect-shapes.ts'
import { textAt } from './detect-kinds.ts'
import { byTime, merged } from './detect-order.ts'
import type { HitSink, RuleInLog } from './detect-types.ts'
import { hitAt } from './detect-written.ts'

/** What a correlation wants of each hit of a rule. */
export interface Feed {
  /** Its place among the correlations, and the rule's place within it. */
  readonly correlation: number
  readonly place: number
  /** The columns to read for it. */
  columnsFor(rule: RuleInLog): readonly string[]
  /** The values that its events are grouped by, and the one that is counted; undefined for an event without one. */
  valuesOf(
    rule: RuleInLog,
    text: (column: string) => string | null,
  ): { readonly group: readonly string[]; readonly value: string | null } | undefined
}

const NO_FEEDS: readonly Feed[] = []

export class HitLists implements HitSink {
  private readonly limit: number
  private readonly feeds: ReadonlyMap<number, readonly Feed[]>
  private readonly quiet: ReadonlySet<number>
  private readonly table: HitTable
  /** Of each rule, lists in the order of time, and lists that are not. */
  private readonly ordered = new Map<number, DetectionHit[][]>()
  private readonly unordered = new Map<number, DetectionHit[][]>()
  private readonly single: (rule: RuleInLog) => DetectionHit[]

  /**
   * @param limit hits to list of each rule at most
   * @param feeds by rule, the correlations that count it
   * @param quiet rules whose own hits are not listed
   * @param table keeps what correlations count
   */
  constructor(
    limit: number,
    feeds: ReadonlyMap<number, readonly Feed[]>,
    quiet: ReadonlySet<number>,
    table: HitTable,
  ) {
    this.limit = limit
    this.feeds = feeds
    this.quiet = quiet
    this.table = table
    this.single = this.run(false)
  }

  columnsFor(rule: RuleInLog): readonly string[] {
    return (this.feeds.get(rule.number) ?? []).flatMap((feed) => feed.columnsFor(rule))
  }

  needsRows({ number }: RuleInLog): boolean {
    return this.feeds.has(number)
  }

  wants({ number }: RuleInLog): number {
    if (this.feeds.has(number)) return Number.POSITIVE_INFINITY
    return this.quiet.has(number) ? 0 : this.limit
  }

  take(rule: RuleInLog, source: LogSource, found: FoundRows, row: number): void {
    const id = found.ids[row] ?? ''
    const time = found.times[row] ?? null
    for (const feed of this.feeds.get(rule.number) ?? NO_FEEDS) {
      const values = time === null ? undefined : feed.valuesOf(rule, textAt(found, row))
      if (!values || time === null) continue
      const { correlation, place } = feed
      this.table.add({ correlation, place, id, time, source, ...values })
    }
    if (this.quiet.has(rule.number)) return
    const list = this.single(rule)
    if (list.push(hitAt(found, row, source)) >= 2 * this.limit + 1000) list.sort(byTime).splice(this.limit)
  }

  run(ordered: boolean): (rule: RuleInLog) => DetectionHit[] {
    const lists = new Map<number, DetectionHit[]>()
    const all = ordered ? this.ordered : this.unordered
    return ({ number }) => {
      const known = lists.get(number)
      if (known) return known
      const list: DetectionHit[] = []
      lists.set(number, list)
      all.set(number, [...(all.get(number) ?? []), list])
      return list
    }
  }

  async settle(): Promise<void> {
    await this.table.settle()
  }

  /** The listed hits of a rule, in the order of their times. */
  of(number: number): readonly DetectionHit[] {
    const others = (this.unordered.get(number) ?? []).map((list) => list.sort(byTime))
    const all = [...(this.ordered.get(number) ?? []), ...others].reduce(merged, [])
    return all.length > this.limit ? all.slice(0, this.limit) : all
  }
}
