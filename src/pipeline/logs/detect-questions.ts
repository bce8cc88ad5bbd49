/** What the database may answer about records itself, so that they need not be read. */
import type { TextQuestion } from '#model/events/row-filter.ts'
import { type Expression, leaf, leavesOf, not, type Truth } from '#sigma/expression.ts'
import { askedOfRecord } from '#sigma/row-filters.ts'
import { columnOf } from '#sigma/slot.ts'
import { OWN_ANSWERS } from '#store/log-store/detect-questions.ts'
import type { JudgedLog, JudgedRule } from './detect-types.ts'

export interface Questions {
  readonly asked: readonly TextQuestion[]
  /** The tests of rules over atoms and answers. */
  readonly tests: ReadonlyMap<JudgedRule, Expression<number | Asked>>
}

/** The place of a question, where else the number of an atom stands. */
export interface Asked {
  readonly place: number
}

export const noQuestions: Questions = { asked: [], tests: new Map() }

/** The questions that spare reading the record; none where some rule needs it for something else. */
export function questionsOf(rules: readonly JudgedRule[], log: JudgedLog): Questions {
  const asker = new Asker(log)
  const tests = new Map(rules.map((rule) => [rule, asker.put(rule.test)]))
  return asker.isEnough ? { asked: asker.asked, tests } : noQuestions
}

/** What the answers of a row tell, beside what its kind tells. @param answers as the store gives them, not 0 */
export function answered(answers: number, ofKind: (atom: number) => Truth): (leaf: number | Asked) => Truth {
  return (one) => {
    if (typeof one === 'number') return ofKind(one)
    return one.place < OWN_ANSWERS && Math.floor(answers / 2 ** (one.place + 1)) % 2 === 1
  }
}

class Asker {
  readonly asked: TextQuestion[] = []
  isEnough = true
  private readonly places = new Map<string, number>()
  private readonly log: JudgedLog

  constructor(log: JudgedLog) {
    this.log = log
  }

  /** Alternatives of a list are one question. */
  put(test: Expression<number>): Expression<number | Asked> {
    if (test.kind === 'not') return not(this.put(test.of))
    if (test.kind === 'any' || test.kind === 'leaf') {
      const texts = Array.from(leavesOf(test), (number) => askedOfRecord(this.log.table.atoms[number]))
      const all = texts.filter((text) => text !== undefined)
      if (all.length > 0 && all.length === texts.length) return leaf(this.ask(all))
    }
    if (test.kind !== 'leaf') return { ...test, of: test.of.map((part) => this.put(part)) }
    if (this.needsRecord(test.leaf)) this.isEnough = false
    return test
  }

  private ask(texts: readonly string[]): Asked {
    const key = JSON.stringify(texts)
    const known = this.places.get(key)
    if (known !== undefined) return { place: known }
    const place = this.asked.push({ column: 'raw', texts }) - 1
    this.places.set(key, place)
    return { place }
  }

  private needsRecord(number: number): boolean {
    const atom = this.log.table.atoms[number]
    if (!atom || this.log.classes.columnOf.has(number)) return false
    const slots = atom.kind === 'holds' ? [atom.slot] : [...atom.slots, ...atom.others]
    return slots.some((slot) => columnOf(slot) === 'raw')
  }
}
