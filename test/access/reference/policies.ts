import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import type { User } from '#model/records/users.ts'
import { hold, isForPeople } from './conditions.ts'
import { type Doubts, type Outcome, outcomeUnder, strongest } from './controls.ts'
import { isForAccount } from './people.ts'
import type { SignIn } from './sign-ins.ts'
import type { Tenant } from './tenant.ts'
import { allOf, type Ternary } from './three-valued.ts'

/** A policy, and whether it applies to a sign-in, its state left aside. */
export interface Match {
  readonly policy: ConditionalAccessPolicy
  readonly applies: Ternary
}

/** The policies that are or may be for the account, with the answer of their user conditions. */
export function policiesFor(account: User, tenant: Tenant): readonly Match[] {
  const all = tenant.conditionalAccessPolicies.map((policy) => ({
    policy,
    applies: isFor(policy, account, tenant),
  }))
  return all.filter(({ applies }) => applies !== 'no')
}

/** Conditions that were not read leave it open. */
function isFor({ conditions }: ConditionalAccessPolicy, account: User, tenant: Tenant): Ternary {
  if (!conditions) return 'maybe'
  return isForPeople(conditions) ? isForAccount(conditions, account, tenant) : 'no'
}

/** Of the policies for the account those that apply or may apply to the sign-in. */
export function matchesOf(signIn: SignIn, forAccount: readonly Match[], tenant: Tenant): readonly Match[] {
  const all = forAccount.map(({ policy, applies }) => ({
    policy,
    applies: allOf([applies, policy.conditions ? hold(policy.conditions, signIn, tenant) : 'maybe']),
  }))
  return all.filter(({ applies }) => applies !== 'no')
}

/** What is asked: what the policies enforce, or what they would if those in report-only mode were enforced too. */
export type Policies = 'enforced' | 'withReportOnly'

/** `blocked` if one policy blocks; else the strongest of what the policies ask. */
export function outcomeOfAll(
  matches: readonly Match[],
  signIn: SignIn,
  policies: Policies,
  doubts: Doubts,
  tenant: Tenant,
): Outcome {
  if (doubts === 'asIfAll' && tenant.incomplete.has('conditionalAccessPolicies')) return 'blocked'
  const applying = matches.filter(({ policy, applies }) => {
    const answer = allOf([isInForce(policy, policies), applies])
    return answer === 'yes' || (answer === 'maybe' && doubts === 'asIfAll')
  })
  return strongest(applying.map(({ policy }) => outcomeUnder(policy, signIn, doubts, tenant)))
}

/** A state that this version does not know may be enforced. */
function isInForce({ state }: ConditionalAccessPolicy, policies: Policies): Ternary {
  switch (state) {
    case 'enabled':
      return 'yes'
    case 'disabled':
      return 'no'
    case 'enabledForReportingButNotEnforced':
      return policies === 'withReportOnly' ? 'yes' : 'no'
    default:
      return 'maybe'
  }
}
