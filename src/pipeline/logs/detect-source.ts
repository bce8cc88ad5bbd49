/**
 * Detection in one log: (1) the values of each column are judged once, (2) the rows are counted by the classes of
 * their values, (3) every rule is judged on each kind of row, (4) the rows of kinds that match are listed, and
 * (5) what columns could not decide is decided row by row.
 */
import type { LogSource, TextColumn } from '#model/events/log-event.ts'
import { AtomTable } from '#sigma/atoms.ts'
import { evaluate, leavesOf, type Truth } from '#sigma/expression.ts'
import type { EventRows } from '#store/log-store/detect-rows.ts'
import type { RowKind } from '#store/log-store/detect-shapes.ts'
import { judgeColumns } from './detect-columns.ts'
import { condensed } from './detect-condensed.ts'
import { rulesByKind, truthOn } from './detect-kinds.ts'
import { listAtOnce, listRows, type Matching } from './detect-listing.ts'
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

/** So many rows are taken from the database at once; more come one after the other. */
const MOST_AT_ONCE = 1_000_000

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
  const { classes, kinds } = await judgeColumns(table, rows, variety)
  if (kinds.length === 0) return { rows: 0, rules: [] }
  const log: JudgedLog = { source, rows, table, classes, kinds }
  for (const rule of judged) judgeRule(rule, log)
  const listed = judged.filter((rule) => rule.count > 0 && sink.wants(rule) > 0)
  await listMatching(
    log,
    listed.filter((rule) => sink.needsRows(rule)),
    sink,
  )
  await listMatching(
    log,
    listed.filter((rule) => !sink.needsRows(rule)),
    sink,
  )
  const seen = await decideOpen(log, judged, sink)
  const nowhere = await emptyColumns(log, columnsOf(rules), variety)
  const outcomes: RuleInLogOutcome[] = []
  for (const rule of judged) {
    const { found, missing } = await absentFields(rule, log, nowhere, seen)
    outcomes.push({ number: rule.number, count: rule.count, found, missing })
  }
  return { rows: kinds.reduce((sum, kind) => sum + kind.rows, 0), rules: outcomes }
}

/** Which of the columns have nothing in any event. Most were asked for all their values already. */
async function emptyColumns(
  { rows, classes }: JudgedLog,
  columns: readonly TextColumn[],
  variety: ReadonlyMap<string, number>,
): Promise<ReadonlySet<string>> {
  const maybe = columns.filter((column) => variety.get(column) === 0)
  const left = maybe.filter((column) => !classes.empty.has(column))
  return new Set(maybe).difference(await rows.filled(left))
}

/** The columns that the fields of the rules lie in. */
function columnsOf(rules: readonly RuleInLog[]): readonly TextColumn[] {
  const slots = rules.flatMap(({ part }) => part.fields.flatMap((field) => field.slots))
  return Array.from(new Set(slots.flatMap((slot) => (slot.kind === 'column' ? [slot.column] : []))))
}

/** Judges a rule on every kind: kinds that are alike in the columns of its atoms are judged once. */
function judgeRule(rule: JudgedRule, { classes, kinds }: JudgedLog): void {
  const asked = Array.from(leavesOf(rule.test), (atom) => classes.columnOf.get(atom))
  const places = Array.from(new Set(asked)).filter((place) => place !== undefined)
  const known = new Map<string, Truth>()
  for (const [index, kind] of kinds.entries()) {
    const key = places.length === 1 ? String(kind.classes[places[0] ?? 0]) : keyOf(kind, places)
    if (!known.has(key)) known.set(key, evaluate(rule.test, truthOn(kind, classes)))
    const value = known.get(key)
    if (value === undefined) rule.open.push(index)
    else if (value) {
      rule.matching.push(index)
      rule.count += kind.rows
    }
  }
}

const keyOf = ({ classes }: RowKind, places: readonly number[]): string =>
  places.map((place) => classes[place]).join()

/** The kinds of rows that some rule is true of, told apart by as few columns as it takes. */
function matchingOf({ kinds, classes }: JudgedLog, listed: readonly JudgedRule[], sink: HitSink): Matching {
  const rules = rulesByKind(listed, 'matching')
  const signature = (kind: number) =>
    rules
      .get(kind)
      ?.map(({ number }) => number)
      .join()
  const few = condensed(classes.columns, kinds, signature)
  return {
    columns: few.columns,
    kinds: few.kinds,
    rules: few.originals.map((kind) => rules.get(kind) ?? []),
    texts: Array.from(new Set(listed.flatMap((rule) => sink.columnsFor(rule)))),
    ordered: listed.some((rule) => sink.wants(rule) !== Number.POSITIVE_INFINITY),
  }
}

/** Lists the rows of kinds that match. @throws Error when the store does not give the rows that were counted */
async function listMatching(log: JudgedLog, listed: readonly JudgedRule[], sink: HitSink): Promise<void> {
  if (listed.length === 0) return
  const matching = matchingOf(log, listed, sink)
  const expected = matching.kinds.reduce((sum, kind) => sum + kind.rows, 0)
  const isSmall =
    !listed.some((rule) => sink.needsRows(rule)) && !matching.ordered && expected <= MOST_AT_ONCE
  const found = isSmall
    ? await listAtOnce(log, matching, sink)
    : await listRows(log, matching, sink, new Set(listed))
  // Events that came or went meanwhile, or a list that broke off, must not pass for silence.
  if (found !== 'enough' && found !== expected) {
    throw new Error(`of ${expected} events of ${log.source} that match ${found} were found again`)
  }
}
