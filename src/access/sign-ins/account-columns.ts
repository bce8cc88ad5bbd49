/** A tenant's accounts as columns of numbers: a million of them as records would not fit where one column does. */

import type { AccountType } from '../accounts.ts'
import type { IdSet } from '../groups.ts'
import type { Ternary } from '../ternary.ts'

/** Accounts by position; what many share stands once and is referred to by its number. */
export interface AccountColumns {
  readonly count: number
  /** Of each account its place in `types`. */
  readonly typesOf: Uint32Array
  /** What accounts can be of, as `possibleTypesOf` says it. */
  readonly types: readonly (readonly AccountType[])[]
  /** Of each account its place in `perUserMfa`. */
  readonly perUserMfaOf: Uint32Array
  /** Whether per-user MFA is enforced. */
  readonly perUserMfa: readonly Ternary[]
  /** Positions of the accounts with this id, whatever its case. */
  positionsOf(id: string): readonly number[]
  idAt(position: number): string
  /** Positions of the members of a group, nested ones included; an account may come twice. */
  peopleOf(groupId: string): Iterable<Uint32Array>
}

/** The ids of accounts, as a set that keeps no text. */
export function accountIds({ positionsOf }: Pick<AccountColumns, 'positionsOf'>): Pick<IdSet, 'has'> {
  return { has: (id) => positionsOf(id).length > 0 }
}
