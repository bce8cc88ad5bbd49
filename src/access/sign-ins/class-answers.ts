/** The answers for classes of accounts, each worked out once. */
import { behavioursOf } from './behaviours.ts'
import { noBits } from './bits.ts'
import type { Classified } from './column-tenant.ts'
import type { AccountCoverage, Judge } from './judge.ts'
import type { OtherSources } from './other-sources.ts'
import { RowNumbers } from './row-numbers.ts'

export interface ClassAnswers {
  /** How many different ones there are. */
  readonly count: number
  of(oneClass: number): AccountCoverage
  /** False for a class without accounts. */
  isAnswered(oneClass: number): boolean
}

/** Answers that still hold where a class is not touched. */
interface Before {
  readonly answers: ClassAnswers
  readonly touched: Uint8Array
}

/** @param under rows as `underOf` makes them */
export function answersOf(
  { classes, roots, policies }: Classified,
  judge: Judge,
  under: Uint32Array,
  before?: Before,
): ClassAnswers {
  const { length: words } = noBits(policies.length)
  const numberOf = numbering(judge, policies.length, under, words)
  const used = classes.inUse()
  const rootOf = new Uint32Array(classes.size)
  const answers: AccountCoverage[] = []
  const byNumber = new Map<number, AccountCoverage>()
  const sources = besideNumbers(roots.beside)
  for (let one = 0; one < classes.size; one += 1) {
    const parent = classes.parentOf(one)
    rootOf[one] = parent === undefined ? one : (rootOf[parent] as number)
    if (used[one] === 0) continue
    if (before?.touched[one] === 0) {
      answers[one] = before.answers.of(one)
      continue
    }
    const beside = sources.numbers[rootOf[one] as number] as number
    const number = numberOf(one) * sources.different.length + beside
    let answer = byNumber.get(number)
    if (answer === undefined) {
      const row = one * 2 * words
      const own = {
        certain: under.subarray(row, row + words),
        possible: under.subarray(row + words, row + 2 * words),
      }
      answer = judge.of(own, sources.different[beside] as OtherSources)
      byNumber.set(number, answer)
    }
    answers[one] = answer
  }
  return {
    count: byNumber.size,
    of: (oneClass) => answers[oneClass] as AccountCoverage,
    isAnswered: (oneClass) => answers[oneClass] !== undefined,
  }
}

/** A number for each class, equal where the behaviours are that it is under. */
function numbering(
  judge: Judge,
  policies: number,
  under: Uint32Array,
  words: number,
): (oneClass: number) => number {
  const [least, most] = [behavioursOf(judge, 'least', policies), behavioursOf(judge, 'most', policies)]
  const key = new Uint32Array(least.words + most.words)
  const keys = new RowNumbers(key.length)
  return (oneClass) => {
    least.write(under, oneClass * 2 * words, key, 0)
    most.write(under, oneClass * 2 * words + words, key, least.words)
    return keys.of(key, 0)
  }
}

function besideNumbers(beside: readonly OtherSources[]) {
  const different: OtherSources[] = []
  const known = new Map<string, number>()
  const numbers = beside.map((one) => {
    const key = `${one.securityDefaults} ${one.perUserMfa}`
    const number = known.get(key) ?? different.length
    if (number === different.length) different.push(one)
    known.set(key, number)
    return number
  })
  return { different, numbers }
}
