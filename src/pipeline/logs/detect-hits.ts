/** The hits of rules while they come in: listed up to a limit, and handed on to the correlations that count them. */
import type { DetectionHit } from '#model/detection.ts'
import type { LogSource } from '#model/events/log-event.ts'
import type { HitTable } from '#store/log-store/detect-hit-table.ts'
import type { FoundRows } from '#store/log-store/detect-rows.ts'
import { IsoClock } from './detect-clock.ts'
import { textAt } from './detect-kinds.ts'
import type { HitSink, RuleInLog, TimedHit } from './detect-types.ts'

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
  private readonly clock = new IsoClock()
  private readonly lists = new Map<number, TimedHit[]>()

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
    this.list(rule.number, { id, time, source })
  }

  takeAll(rules: readonly RuleInLog[], hit: TimedHit): void {
    for (const { number } of rules) this.list(number, hit)
  }

  private list(number: number, hit: TimedHit): void {
    const list = this.lists.get(number)
    if (!list) this.lists.set(number, [hit])
    else if (list.push(hit) >= 2 * this.limit + 1000) list.sort(byTime).splice(this.limit)
  }

  async settle(): Promise<void> {
    await this.table.settle()
  }

  /** The listed hits of a rule, in the order of their times. */
  of(number: number): readonly DetectionHit[] {
    const list = (this.lists.get(number) ?? []).sort(byTime)
    const listed = list.length > this.limit ? list.slice(0, this.limit) : list
    return listed.map(({ id, time, source }) => ({
      eventId: id,
      time: time === null ? null : this.clock.text(time),
      source,
    }))
  }
}

/** Events without a time come last; those of one time in the order of their ids. */
export function byTime(one: Pick<TimedHit, 'id' | 'time'>, other: Pick<TimedHit, 'id' | 'time'>): number {
  const difference = (one.time ?? Number.POSITIVE_INFINITY) - (other.time ?? Number.POSITIVE_INFINITY)
  if (difference !== 0 && !Number.isNaN(difference)) return difference
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0
}
