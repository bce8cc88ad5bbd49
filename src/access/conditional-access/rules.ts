import type { AuthenticationStrengthPolicy } from '#model/records/authentication-strength-policies.ts'
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import { type Audience, audienceOf, type Directory } from './audience.ts'
import { demandOf } from './demand.ts'
import { policyName } from './policy.ts'
import { type Reach, reachOf } from './reach.ts'
import { type Goal, type StrengthIndex, strengthIndex } from './strengths.ts'

/** A policy that could matter for the goal, compiled. */
export interface Rule {
  readonly policy: ConditionalAccessPolicy
  readonly blocks: boolean
  readonly audience: Audience
  /** Why the policy does not settle the matter for those it matches; undefined when it does. */
  readonly limit: string | undefined
  /** What to say when it is not known whether it matches an account. */
  readonly uncertainMatch: string
  readonly targetsRoles: boolean
}

export interface PolicyRecords {
  readonly conditionalAccessPolicies: readonly ConditionalAccessPolicy[]
  readonly authenticationStrengthPolicies: readonly AuthenticationStrengthPolicy[]
}

/**
 * The policies that could demand the goal or block, those that settle it first. Only `enabled` counts; disabled
 * and report-only policies have no effect (identity.md §a.3), a state that this version does not know leaves it open.
 */
export function rulesFor(goal: Goal, records: PolicyRecords, directory: Directory): readonly Rule[] {
  const strengths = strengthIndex(records.authenticationStrengthPolicies)
  const rules = records.conditionalAccessPolicies.flatMap((policy) =>
    ruleOf(policy, goal, strengths, directory),
  )
  return rules.sort((a, b) => Number(a.limit !== undefined) - Number(b.limit !== undefined))
}

const WITHOUT_EFFECT = new Set(['disabled', 'enabledForReportingButNotEnforced'])

/** False for policies that are off or only report. */
export function mayBeEnforced({ state }: ConditionalAccessPolicy): boolean {
  return !WITHOUT_EFFECT.has(state ?? '')
}

function ruleOf(
  policy: ConditionalAccessPolicy,
  goal: Goal,
  strengths: StrengthIndex,
  directory: Directory,
): readonly Rule[] {
  const demand = demandOf(policy, goal, strengths)
  const reach = reachOf(policy)
  if (!mayBeEnforced(policy) || demand.meets === 'no' || reach.over === 'nothing') return []
  const limits = [...stateLimit(policy), ...(demand.because ? [demand.because] : []), ...reachLimit(reach)]
  const what = demand.blocks ? 'blocks' : goal === 'mfa' ? 'requires MFA' : 'requires phishing-resistant MFA'
  const name = policyName(policy)
  return [
    {
      policy,
      blocks: demand.blocks,
      audience: audienceOf(policy, directory),
      limit: limits.length === 0 ? undefined : `policy ${name} ${what} ${limits.join(', ')}`,
      uncertainMatch: `it is not known whether policy ${name} applies (groups, roles or guest types)`,
      targetsRoles: targetsRoles(policy),
    },
  ]
}

function stateLimit({ state }: ConditionalAccessPolicy): readonly string[] {
  return state === 'enabled' ? [] : [`if it is enabled (state ${state ?? 'not read'})`]
}

function reachLimit(reach: Reach): readonly string[] {
  return reach.over === 'some' ? [`only under conditions (${reach.limits.join(', ')})`] : []
}

function targetsRoles({ conditions }: ConditionalAccessPolicy): boolean {
  return [conditions?.users?.includeRoles, conditions?.users?.excludeRoles].some((roles) => !!roles?.length)
}
