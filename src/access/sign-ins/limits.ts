/** Which of a policy's conditions a sign-in does not meet, in the reader's words. */
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import type { Conditions } from '../conditional-access/policy.ts'
import type { Ternary } from '../ternary.ts'
import { applicationMatch, REGISTRATION } from './applications.ts'
import { clientMatch, deviceMatch, flowMatch, ordinaryMatch, platformMatch } from './conditions.ts'
import type { SignIn } from './space.ts'

/** A limit that is the policy's very purpose, such as other clients, says little of why this sign-in is open. */
export interface Limit {
  readonly words: string
  readonly byPurpose: boolean
}

type Check = readonly [
  words: string,
  byPurpose: boolean,
  match: (conditions: Conditions, signIn: SignIn) => Ternary,
]

const CHECKS: readonly Check[] = [
  [
    'leaves this application out',
    false,
    (conditions, { application }) => applicationMatch(conditions, application),
  ],
  ['is for other clients', true, (conditions, { client }) => clientMatch(conditions, client)],
  ['is for another sign-in flow', true, (conditions, { client }) => flowMatch(conditions, client)],
  ['is for risky sign-ins only', true, (conditions) => ordinaryMatch(conditions)],
  ['is for other platforms', false, (conditions, { platform }) => platformMatch(conditions, platform)],
  ['is for other devices', false, (conditions, { filters }) => deviceMatch(conditions, filters)],
]

/** The first condition that a sign-in does not meet which does not meet all; the place when it meets the others. */
export function limitOf({ conditions }: ConditionalAccessPolicy, signIn: SignIn): Limit {
  if (!conditions) return { words: 'has conditions that were not read', byPurpose: false }
  const found = CHECKS.find(([, , match]) => match(conditions, signIn) !== 'yes')
  const [words, byPurpose] = found ?? ['leaves this place out', false]
  return { words, byPurpose: byPurpose || signIn.application === REGISTRATION }
}
