/**
 * Accounts that no policy can tell apart, as classes. Each class is a root or was split from another by one thing that
 * policies name: a group its accounts are in, or the account itself. A class always comes after the one it came from.
 */
export class AccountClasses {
  /** The class of each account. */
  readonly of: Uint32Array
  #size: number
  #parents: Uint32Array
  #names: Uint32Array
  /** By class, the one that its latest split made of it. */
  #taken: Uint32Array
  #used: Uint8Array | undefined
  #roots: Uint32Array | undefined

  /**
   * @param of the root of each account, counted from 0; taken over
   * @param roots how many there are
   */
  constructor(of: Uint32Array, roots: number) {
    this.of = of
    this.#size = roots
    this.#parents = new Uint32Array(roots + FREE).fill(ROOT, 0, roots)
    this.#names = new Uint32Array(roots + FREE)
    this.#taken = new Uint32Array(roots + FREE)
  }

  get size(): number {
    return this.#size
  }

  /** The class that this one was split from; undefined for a root. */
  parentOf(one: number): number | undefined {
    const parent = this.#parents[one] ?? ROOT
    return parent === ROOT ? undefined : parent
  }

  /** The number of the name that it was split by. */
  nameOf(one: number): number {
    return this.#names[one] ?? 0
  }

  /** Splits every class into those that the name takes in and the others. Positions may come twice. */
  split(name: number, positions: Iterable<Uint32Array>): void {
    const before = this.#size
    const { of } = this
    for (const piece of positions) {
      for (let index = 0; index < piece.length; index += 1) {
        const position = piece[index] as number
        const own = of[position] as number
        // Split by this name already.
        if (own >= before) continue
        let taken = this.#taken[own] as number
        // Made by an earlier split: for this one it is none.
        if (taken < before) {
          taken = this.#add(own, name)
          this.#taken[own] = taken
        }
        of[position] = taken
      }
    }
  }

  /** The same classes, to be split further without changing these. */
  copy(): AccountClasses {
    const copy = new AccountClasses(this.of.slice(), 0)
    copy.#size = this.#size
    copy.#parents = this.#parents.slice()
    copy.#names = this.#names.slice()
    copy.#taken = this.#taken.slice()
    return copy
  }

  /** Of each class whether an account is left in it; asked for when all is split. */
  inUse(): Uint8Array {
    if (this.#used?.length === this.#size) return this.#used
    const used = new Uint8Array(this.#size)
    for (let position = 0; position < this.of.length; position += 1) used[this.of[position] as number] = 1
    this.#used = used
    return used
  }

  /** The root that a class goes back to. */
  roots(): Uint32Array {
    if (this.#roots?.length === this.#size) return this.#roots
    const roots = new Uint32Array(this.#size)
    for (let one = 0; one < this.#size; one += 1) {
      const parent = this.#parents[one] as number
      roots[one] = parent === ROOT ? one : (roots[parent] as number)
    }
    this.#roots = roots
    return roots
  }

  #add(parent: number, name: number): number {
    if (this.#size === this.#parents.length) {
      this.#parents = doubled(this.#parents)
      this.#names = doubled(this.#names)
      this.#taken = doubled(this.#taken)
    }
    this.#parents[this.#size] = parent
    this.#names[this.#size] = name
    this.#size += 1
    return this.#size - 1
  }
}

const FREE = 1024
const ROOT = 0xffffffff

function doubled(numbers: Uint32Array): Uint32Array {
  const larger = new Uint32Array(numbers.length * 2)
  larger.set(numbers)
  return larger
}
