/** Groups whose people are told by position: a set of a million ids as texts for each large group would not fit. */
import {
  type GroupIndex,
  groupIndexOf,
  type IdSet,
  type MemberRow,
  type Membership,
  membersIn,
} from '../groups.ts'
import type { AccountColumns } from './account-columns.ts'

/** A row of a member list with its accounts as positions; `members` holds all else. */
export interface PlacedRow extends MemberRow {
  readonly people: Uint32Array
}

export interface PlacedMembership extends Membership {
  /** Positions, an account perhaps several times. */
  readonly people: readonly Uint32Array[]
}

type Ids = Pick<AccountColumns, 'positionsOf' | 'idAt'>

/** Indexes the rows as `groupIndex` does. */
export function placedGroups(rows: readonly PlacedRow[], all: Ids): GroupIndex<PlacedMembership> {
  const ids = { ...all, positionsOf: lastRemembered(all.positionsOf) }
  return groupIndexOf(rows, ({ rows: found, complete, notFound }) => {
    const others = membersIn(found)
    const people = found.map((row) => row.people)
    return {
      complete,
      notFound,
      people,
      ids: new PlacedIds(people, others.ids, ids),
      services: others.services,
    }
  })
}

/** Positions and further ids as one set; sorted out when it is first asked. */
class PlacedIds implements IdSet {
  readonly #people: readonly Uint32Array[]
  readonly #others: ReadonlySet<string>
  readonly #ids: Ids
  #positions: ReadonlySet<number> | undefined

  constructor(people: readonly Uint32Array[], others: ReadonlySet<string>, ids: Ids) {
    this.#people = people
    this.#others = others
    this.#ids = ids
  }

  get size(): number {
    return this.#known().size + this.#others.size
  }

  has(id: string): boolean {
    return this.#others.has(id) || this.#ids.positionsOf(id).some((position) => this.#known().has(position))
  }

  *[Symbol.iterator](): Iterator<string> {
    for (const position of this.#known()) yield this.#ids.idAt(position).toLowerCase()
    yield* this.#others
  }

  #known(): ReadonlySet<number> {
    this.#positions ??= new Set(this.#people.flatMap((piece) => [...piece]))
    return this.#positions
  }
}

/** One account is asked about for many groups in a row. */
function lastRemembered(positionsOf: Ids['positionsOf']): Ids['positionsOf'] {
  let last: string | undefined
  let found: readonly number[] = []
  return (id) => {
    if (id === last) return found
    found = positionsOf(id)
    last = id
    return found
  }
}
