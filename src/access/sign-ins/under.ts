/** Of each class of accounts the policies that it is under. */
import { hasBit, noBits } from './bits.ts'
import { marksOfNames } from './class-names.ts'
import type { Classified } from './column-tenant.ts'
import { type AudienceMarks, addMarks, type Marks, writePolicies } from './marks.ts'

type Parts = Pick<Classified, 'classes' | 'roots' | 'names'>

/** Rows of two sets, one for each class: policies for certain, and at most. */
export function underOf({ classes, roots, names }: Parts, audience: AudienceMarks): Uint32Array {
  const { words } = audience
  const marks = marksByClass({ classes, roots, names }, audience)
  const under = new Uint32Array(classes.size * 2 * words)
  for (let one = 0; one < classes.size; one += 1)
    writePolicies(marks, one * 4 * words, words, under, one * 2 * words)
  return under
}

/** A class has the marks of the one it came from and those of the name that it was split by. */
function marksByClass({ classes, roots, names }: Parts, audience: AudienceMarks): Uint32Array {
  const row = 4 * audience.words
  const marks = new Uint32Array(classes.size * row)
  const ofRoots = roots.marksOf(audience)
  const ofNames = marksOfNames(names, audience)
  for (let one = 0; one < classes.size; one += 1) {
    const parent = classes.parentOf(one)
    if (parent === undefined) marks.set(ofRoots[one] as Marks, one * row)
    else {
      marks.copyWithin(one * row, parent * row, parent * row + row)
      const named = ofNames[classes.nameOf(one)]
      if (named) addMarks(marks, one * row, named)
    }
  }
  return marks
}

interface Edit {
  /** Of the policy alone. */
  readonly audience: AudienceMarks
  readonly position: number
}

/** The rows with one policy edited, and which classes it was or is for. */
export function editedUnder(
  next: Classified,
  before: Pick<Classified, 'classes' | 'policies'> & { readonly under: Uint32Array },
  { audience, position }: Edit,
): { readonly under: Uint32Array; readonly touched: Uint8Array } {
  const { length: words } = noBits(before.policies.length)
  const isOff = next.policies[position]?.state === 'disabled'
  const own = underOf(next, audience)
  const under = new Uint32Array(next.classes.size * 2 * words)
  under.set(before.under)
  const touched = new Uint8Array(next.classes.size)
  const bit = 1 << (position & 31)
  for (let one = 0; one < next.classes.size; one += 1) {
    const row = one * 2 * words
    // A class split off just now is under what the one it came from is under.
    if (one >= before.classes.size) {
      const parent = (next.classes.parentOf(one) ?? 0) * 2 * words
      under.copyWithin(row, parent, parent + 2 * words)
      touched[one] = 1
    }
    for (let set = 0; set < 2; set += 1) {
      const word = row + set * words + (position >>> 5)
      const is = !isOff && (own[one * 2 + set] as number) !== 0
      if (is || hasBit(under, row * 32 + set * words * 32 + position)) touched[one] = 1
      under[word] = is ? (under[word] as number) | bit : (under[word] as number) & ~bit
    }
  }
  return { under, touched }
}
