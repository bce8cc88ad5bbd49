/**
 * Detection over stored events: (1) bind the rules, (2) run those of each log over its events, (3) count what
 * correlations count, (4) say of every rule what it found or why it could not look.
 */
import type { DetectionReport } from '#model/detection.ts'
import { type LogSource, logSources } from '#model/events/log-event.ts'
import { type Binding, type BoundPart, bindRule } from '#sigma/bind.ts'
import { leavesOf } from '#sigma/expression.ts'
import type { FieldMap } from '#sigma/field-map.ts'
import { atomColumns } from '#sigma/match.ts'
import type { RuleSet } from '#sigma/parse.ts'
import type { Placeholders } from '#sigma/placeholders.ts'
import { withDuckDb } from '#store/duckdb.ts'
import { HitTable } from '#store/log-store/detect-hit-table.ts'
import { type EventDatabase, EventRows } from '#store/log-store/detect-rows.ts'
import { correlate, prepareCorrelations } from './detect-correlations.ts'
import { HitLists } from './detect-hits.ts'
import { correlationReport, rejectedReport, ruleReport } from './detect-report.ts'
import { detectInLog } from './detect-source.ts'
import type { LogOutcome, RuleInLog } from './detect-types.ts'

/** The events to look through. */
export interface DetectionEvents {
  /** A locked-down database that may read them. */
  readonly connection: EventDatabase
  /**
   * What stands behind FROM for the events of one log: a relation with every column of text as VARCHAR, `time` and
   * `seen` as TIMESTAMP, `whole` as BOOLEAN and `raw` as VARCHAR. It holds no other log: every question would have to
   * ask for the log too. Undefined for a log that has no events.
   */
  relationOf(source: LogSource): string | undefined
  /** Runs work on a further database that may read the same: two logs are then looked through at once. */
  beside?<T>(work: (connection: EventDatabase) => Promise<T>): Promise<T>
}

export interface DetectionOptions {
  readonly rules: RuleSet
  readonly map: FieldMap
  readonly placeholders?: Placeholders
  /** Hits to list of each rule at most; they are counted whatever it is. Without it all are listed. */
  readonly limit?: number
  readonly signal?: AbortSignal
}

/**
 * Runs rules and correlations over events.
 *
 * @example await detect({ connection, relationOf }, { rules: parseRules(files), map: parseFieldMap(text) })
 */
export async function detect(events: DetectionEvents, options: DetectionOptions): Promise<DetectionReport> {
  // What correlations count is written while events are read, and one connection does one of the two.
  return withDuckDb([], (scratch) => detectWith(events, options, new HitTable(scratch)), { memory: '256MB' })
}

async function detectWith(
  events: DetectionEvents,
  { rules, map, placeholders = new Map(), limit = Number.POSITIVE_INFINITY, signal }: DetectionOptions,
  table: HitTable,
): Promise<DetectionReport> {
  const bindings = rules.rules.map((rule) => bindRule(rule, map, placeholders))
  const correlations = prepareCorrelations(rules, bindings)
  const hits = new HitLists(limit, correlations.feeds, new Set(correlations.quiet.keys()), table)
  const outcomes = new Map<LogSource, LogOutcome>()
  const waiting = [...rulesByLog(bindings)]
  const lane = async (connection: EventDatabase) => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      signal?.throwIfAborted()
      const [source, here] = next
      const relation = events.relationOf(source)
      if (relation === undefined) continue
      const rows = new EventRows(connection, relation)
      outcomes.set(source, await detectInLog(source, rows, here, hits))
    }
  }
  await Promise.all([lane(events.connection), events.beside?.(lane)])
  const correlated = await correlate(correlations, table, limit)
  const reports = bindings.map((binding, number) =>
    ruleReport({
      binding,
      number,
      outcomes,
      quiet: correlations.quiet.get(number),
      hits: hits.of(number),
    }),
  )
  return {
    rules: [
      ...reports,
      ...correlated.map((outcome) => correlationReport(outcome, reports)),
      ...rules.rejected.map(rejectedReport),
    ],
  }
}

/** The rules that can run, under each log that they are for; first the logs that take longest. */
function rulesByLog(bindings: readonly Binding[]): readonly (readonly [LogSource, readonly RuleInLog[]])[] {
  const running = bindings.flatMap((binding, number) =>
    binding.status === 'bound' ? binding.bound.parts.map((part): RuleInLog => ({ number, part })) : [],
  )
  const logs = logSources
    .map((source) => [source, running.filter(({ part }) => part.sources.includes(source))] as const)
    .filter(([, rules]) => rules.length > 0)
  const isLong = ([, rules]: (typeof logs)[number]) => rules.some(({ part }) => mayNeedOnlyRecords(part))
  return [...logs.filter(isLong), ...logs.filter((log) => !isLong(log))]
}

/** True for rules that nothing but the whole record may decide, as keywords do. */
function mayNeedOnlyRecords({ test }: BoundPart): boolean {
  return Array.from(leavesOf(test)).every((atom) => atomColumns(atom).includes('raw'))
}
