/**
 * Detection in one log: (1) the values of each column are judged once, (2) the rows are counted by the classes of
 * their values, (3) every rule is judged on each kind of row, (4) the rows of kinds that match are listed, and
 * (5) what columns could not decide is decided row by row.
 */
import type { LogSource, TextColumn } from '#model/events/log-event.ts'
import { AtomTable } from '#sigma/atoms.ts'
import { evaluate } from '#sigma/expression.ts'
import type { EventRows, RowKind } from '#store/log-store/detect-rows.ts'
import { classesOf } from './detect-columns.ts'
import { HitGiver, rulesByKind, truthOn } from './detect-kinds.ts'
import { decideOpen } from './detect-open.ts'
import type {
  HitSink,
  JudgedLog,
  JudgedRule,
  LogOutcome,
  RuleInLog,
  RuleInLogOutcome,
} from './detect-types.ts'
import { absentFields } from './detect-unbound.ts'

/** Runs the rules of one log over its events. */
export async function detectInLog(
  source: LogSource,
  rows: EventRows,
  rules: readonly RuleInLog[],
  sink: HitSink,
): Promise<LogOutcome> {
  const table = new AtomTable()
  const judged = rules.map(
    (rule): JudgedRule => ({ ...rule, test: table.add(rule.part.test), matching: [], open: [], count: 0 }),
  )
  const variety = await rows.variety(columnsOf(rules))
  const classes = await classesOf(table, rows, variety)
  const kinds = await rows.kinds(classes.columns)
  if (kinds.length === 0) return { rows: 0, rules: [] }
  const log: JudgedLog = { source, rows, table, classes, kinds }
  for (const [index, kind] of kinds.entries()) judgeKind(judged, log, kind, index)
  await listMatching(log, judged, sink)
  const seen = await decideOpen(log, judged, sink)
  const empty = columnsOf(rules).filter((column) => variety.get(column) === 0)
  const nowhere = new Set(empty).difference(await rows.filled(empty))
  const outcomes: RuleInLogOutcome[] = []
  for (const rule of judged) {
    const { found, missing } = await absentFields(rule, log, nowhere, seen)
    outcomes.push({ number: rule.number, count: rule.count, found, missing })
  }
  return { rows: kinds.reduce((sum, kind) => sum + kind.rows, 0), rules: outcomes }
}

/** The columns that the fields of the rules lie in. */
function columnsOf(rules: readonly RuleInLog[]): readonly TextColumn[] {
  const slots = rules.flatMap(({ part }) => part.fields.flatMap((field) => field.slots))
  return Array.from(new Set(slots.flatMap((slot) => (slot.kind === 'column' ? [slot.column] : []))))
}

function judgeKind(rules: readonly JudgedRule[], log: JudgedLog, kind: RowKind, index: number): void {
  const truth = truthOn(kind, log.classes)
  for (const rule of rules) {
    const value = evaluate(rule.test, truth)
    if (value === undefined) rule.open.push(index)
    else if (value) {
      rule.matching.push(index)
      rule.count += kind.rows
    }
  }
}

async function listMatching(log: JudgedLog, rules: readonly JudgedRule[], sink: HitSink): Promise<void> {
  const listed = rules.filter((rule) => sink.wants(rule) > 0)
  const byKind = Array.from(rulesByKind(listed, 'matching'))
  const wanted = { kinds: byKind.flatMap(([kind]) => log.kinds[kind] ?? []) }
  const texts = Array.from(new Set(listed.flatMap((rule) => sink.columnsFor(rule))))
  const ordered = listed.some((rule) => sink.wants(rule) !== Number.POSITIVE_INFINITY)
  const giver = new HitGiver(log.source, sink)
  const left = new Set(listed.filter((rule) => rule.count > 0))
  let missing = wanted.kinds.reduce((sum, kind) => sum + kind.rows, 0)
  for await (const found of log.rows.rows(log.classes.columns, wanted, { texts, ordered })) {
    for (const [row, kind] of found.kinds.entries()) {
      for (const rule of byKind[kind]?.[1] ?? []) {
        if (left.has(rule) && !giver.give(rule, found, row)) left.delete(rule)
      }
    }
    missing -= found.kinds.length
    await sink.settle()
    if (left.size === 0) return
  }
  // Events that came or went meanwhile, or a list that broke off, must not pass for silence.
  if (missing !== 0) throw new Error(`${missing} events of ${log.source} were counted and not found again`)
}
