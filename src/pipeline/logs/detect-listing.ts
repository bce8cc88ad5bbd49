/** Listing the rows of kinds on which rules are true: all at once where they fit into memory, else row by row. */
import type { DetectionHit } from '#model/detection.ts'
import type { FoundRows, RowKind } from '#store/log-store/detect-shapes.ts'
import type { AskedColumn } from './detect-columns.ts'
import { HitGiver } from './detect-kinds.ts'
import type { HitSink, JudgedLog, JudgedRule } from './detect-types.ts'
import { hitAt, hitIn, kindIn } from './detect-written.ts'

/** What is to be listed. */
export interface Matching {
  /** The columns that tell the kinds apart. */
  readonly columns: readonly AskedColumn[]
  readonly kinds: readonly RowKind[]
  /** Of each kind, the rules that are true of it. */
  readonly rules: readonly (readonly JudgedRule[])[]
  /** Columns that the sink wants beside. */
  readonly texts: readonly string[]
  /** By time: for lists that are cut off. */
  readonly ordered: boolean
}

/** Lists all rows in the order of their times. @returns how many there were */
export async function listAtOnce(log: JudgedLog, matching: Matching, sink: HitSink): Promise<number> {
  const { columns, kinds } = matching
  const lists = listsOf(matching, sink.run(true))
  let all = 0
  let found = 0
  for await (const { rows, written } of log.rows.rowsInTime(columns, { kinds })) {
    for (const row of written) giveAll(hitIn(row, log.source), lists[kindIn(row)])
    all += rows
    found += written.length
  }
  if (found === all) return found
  const rest = { texts: [], ordered: false, leftOver: true }
  const left = listsOf(matching, sink.run(false))
  for await (const rows of log.rows.rows(columns, { kinds }, rest)) {
    for (const [row, kind] of rows.kinds.entries()) giveAll(hitAt(rows, row, log.source), left[kind])
    found += rows.kinds.length
  }
  return found
}

const listsOf = ({ rules }: Matching, listOf: (rule: JudgedRule) => DetectionHit[]) =>
  rules.map((ofKind) => ofKind.map(listOf))

/** Rules that are true of a row share its hit. */
function giveAll(hit: DetectionHit, lists: readonly DetectionHit[][] | undefined): void {
  for (const list of lists ?? []) list.push(hit)
}

/**
 * Lists row by row.
 *
 * @param left the rules that want more; those that have enough are taken out
 * @returns how many rows there were, or that no rule wants more
 */
export async function listRows(
  log: JudgedLog,
  { columns, kinds, rules, texts, ordered }: Matching,
  sink: HitSink,
  left: Set<JudgedRule>,
): Promise<number | 'enough'> {
  const giver = new HitGiver(log.source, sink)
  const give = (ofKind: readonly JudgedRule[], found: FoundRows, row: number) => {
    for (const rule of ofKind) if (left.has(rule) && !giver.give(rule, found, row)) left.delete(rule)
  }
  let count = 0
  for await (const found of log.rows.rows(columns, { kinds }, { texts, ordered })) {
    for (const [row, kind] of found.kinds.entries()) give(rules[kind] ?? [], found, row)
    count += found.kinds.length
    await sink.settle()
    if (left.size === 0) return 'enough'
  }
  return count
}
