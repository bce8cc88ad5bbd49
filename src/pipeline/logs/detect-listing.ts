/** Listing the rows of kinds on which rules are true: all at once where they fit into memory, else row by row. */
import type { LogSource } from '#model/events/log-event.ts'
import type { FoundRows, RowKind } from '#store/log-store/detect-rows.ts'
import { IsoClock } from './detect-clock.ts'
import { HitGiver } from './detect-kinds.ts'
import type { TimedHits } from './detect-order.ts'
import type { HitSink, JudgedLog, JudgedRule } from './detect-types.ts'

/** What is to be listed. */
export interface Matching {
  /** Kinds of rows with the rules that are true on them, in the order of `kinds`. */
  readonly byKind: readonly (readonly [number, readonly JudgedRule[]])[]
  readonly kinds: readonly RowKind[]
  /** Columns that the sink wants beside. */
  readonly texts: readonly string[]
  /** By time: for lists that are cut off. */
  readonly ordered: boolean
}

/** Lists kind by kind. @returns how many rows there were */
export async function listAtOnce(log: JudgedLog, matching: Matching, sink: HitSink): Promise<number> {
  const { byKind, kinds } = matching
  const unclear: number[] = []
  const clock = new IsoClock()
  let found = 0
  for await (const { kind, rows, hits } of log.rows.rowsByKind(log.classes.columns, kinds)) {
    // An id with the separator in it would make two rows of one.
    if (hits.length !== rows) {
      unclear.push(kind)
      continue
    }
    found += rows
    const rules = byKind[kind]?.[1] ?? []
    sink.takeAll(rules, runOf(hits, log.source, clock))
  }
  if (unclear.length === 0) return found
  const rest = {
    ...matching,
    byKind: unclear.flatMap((kind) => (byKind[kind] ? [byKind[kind]] : [])),
    kinds: unclear.flatMap((kind) => kinds[kind] ?? []),
  }
  const rules = new Set(rest.byKind.flatMap(([, ofKind]) => ofKind))
  const more = await listRows(log, rest, sink, rules)
  return more === 'enough' ? Number.NaN : found + more
}

/** The hits of one kind; rules that match it share them. */
function runOf(written: readonly string[], source: LogSource, clock: IsoClock): TimedHits {
  const times = new Float64Array(written.length)
  const hits = written.map((hit, place) => {
    const at = hit.indexOf('\x1f')
    const time = at === 0 ? Number.POSITIVE_INFINITY : Number(hit.slice(0, at))
    times[place] = time
    return { eventId: hit.slice(at + 1), time: at === 0 ? null : clock.text(time), source }
  })
  return { hits, times }
}

/**
 * Lists row by row.
 *
 * @param left the rules that want more; those that have enough are taken out
 * @returns how many rows there were, or that no rule wants more
 */
export async function listRows(
  log: JudgedLog,
  { byKind, kinds, texts, ordered }: Matching,
  sink: HitSink,
  left: Set<JudgedRule>,
): Promise<number | 'enough'> {
  const giver = new HitGiver(log.source, sink)
  const give = (rules: readonly JudgedRule[], found: FoundRows, row: number) => {
    for (const rule of rules) if (left.has(rule) && !giver.give(rule, found, row)) left.delete(rule)
  }
  let count = 0
  for await (const found of log.rows.rows(log.classes.columns, { kinds }, { texts, ordered })) {
    for (const [row, kind] of found.kinds.entries()) give(byKind[kind]?.[1] ?? [], found, row)
    count += found.kinds.length
    await sink.settle()
    if (left.size === 0) return 'enough'
  }
  return count
}
