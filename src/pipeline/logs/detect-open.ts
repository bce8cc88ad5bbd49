/** What columns could not decide is decided row by row, of the rows that may still matter. */
import type { DetectionHit } from '#model/detection.ts'
import { anyFilter, everyRow, type RowFilter } from '#model/events/row-filter.ts'
import { evaluate, leavesOf, type Truth } from '#sigma/expression.ts'
import { atomColumns } from '#sigma/match.ts'
import { atomFilter, expressionFilter } from '#sigma/row-filters.ts'
import { slotKey } from '#sigma/slot.ts'
import type { FoundRows, ReadRows, WantedKinds } from '#store/log-store/detect-shapes.ts'
import type { AskedColumn } from './detect-columns.ts'
import { condensed } from './detect-condensed.ts'
import { HitGiver, rulesByKind, textAt, truthOn } from './detect-kinds.ts'
import { answered, noQuestions, type Questions, questionsOf } from './detect-questions.ts'
import { RowJudge } from './detect-row-judge.ts'
import type { HitSink, JudgedLog, JudgedRule } from './detect-types.ts'
import { alikeIn, answersIn, hitIn, kindIn } from './detect-written.ts'

/**
 * Decides the rules on the kinds of rows where they are open. Those that need the raw record are decided apart: it is
 * read for nobody else.
 *
 * @returns the keys of the slots in which something was found
 */
export async function decideOpen(
  log: JudgedLog,
  rules: readonly JudgedRule[],
  sink: HitSink,
): Promise<ReadonlySet<string>> {
  const seen = new Set<string>()
  const open = rules.filter((rule) => rule.open.length > 0)
  const groups = Map.groupBy(open, (rule) => columnsToRead(rule, log).includes('raw'))
  for (const group of groups.values()) await decideTogether(log, group, sink, seen)
  return seen
}

/** The columns that a rule needs read row by row. */
function columnsToRead(rule: JudgedRule, { table, classes }: JudgedLog): readonly string[] {
  const atoms = Array.from(leavesOf(rule.test))
    .filter((number) => !classes.columnOf.has(number))
    .flatMap((number) => table.atoms[number] ?? [])
  return Array.from(new Set(atoms.flatMap(atomColumns)))
}

async function decideTogether(
  log: JudgedLog,
  rules: readonly JudgedRule[],
  sink: HitSink,
  seen: Set<string>,
): Promise<void> {
  const further = rules.flatMap((rule) => sink.columnsFor(rule))
  const texts = Array.from(new Set([...rules.flatMap((rule) => columnsToRead(rule, log)), ...further]))
  const ordered = rules.some((rule) => sink.wants(rule) !== Number.POSITIVE_INFINITY)
  const questions = further.includes('raw') ? noQuestions : questionsOf(rules, log)
  const open = openOf(log, rules, questions)
  if (questions.asked.length > 0) seen.add(slotKey({ kind: 'record' }))
  const isAnswered = questions.asked.length > 0 && texts.length === 1 && !ordered
  const atOnce = isAnswered && !rules.some((rule) => sink.needsRows(rule))
  const isLeft = atOnce && (await decideAtOnce(log, open, sink))
  if (!atOnce || isLeft) await decideRows(log, open, { texts, ordered, leftOver: isLeft }, { sink, seen })
}

/** What is open on which kinds of rows. */
interface Open {
  /** The columns that tell the kinds apart. */
  readonly columns: readonly AskedColumn[]
  /** Of each kind, the rules that are open on it. */
  readonly rulesOn: readonly (readonly JudgedRule[])[]
  /** Of each kind, what it tells of atoms. */
  readonly known: readonly ((atom: number) => Truth)[]
  readonly questions: Questions
  readonly wanted: WantedKinds
}

/** Kinds that leave the same rules open and tell the same of their atoms are one. */
function openOf(log: JudgedLog, rules: readonly JudgedRule[], questions: Questions): Open {
  const onKind = rulesByKind(rules, 'open')
  const atomsOf = new Map(rules.map((rule) => [rule, Array.from(leavesOf(rule.test))]))
  const truths = log.kinds.map((kind) => truthOn(kind, log.classes))
  const signature = (kind: number) =>
    onKind
      .get(kind)
      ?.map((rule) => `${rule.number}:${atomsOf.get(rule)?.map((atom) => truths[kind]?.(atom) ?? '-')}`)
      .join(';')
  const { columns, kinds, originals } = condensed(log.classes.columns, log.kinds, signature)
  const rulesOn = originals.map((kind) => onKind.get(kind) ?? [])
  const known = originals.map((kind) => truths[kind] ?? (() => undefined))
  const filters = filtersOf(rulesOn, known, log)
  return { columns, rulesOn, known, questions, wanted: { kinds, ...filters } }
}

/** Decides by answers alone. @returns whether rows are left over that have to be read */
async function decideAtOnce(log: JudgedLog, open: Open, sink: HitSink): Promise<boolean> {
  const { columns, rulesOn, known, questions, wanted } = open
  const decided = new Map<string, { rules: readonly JudgedRule[]; lists: readonly DetectionHit[][] }>()
  const listOf = sink.run(true)
  const decide = (alike: string, kind: number) => {
    const truth = answered(answersIn(alike), known[kind] ?? (() => undefined))
    const isTrue = (rule: JudgedRule) => evaluate(questions.tests.get(rule) ?? rule.test, truth) === true
    const rules = (rulesOn[kind] ?? []).filter(isTrue)
    const decision = { rules, lists: rules.map(listOf) }
    decided.set(alike, decision)
    return decision
  }
  let isLeft = false
  for await (const { rows, written } of log.rows.rowsInTime(columns, wanted, questions.asked)) {
    for (const row of written) {
      const alike = alikeIn(row)
      const { rules, lists } = decided.get(alike) ?? decide(alike, kindIn(row))
      for (const rule of rules) rule.count++
      if (lists.length === 0) continue
      const hit = hitIn(row, log.source)
      for (const list of lists) list.push(hit)
    }
    isLeft ||= written.length < rows
  }
  return isLeft
}

async function decideRows(
  log: JudgedLog,
  { columns, rulesOn, known, questions, wanted }: Open,
  reading: ReadRows,
  { sink, seen }: { readonly sink: HitSink; readonly seen: Set<string> },
): Promise<void> {
  const { asked } = questions
  const judge = new RowJudge(log.table, seen)
  const giver = new HitGiver(log.source, sink)
  const decide = (kind: number, found: FoundRows, row: number) => {
    const ofKind = known[kind]
    if (!ofKind) return
    const answers = asked.length > 0 ? (found.answers[row] ?? 0) : 0
    const read = judge.truthOf(textAt(found, row), ofKind)
    const told = answered(answers, read)
    for (const rule of rulesOn[kind] ?? []) {
      const test = questions.tests.get(rule)
      const value = answers > 0 && test ? evaluate(test, told) : evaluate(rule.test, read)
      if (value !== true) continue
      rule.count++
      giver.give(rule, found, row)
    }
  }
  const rows = log.rows.rows(columns, wanted, { ...reading, asked })
  for await (const found of rows) {
    for (const [row, kind] of found.kinds.entries()) decide(kind, found, row)
    await sink.settle()
  }
}

/** For each kind the filter of the rules that are open on it; kinds with the same filter share it. */
function filtersOf(rulesOn: Open['rulesOn'], known: Open['known'], log: JudgedLog) {
  const places = new Map<string, number>()
  const filters: RowFilter[] = []
  const filterOf = rulesOn.map((rules, kind) => {
    const filter = filterOn(rules, known[kind] ?? (() => undefined), log)
    const key = JSON.stringify(filter)
    const place = places.get(key)
    if (place !== undefined) return place
    places.set(key, filters.length)
    return filters.push(filter) - 1
  })
  return { filters, filterOf }
}

function filterOn(
  rules: readonly JudgedRule[],
  truth: (atom: number) => Truth,
  { table }: JudgedLog,
): RowFilter {
  const ofAtom = (number: number): RowFilter => {
    const atom = table.atoms[number]
    return atom ? atomFilter(atom) : everyRow
  }
  return anyFilter(rules.map(({ test }) => expressionFilter(test, truth, ofAtom)))
}
