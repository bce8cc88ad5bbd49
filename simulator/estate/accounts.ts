import { guidAt, indexOfGuid } from './random.ts'
import type { Account } from './types.ts'

/** Everything an ordinary person is made from. */
export interface Bulk {
  readonly kind: string
  readonly seed: number
  /** Builds the nth ordinary person; called again for every read, so that 100,000 of them cost no memory. */
  build: (index: number, id: string) => Account
  /** The number in a user principal name that `build` made. */
  readonly indexInName: (userPrincipalName: string) => number | undefined
}

/**
 * All accounts of a tenant: a constant handful of named ones, spread evenly through any number of ordinary ones.
 * Spread, because a reader that stops after the first page must not have seen every interesting account.
 */
export class Accounts {
  readonly named: Account[]
  readonly bulk: Bulk
  readonly #wanted: number

  constructor(named: Account[], wanted: number, bulk: Bulk) {
    this.named = named
    this.bulk = bulk
    this.#wanted = wanted
  }

  get length(): number {
    return Math.max(this.#wanted, this.named.length)
  }

  get bulkLength(): number {
    return this.length - this.named.length
  }

  /** The account at a place in the list that `/users` pages through. */
  at(position: number): Account {
    const before = this.#namedBefore(position)
    const named = this.#placeOf(before) === position ? this.named[before] : undefined
    return named ?? this.ordinary(position - before)
  }

  ordinary(index: number): Account {
    return this.bulk.build(index, this.idOfOrdinary(index))
  }

  idOfOrdinary(index: number): string {
    return guidAt(this.bulk.kind, index, this.bulk.seed)
  }

  /** By object id or user principal name, as `/users/{id}` accepts both. */
  find(key: string): Account | undefined {
    const wanted = key.toLowerCase()
    const named = this.named.find(
      ({ user }) => user.id === wanted || user.userPrincipalName.toLowerCase() === wanted,
    )
    if (named) return named
    const index = wanted.includes('@')
      ? this.bulk.indexInName(wanted)
      : indexOfGuid(wanted, this.bulk.kind, this.bulk.seed)
    if (index === undefined || index >= this.bulkLength) return undefined
    const found = this.ordinary(index)
    return [found.user.id, found.user.userPrincipalName.toLowerCase()].includes(wanted) ? found : undefined
  }

  #placeOf(named: number): number {
    return named < this.named.length ? Math.floor((named * this.length) / this.named.length) : -1
  }

  #namedBefore(position: number): number {
    return Math.ceil((position * this.named.length) / this.length)
  }
}
