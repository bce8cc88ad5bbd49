/** Both answers about one sign-in, policy by policy. */
import type { AppliedPolicy } from '#access/spot-check/applying.ts'
import type { CheckedSignIn, Disagreement } from '#model/spot-check-report.ts'
import type { WhatIfResult } from './ask.ts'

export interface Compared {
  readonly agreed: number
  readonly open: number
  readonly disagreements: readonly Disagreement[]
}

/** What the service does not decide, or this side does not, is open; it never counts as agreement. */
export function compare(
  signIn: CheckedSignIn,
  ours: readonly AppliedPolicy[],
  theirs: readonly WhatIfResult[],
): Compared {
  const results = new Map(theirs.map((result) => [result.id.toLowerCase(), result]))
  const known = new Set(ours.map(({ policy }) => policy.id.toLowerCase()))
  const verdicts = ours.map((one) => verdictOn(one, results.get(one.policy.id.toLowerCase()), signIn))
  const unseen = theirs.filter(
    ({ id, state, policyApplies }) => state === 'enabled' && policyApplies && !known.has(id.toLowerCase()),
  )
  return {
    agreed: verdicts.filter((one) => one === 'agreed').length,
    open: verdicts.filter((one) => one === 'open').length,
    disagreements: [
      ...verdicts.filter((one) => typeof one === 'object'),
      ...unseen.map((result): Disagreement => {
        return {
          ...signIn,
          ...nameOf(result),
          ours: 'notInTheSnapshot',
          theirs: 'applies',
          analysisReasons: '',
        }
      }),
    ],
  }
}

function verdictOn(
  { policy, applies }: AppliedPolicy,
  result: WhatIfResult | undefined,
  signIn: CheckedSignIn,
): 'agreed' | 'open' | Disagreement {
  if (applies === 'maybe') return 'open'
  const analysisReasons = result?.analysisReasons ?? ''
  if (/notEnoughInformation|unknownFutureValue/i.test(analysisReasons)) return 'open'
  const isSame = result?.state === 'enabled' && result.policyApplies === (applies === 'yes')
  if (isSame) return 'agreed'
  return {
    ...signIn,
    ...nameOf(policy),
    ours: applies === 'yes' ? 'applies' : 'doesNotApply',
    theirs: theirAnswer(result),
    analysisReasons,
  }
}

function theirAnswer(result: WhatIfResult | undefined): Disagreement['theirs'] {
  if (result === undefined) return 'notThere'
  if (result.state !== 'enabled') return 'notEnabled'
  return result.policyApplies ? 'applies' : 'doesNotApply'
}

function nameOf({
  id,
  displayName,
}: {
  readonly id: string
  readonly displayName?: string | null | undefined
}) {
  return { policy: { id, name: displayName ?? id } }
}
