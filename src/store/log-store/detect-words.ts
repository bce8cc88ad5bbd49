/** Classes of many columns packed into few numbers: DuckDB groups and joins by numbers quickest. */

/** Some columns in one number: its SQL, and how many classes each of them has. */
export interface Word {
  readonly sql: string
  readonly sizes: readonly number[]
}

/** The classes in a number. */
export function unpacked(word: number, sizes: readonly number[]): number[] {
  let rest = word
  return sizes.map((size) => {
    const part = rest % size
    rest = (rest - part) / size
    return part
  })
}

/** The numbers of a row's classes. */
export function packedWords(classes: readonly number[], words: readonly Word[]): readonly number[] {
  let at = 0
  return words.map(({ sizes }) => {
    let room = 1
    return sizes.reduce((word, size) => {
      const sum = word + (classes[at++] ?? 0) * room
      room *= size
      return sum
    }, 0)
  })
}
