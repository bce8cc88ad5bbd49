/** Which of a policy's conditions a sign-in does not meet, in the reader's words. */
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import type { Conditions } from '../conditional-access/policy.ts'
import type { Ternary } from '../ternary.ts'
import { applicationMatch } from './applications.ts'
import { clientMatch, deviceMatch, flowMatch, ordinaryMatch, platformMatch } from './conditions.ts'
import type { SignIn } from './space.ts'

type Limit = readonly [words: string, match: (conditions: Conditions, signIn: SignIn) => Ternary]

const LIMITS: readonly Limit[] = [
  ['leaves this application out', (conditions, { application }) => applicationMatch(conditions, application)],
  ['is for other clients', (conditions, { client }) => clientMatch(conditions, client)],
  ['is for another sign-in flow', (conditions, { client }) => flowMatch(conditions, client)],
  ['is for risky sign-ins only', (conditions) => ordinaryMatch(conditions)],
  ['is for other platforms', (conditions, { platform }) => platformMatch(conditions, platform)],
  ['is for other devices', (conditions, { filters }) => deviceMatch(conditions, filters)],
]

/** The first condition that a sign-in does not meet which does not meet all; the place when it meets the others. */
export function limitOf({ conditions }: ConditionalAccessPolicy, signIn: SignIn): string {
  if (!conditions) return 'has conditions that were not read'
  return LIMITS.find(([, match]) => match(conditions, signIn) !== 'yes')?.[0] ?? 'leaves this place out'
}
