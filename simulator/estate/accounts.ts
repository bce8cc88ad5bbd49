import { guidAt, indexOfGuid } from './random.ts'
import type { Account } from './types.ts'

/** Everything an ordinary person is made from. */
export interface Bulk {
  readonly kind: string
  readonly seed: number
  /** Builds the nth ordinary person; called again for every read, so that a million of them cost no memory. */
  build: (index: number, id: string) => Account
  /** The number in a user principal name that `build` made. */
  readonly indexInName: (userPrincipalName: string) => number | undefined
}

/** What was done to an account after the start: other fields, or nothing left of it. */
export type Alteration = Readonly<Record<string, unknown>> | 'removed'

/**
 * All accounts of a tenant: a constant handful of named ones, spread evenly through any number of ordinary ones.
 * Spread, because a reader that stops after the first page must not have seen every interesting account. Accounts
 * added later stand at the end, and a removed one leaves its place empty, so that no page position ever moves.
 */
export class Accounts {
  readonly named: Account[]
  readonly bulk: Bulk
  readonly #wanted: number
  readonly #added: Account[] = []
  readonly #altered = new Map<string, Alteration>()

  constructor(named: Account[], wanted: number, bulk: Bulk) {
    this.named = named
    this.bulk = bulk
    this.#wanted = wanted
  }

  get length(): number {
    return this.#firstLength + this.#added.length
  }

  get bulkLength(): number {
    return this.#firstLength - this.named.length
  }

  /** The account at a place in the list that `/users` pages through, even when it has been removed since. */
  at(position: number): Account {
    const added = this.#added[position - this.#firstLength]
    if (added) return this.#current(added)
    const before = this.#namedBefore(position)
    const named = this.#placeOf(before) === position ? this.named[before] : undefined
    return named ? this.#current(named) : this.ordinary(position - before)
  }

  /** The same, or undefined when nobody is there any more. */
  present(position: number): Account | undefined {
    const account = this.at(position)
    return this.isRemoved(account.user.id) ? undefined : account
  }

  ordinary(index: number): Account {
    const account = this.bulk.build(index, this.idOfOrdinary(index))
    return this.#altered.size === 0 ? account : this.#current(account)
  }

  idOfOrdinary(index: number): string {
    return guidAt(this.bulk.kind, index, this.bulk.seed)
  }

  /** The number of an ordinary person by object id. */
  indexOf(id: string): number | undefined {
    const index = indexOfGuid(id, this.bulk.kind, this.bulk.seed)
    return index !== undefined && index < this.bulkLength ? index : undefined
  }

  /** By object id or user principal name, as `/users/{id}` accepts both. */
  find(key: string): Account | undefined {
    const wanted = key.toLowerCase()
    const found = this.#findAny(wanted)
    return found && !this.isRemoved(found.user.id) ? found : undefined
  }

  isRemoved(id: string): boolean {
    return this.#altered.get(id) === 'removed'
  }

  isGone(index: number): boolean {
    return this.#altered.size > 0 && this.isRemoved(this.idOfOrdinary(index))
  }

  add(account: Account): void {
    this.#added.push(account)
  }

  /** The accounts that are not computed, in the order of the list. */
  apart(): readonly Account[] {
    const all = [...this.named, ...this.#added].filter(({ user }) => !this.isRemoved(user.id))
    return all.map((account) => this.#current(account))
  }

  /** Lays other fields over an account, or removes it. */
  alter(id: string, alteration: Alteration): void {
    const before = this.#altered.get(id)
    const merged =
      alteration === 'removed' || before === 'removed' ? alteration : { ...before, ...alteration }
    this.#altered.set(id, merged)
  }

  get #firstLength(): number {
    return Math.max(this.#wanted, this.named.length)
  }

  #current(account: Account): Account {
    const altered = this.#altered.get(account.user.id)
    if (altered === undefined || altered === 'removed') return account
    return Object.create(account, { user: { value: { ...account.user, ...altered } } }) as Account
  }

  #findAny(wanted: string): Account | undefined {
    const isIt = ({ user }: Account): boolean =>
      user.id === wanted || user.userPrincipalName.toLowerCase() === wanted
    const listed = this.named.find(isIt) ?? this.#added.find(isIt)
    if (listed) return this.#current(listed)
    const index = wanted.includes('@') ? this.bulk.indexInName(wanted) : this.indexOf(wanted)
    if (index === undefined || index >= this.bulkLength) return undefined
    const found = this.ordinary(index)
    return isIt(found) ? found : undefined
  }

  #placeOf(named: number): number {
    return named < this.named.length ? Math.floor((named * this.#firstLength) / this.named.length) : -1
  }

  #namedBefore(position: number): number {
    return Math.ceil((position * this.named.length) / this.#firstLength)
  }
}
