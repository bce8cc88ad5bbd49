/** What leaves a verdict open, in the reader's words. */
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import type { User } from '#model/records/users.ts'
import { audienceOf, type Directory, matchOf, personOf } from '../conditional-access/audience.ts'
import { policyName, unknownMembers } from '../conditional-access/policy.ts'
import { KNOWN_APPLICATIONS } from './applications.ts'
import { KNOWN_GRANTS } from './asks.ts'
import { KNOWN_CONDITIONS } from './conditions.ts'
import type { SignInCoverage } from './coverage.ts'

const MOST_DOUBTS = 5

/** The doubts that matter for an account; the first few. */
export function doubtsOf(account: User, coverage: SignInCoverage, directory: Directory): readonly string[] {
  const beside = coverage.beside(account)
  const doubts = [
    ...coverage.policies.flatMap((policy) => policyDoubt(policy, account, coverage, directory)),
    ...(beside.securityDefaults === 'maybe'
      ? ['it is not known whether security defaults ask it for MFA']
      : []),
    ...(beside.perUserMfa === 'maybe' ? ['its per-user MFA state is not known (perUserMfaStates)'] : []),
  ]
  return doubts.length === 0 ? ['what asks it for MFA was not read whole'] : doubts.slice(0, MOST_DOUBTS)
}

function policyDoubt(
  policy: ConditionalAccessPolicy,
  account: User,
  coverage: SignInCoverage,
  directory: Directory,
): readonly string[] {
  const match = matchOf(audienceOf(policy, directory), personOf(account))
  const name = policyName(policy)
  if (match === 'maybe')
    return [`it is not known whether policy ${name} applies (groups, roles or guest types)`]
  if (match !== 'yes' || !coverage.isInDoubt(policy)) return []
  const unknown = unknownNames(policy)
  const what = unknown.length > 0 ? `what this version does not know (${unknown.join(', ')})` : UNREAD
  return [`policy ${name} has ${what}`]
}

const UNREAD = 'a state, conditions or controls that cannot be judged from what was read'

/** Conditions and controls by the names that a later version of the service gives them. */
function unknownNames({ conditions, grantControls }: ConditionalAccessPolicy): readonly string[] {
  return [
    ...(conditions ? unknownMembers(conditions, KNOWN_CONDITIONS) : []),
    ...(conditions?.applications ? unknownMembers(conditions.applications, KNOWN_APPLICATIONS) : []),
    ...(grantControls ? unknownMembers(grantControls, KNOWN_GRANTS) : []),
  ]
}
