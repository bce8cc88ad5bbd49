/** Which policies are for an account, as bits: for certain, and at most. */
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import type { User } from '#model/records/users.ts'
import { type AccountType, possibleTypesOf } from '../accounts.ts'
import type { Directory } from '../conditional-access/audience.ts'
import { type Bits, noBits } from './bits.ts'
import { addMarks, audienceMarks, type Marks, writePolicies } from './marks.ts'

export interface AccountPolicies {
  readonly certain: Bits
  /** With those of which it is not known. */
  readonly possible: Bits
}

/** Compiles the user conditions; the answer is asked once per account. */
export function accountPolicies(
  policies: readonly ConditionalAccessPolicy[],
  { groups, roles }: Directory,
): (account: User) => AccountPolicies {
  const audience = audienceMarks(policies, groups)
  const { words } = audience
  const members = [...audience.groups].map(([id, marks]) => ({ ids: groups.membersOf(id).ids, marks }))
  const ofTypes = remembered(audience.ofTypes)
  return (account) => {
    const id = account.id.toLowerCase()
    const marks = audience.everybody.slice()
    const add = (more: Marks | undefined) => more && addMarks(marks, 0, more)
    add(ofTypes(possibleTypesOf(account)))
    add(audience.ofRoles(id, roles))
    add(audience.accounts.get(id))
    for (const group of members) if (group.ids.has(id)) add(group.marks)
    const both = noBits(2 * words * 32)
    writePolicies(marks, 0, words, both, 0)
    return { certain: both.subarray(0, words), possible: both.subarray(words) }
  }
}

function remembered(ofTypes: (types: readonly AccountType[]) => Marks) {
  const known = new Map<string, Marks>()
  return (types: readonly AccountType[]): Marks => {
    const key = types.join()
    const marks = known.get(key) ?? ofTypes(types)
    known.set(key, marks)
    return marks
  }
}
