/** The answers for classes of accounts, each worked out once. */
import { behavioursOf } from './behaviours.ts'
import { noBits } from './bits.ts'
import type { Classified } from './column-tenant.ts'
import type { AccountCoverage, Judge } from './judge.ts'
import type { OtherSources } from './other-sources.ts'
import { RowNumbers } from './row-numbers.ts'

export interface ClassAnswers {
  /** Of each class the place of its answer in `answers`; nothing is said of a class without accounts. */
  readonly places: Uint32Array
  /** Some of them may be alike. */
  readonly answers: readonly AccountCoverage[]
}

/** Answers that still hold where a class is not touched. */
interface Before extends ClassAnswers {
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
  const numberOf = numbering(judge, policies.length, under)
  const answerFor = (one: number, beside: OtherSources): AccountCoverage => {
    const row = one * 2 * words
    const certain = under.subarray(row, row + words)
    return judge.of({ certain, possible: under.subarray(row + words, row + 2 * words) }, beside)
  }
  const sources = differing(roots.beside)
  const [used, rootOf] = [classes.inUse(), classes.roots()]
  const answers = [...(before?.answers ?? [])]
  const known = new Map<number, number>()
  const places = new Uint32Array(classes.size)
  if (before) places.set(before.places)
  for (let one = 0; one < classes.size; one += 1) {
    if (used[one] === 0 || before?.touched[one] === 0) continue
    const source = sources.places[rootOf[one] as number] as number
    const number = numberOf(one) * sources.list.length + source
    let place = known.get(number)
    if (place === undefined) {
      place = answers.push(answerFor(one, sources.list[source] as OtherSources)) - 1
      known.set(number, place)
    }
    places[one] = place
  }
  return { places, answers }
}

/**
 * A number for each class, equal where the behaviours are that it is under. Taking out what makes no difference is
 * done once for all classes under the very same ones.
 */
function numbering(judge: Judge, policies: number, under: Uint32Array): (oneClass: number) => number {
  const { length: words } = noBits(policies)
  const [least, most] = [behavioursOf(judge, 'least', policies), behavioursOf(judge, 'most', policies)]
  const key = new Uint32Array(least.words + most.words)
  const whole = new RowNumbers(key.length)
  const reduced = new RowNumbers(key.length)
  const numbers: number[] = []
  return (oneClass) => {
    least.write(under, oneClass * 2 * words, key, 0)
    most.write(under, oneClass * 2 * words + words, key, least.words)
    const number = whole.of(key, 0)
    if (number === numbers.length) {
      least.reduce(key, 0)
      most.reduce(key, least.words)
      numbers.push(reduced.of(key, 0))
    }
    return numbers[number] as number
  }
}

/** The different ones, and of each its place among them. */
function differing(beside: readonly OtherSources[]) {
  const list: OtherSources[] = []
  const known = new Map<string, number>()
  const places = beside.map((one) => {
    const key = `${one.securityDefaults} ${one.perUserMfa}`
    const place = known.get(key) ?? list.push(one) - 1
    known.set(key, place)
    return place
  })
  return { list, places }
}
