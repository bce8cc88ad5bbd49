/** Which policies are for an account, as bits: for certain, and at most. */
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import type { User } from '#model/records/users.ts'
import { audienceOf, type Directory, matchOf, personOf } from '../conditional-access/audience.ts'
import { type Bits, noBits, setBit } from './bits.ts'

export interface AccountPolicies {
  readonly certain: Bits
  /** With those of which it is not known. */
  readonly possible: Bits
}

/** Compiles the user conditions; the answer is asked once per account. */
export function accountPolicies(
  policies: readonly ConditionalAccessPolicy[],
  directory: Directory,
): (account: User) => AccountPolicies {
  const audiences = policies.map((policy) => audienceOf(policy, directory))
  return (account) => {
    const person = personOf(account)
    const certain = noBits(policies.length)
    const possible = noBits(policies.length)
    for (const [position, audience] of audiences.entries()) {
      const match = matchOf(audience, person)
      if (match === 'yes') setBit(certain, position)
      if (match === 'yes' || match === 'maybe') setBit(possible, position)
    }
    return { certain, possible }
  }
}
