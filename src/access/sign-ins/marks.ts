/**
 * The user conditions of all policies turned round: of each account, group, role and guest type, which policies take
 * it in and which leave it out. An account's policies are then a matter of a few words.
 */
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import type { AccountType } from '../accounts.ts'
import { type Named, namedBy, type Side } from '../conditional-access/audience.ts'
import { guestMatch } from '../conditional-access/guests.ts'
import type { GroupIndex } from '../groups.ts'
import type { RoleMemberships } from '../roles/memberships.ts'
import { anyOf, type Ternary } from '../ternary.ts'
import { type Bits, noBits, setBit } from './bits.ts'

/**
 * Four sets of policies in a row, each of so many words: that take in for certain, that may take in, that leave out
 * for certain, that may leave out.
 */
export type Marks = Bits

const SETS = 4
/** Where the sets of a side begin, in sets. */
const FIRST: Readonly<Record<Side, number>> = { include: 0, exclude: 2 }
const sides = ['include', 'exclude'] as const

export interface AudienceMarks {
  /** Of one set. */
  readonly words: number
  /** What holds for everybody. */
  readonly everybody: Marks
  /** By id in lower case. */
  readonly accounts: ReadonlyMap<string, Marks>
  readonly groups: ReadonlyMap<string, Marks>
  /** What holds for accounts that can be of these types. */
  ofTypes(types: readonly AccountType[]): Marks
  /** What the roles of an account add. */
  ofRoles(accountId: string, roles: RoleMemberships): Marks
}

/** Compiles the user conditions. */
export function audienceMarks(
  policies: readonly ConditionalAccessPolicy[],
  groups: GroupIndex,
): AudienceMarks {
  const words = noBits(policies.length).length
  const none = (): Marks => new Uint32Array(SETS * words)
  const everybody = none()
  const named = policies.flatMap((policy, position) =>
    sides.map((side) => ({ position, side, ...namedBy(policy, side, groups) })),
  )
  const accounts = new Map<string, Marks>()
  const byGroup = new Map<string, Marks>()
  for (const one of named) {
    mark(everybody, words, one, one.anybody)
    for (const id of one.accounts) mark(entry(accounts, id, none), words, one, 'yes')
    for (const id of one.groups) mark(entry(byGroup, id, none), words, one, 'yes')
  }
  const matching = (list: readonly Placed[], match: (one: Placed) => Ternary): Marks => {
    const marks = none()
    for (const one of list) mark(marks, words, one, match(one))
    return marks
  }
  const withGuests = named.filter(({ guests }) => guests.length > 0)
  const withRoles = named.filter(({ roles }) => roles.size > 0)
  return {
    words,
    everybody,
    accounts,
    groups: byGroup,
    ofTypes: (types) =>
      matching(withGuests, ({ guests }) => anyOf(guests.map((guest) => guestMatch(guest, types)))),
    ofRoles: (id, memberships) => matching(withRoles, ({ roles }) => memberships.isIn(id, roles)),
  }
}

/** One side of the policy at a position. */
interface Placed extends Named {
  readonly position: number
  readonly side: Side
}

function mark(marks: Marks, words: number, { position, side }: Placed, match: Ternary): void {
  if (match === 'no') return
  const set = FIRST[side] + (match === 'yes' ? 0 : 1)
  setBit(marks, set * words * 32 + position)
}

function entry(map: Map<string, Marks>, id: string, none: () => Marks): Marks {
  const marks = map.get(id) ?? none()
  map.set(id, marks)
  return marks
}

/** Adds marks to those that begin at a place of a longer row. */
export function addMarks(to: Bits, at: number, marks: Marks): void {
  for (let word = 0; word < marks.length; word += 1) to[at + word] = (to[at + word] ?? 0) | (marks[word] ?? 0)
}

/**
 * Writes the policies that are for whoever has these marks: first those for certain, then, from `words` on, at most.
 * A certain exclusion beats everything, one in doubt only leaves it open (`matchOf` says the same of one policy).
 */
export function writePolicies(marks: Bits, at: number, words: number, target: Bits, targetAt: number): void {
  for (let word = 0; word < words; word += 1) {
    const included = marks[at + word] ?? 0
    const mayBeIncluded = marks[at + words + word] ?? 0
    const excluded = marks[at + 2 * words + word] ?? 0
    const mayBeExcluded = marks[at + 3 * words + word] ?? 0
    target[targetAt + word] = included & ~(excluded | mayBeExcluded)
    target[targetAt + words + word] = (included | mayBeIncluded) & ~excluded
  }
}
