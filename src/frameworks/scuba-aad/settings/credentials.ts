/** What the default app management policy restricts: for applications and for service principals apart. */
import type { Outcome } from '#model/outcome.ts'
import type { DefaultAppManagementPolicy } from '#model/records/default-app-management-policy.ts'
import { answer, notKnown, type Violation, violation } from '../../answers.ts'
import type { Stated } from '../../requirement.ts'

type Restrictions = NonNullable<DefaultAppManagementPolicy['applicationRestrictions']>
type CredentialRule = NonNullable<Restrictions['passwordCredentials']>[number]

/** Finds what is wrong with a rule; undefined when it is as it should be. */
export type Wrong = (rule: CredentialRule) => string | undefined

const SIDES = {
  applicationRestrictions: 'applications',
  servicePrincipalRestrictions: 'service principals',
} as const

/** The rules of these kinds that are missing or wrong, on either side. */
export function shortfalls(
  policy: DefaultAppManagementPolicy,
  kinds: readonly string[],
  wrong: Wrong = () => undefined,
): readonly Violation[] {
  return Object.entries(SIDES).flatMap(([side, words]) => {
    const restrictions = policy[side === 'applicationRestrictions' ? side : 'servicePrincipalRestrictions']
    const rules = [...(restrictions?.passwordCredentials ?? []), ...(restrictions?.keyCredentials ?? [])]
    return kinds.flatMap((kind) => {
      const reason = whyNot(
        policy,
        rules.find(({ restrictionType }) => restrictionType === kind),
        wrong,
      )
      const fact = {
        dataset: 'defaultAppManagementPolicy' as const,
        id: policy.id,
        fields: { [side]: restrictions },
      }
      return reason === undefined ? [] : [violation(`${kind} of ${words}: ${reason}.`, fact)]
    })
  })
}

function whyNot(
  policy: DefaultAppManagementPolicy,
  rule: CredentialRule | undefined,
  wrong: Wrong,
): string | undefined {
  if (policy.isEnabled === false) return 'the policy is off'
  if (rule?.state !== 'enabled') return 'it is not restricted'
  return reachesAll(rule) ? wrong(rule) : 'applications from before a certain day are left out'
}

/** Restrictions hold for applications that are newer than a day; the first year of the calendar means all. */
function reachesAll({ restrictForAppsCreatedAfterDateTime: after }: CredentialRule): boolean {
  return after === null || after === undefined || new Date(after).getUTCFullYear() <= 1
}

/** A rule that lets a credential live for too long. */
export function longerThan(days: number): Wrong {
  return ({ maxLifetime }) => {
    const lifetime = daysIn(maxLifetime ?? '')
    if (lifetime === undefined) return 'its lifetime is not limited'
    return lifetime > days ? `it may live for ${lifetime} days` : undefined
  }
}

const DURATION = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(T.+)?$/

/** The days of an ISO 8601 duration; a month counts as the longest, and a rest of hours as one more day. */
export function daysIn(duration: string): number | undefined {
  const parts = DURATION.exec(duration)
  if (parts === null || duration === 'P') return undefined
  const [years = 0, months = 0, weeks = 0, days = 0] = parts.slice(1, 5).map((part) => Number(part ?? 0))
  return years * 365 + months * 31 + weeks * 7 + days + (parts[5] === undefined ? 0 : 1)
}

/** Judges the one policy of the tenant. */
export function judgeCredentials(
  policies: readonly DefaultAppManagementPolicy[],
  { tenant }: Stated,
  violationsOf: (policy: DefaultAppManagementPolicy) => readonly Violation[],
): Outcome {
  if (policies.length === 0) return notKnown('the default app management policy was not read')
  return answer(tenant, policies.length, policies.flatMap(violationsOf))
}

/** What puts a password into an application. */
export const PASSWORD_ADDITIONS = ['passwordAddition', 'symmetricKeyAddition']
