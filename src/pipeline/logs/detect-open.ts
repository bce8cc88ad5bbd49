/** What columns could not decide is decided row by row, of the rows that may still matter. */
import { anyFilter, everyRow, type RowFilter, type TextQuestion } from '#model/events/row-filter.ts'
import { evaluate, leavesOf, type Truth } from '#sigma/expression.ts'
import { atomColumns } from '#sigma/match.ts'
import { atomFilter, expressionFilter, recordQuestion } from '#sigma/row-filters.ts'
import { slotKey } from '#sigma/slot.ts'
import { MOST_ASKED } from '#store/log-store/detect-questions.ts'
import type { FoundRows } from '#store/log-store/detect-rows.ts'
import { HitGiver, rulesByKind, textAt, truthOn } from './detect-kinds.ts'
import { RowJudge } from './detect-row-judge.ts'
import type { HitSink, JudgedLog, JudgedRule } from './detect-types.ts'

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
function columnsToRead(rule: JudgedRule, log: JudgedLog): readonly string[] {
  const atoms = openAtoms(rule, log).map(({ atom }) => atom)
  return Array.from(new Set(atoms.flatMap(atomColumns)))
}

/** The atoms of a rule that classes of values do not decide. */
function openAtoms(rule: JudgedRule, { table, classes }: JudgedLog) {
  return Array.from(leavesOf(rule.test))
    .filter((number) => !classes.columnOf.has(number))
    .flatMap((number) => {
      const atom = table.atoms[number]
      return atom ? [{ number, atom }] : []
    })
}

interface Questions {
  readonly asked: readonly TextQuestion[]
  /** Of an atom, the place of its question. */
  readonly placeOf: ReadonlyMap<number, number>
}

const NO_QUESTIONS: Questions = { asked: [], placeOf: new Map() }

/** What the database may answer about records, if that is all that they are read for. */
function questionsOf(rules: readonly JudgedRule[], log: JudgedLog, sink: HitSink): Questions {
  if (rules.some((rule) => sink.columnsFor(rule).includes('raw'))) return NO_QUESTIONS
  const asked: TextQuestion[] = []
  const placeOf = new Map<number, number>()
  for (const { number, atom } of rules.flatMap((rule) => openAtoms(rule, log))) {
    if (placeOf.has(number) || !atomColumns(atom).includes('raw')) continue
    const question = recordQuestion(atom)
    if (!question || asked.length >= MOST_ASKED) return NO_QUESTIONS
    placeOf.set(number, asked.push(question) - 1)
  }
  return { asked, placeOf }
}

/** What the answers of a row tell of atoms, before what its kind tells. */
function answered(answers: number, { placeOf }: Questions, ofKind: (atom: number) => Truth) {
  if (answers === 0) return ofKind
  return (atom: number): Truth => {
    const place = placeOf.get(atom)
    return place === undefined ? ofKind(atom) : Math.floor(answers / 2 ** (place + 1)) % 2 === 1
  }
}

async function decideTogether(
  log: JudgedLog,
  rules: readonly JudgedRule[],
  sink: HitSink,
  seen: Set<string>,
): Promise<void> {
  const byKind = Array.from(rulesByKind(rules, 'open'))
  const kinds = byKind.flatMap(([kind]) => log.kinds[kind] ?? [])
  const needed = rules.flatMap((rule) => [...columnsToRead(rule, log), ...sink.columnsFor(rule)])
  const texts = Array.from(new Set(needed))
  const ordered = rules.some((rule) => sink.wants(rule) !== Number.POSITIVE_INFINITY)
  const judge = new RowJudge(log.table, seen)
  const giver = new HitGiver(log.source, sink)
  const known = kinds.map((kind) => truthOn(kind, log.classes))
  const wanted = { kinds, ...filtersOf(byKind, log) }
  const questions = questionsOf(rules, log, sink)
  const decide = (kind: number, found: FoundRows, row: number) => {
    const ofKind = known[kind]
    if (!ofKind) return
    const told = answered(found.answers[row] ?? 0, questions, ofKind)
    const truth = judge.truthOf(textAt(found, row), told)
    for (const rule of byKind[kind]?.[1] ?? []) {
      if (evaluate(rule.test, truth) !== true) continue
      rule.count++
      giver.give(rule, found, row)
    }
  }
  const { asked } = questions
  for await (const found of log.rows.rows(log.classes.columns, wanted, { texts, ordered, asked })) {
    for (const [row, kind] of found.kinds.entries()) decide(kind, found, row)
    if (asked.length > 0 && found.ids.length > 0) seen.add(slotKey({ kind: 'record' }))
    await sink.settle()
  }
}

/** For each kind the filter of the rules that are open on it; kinds with the same filter share it. */
function filtersOf(byKind: readonly (readonly [number, readonly JudgedRule[]])[], log: JudgedLog) {
  const places = new Map<string, number>()
  const filters: RowFilter[] = []
  const filterOf = byKind.map(([index, rules]) => {
    const filter = filterOn(index, rules, log)
    const key = JSON.stringify(filter)
    const known = places.get(key)
    if (known !== undefined) return known
    places.set(key, filters.length)
    return filters.push(filter) - 1
  })
  return { filters, filterOf }
}

function filterOn(
  index: number,
  rules: readonly JudgedRule[],
  { kinds, classes, table }: JudgedLog,
): RowFilter {
  const kind = kinds[index]
  if (!kind) return everyRow
  const truth = truthOn(kind, classes)
  const ofAtom = (number: number): RowFilter => {
    const atom = table.atoms[number]
    return atom ? atomFilter(atom) : everyRow
  }
  return anyFilter(rules.map(({ test }) => expressionFilter(test, truth, ofAtom)))
}
