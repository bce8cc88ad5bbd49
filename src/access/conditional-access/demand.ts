import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import { allOf, anyOf, type Ternary } from '../ternary.ts'
import { type GrantControls, saysSomething, unknownMembers } from './policy.ts'
import { type Goal, type StrengthIndex, strengthDemands } from './strengths.ts'

/** Whether whoever the policy applies to must meet the goal (or is blocked, which no password alone gets past). */
export interface Demand {
  readonly meets: Ternary
  readonly blocks: boolean
  /** Why it is only `maybe`. */
  readonly because?: string
}

const KNOWN = new Set([
  'operator',
  'builtInControls',
  'customAuthenticationFactors',
  'termsOfUse',
  'authenticationStrength',
])

/** What the policy's grant controls demand (identity.md §a.4, `requiresMfa`). */
export function demandOf(policy: ConditionalAccessPolicy, goal: Goal, strengths: StrengthIndex): Demand {
  const grant = policy.grantControls
  if (!grant) return withoutGrant(policy)
  if (grant.builtInControls?.includes('block')) return { meets: 'yes', blocks: true }
  const controls = controlsOf(grant, goal, strengths)
  const meets = combine(grant, controls)
  return meets === 'maybe' ? { meets, blocks: false, because: doubtOf(controls) } : { meets, blocks: false }
}

function doubtOf(controls: readonly SingleControl[]): string {
  const names = controls.map(({ name }) => name).join(', ')
  return controls.length === 1
    ? `through ${names}, which cannot be judged from what was read`
    : `only as one of ${names}`
}

/** A policy of session controls alone has none; one with neither was not read whole. */
function withoutGrant({ grantControls, sessionControls }: ConditionalAccessPolicy): Demand {
  if (grantControls === null || saysSomething(sessionControls)) return { meets: 'no', blocks: false }
  return { meets: 'maybe', blocks: false, because: 'and its grant controls were not read' }
}

interface SingleControl {
  readonly name: string
  readonly meets: Ternary
}

function controlsOf(grant: GrantControls, goal: Goal, strengths: StrengthIndex): readonly SingleControl[] {
  const strength = grant.authenticationStrength
  return [
    ...(grant.builtInControls ?? []).map((name) => ({ name, meets: builtInMeets(name, goal) })),
    ...(grant.customAuthenticationFactors ?? []).map((name) => ({ name, meets: customMeets(goal) })),
    ...(grant.termsOfUse ?? []).map(() => ({ name: 'terms of use', meets: 'no' as const })),
    ...(saysSomething(strength) && strength
      ? [{ name: 'an authentication strength', meets: strengthDemands(strength, goal, strengths) }]
      : []),
    ...unknownMembers(grant, KNOWN).map((name) => ({ name, meets: 'maybe' as const })),
  ]
}

/** Controls that say nothing of the second factor. A control of a later version is undecidable. */
const WITHOUT_FACTOR = new Set([
  'compliantDevice',
  'domainJoinedDevice',
  'approvedApplication',
  'compliantApplication',
  'passwordChange',
])

function builtInMeets(name: string, goal: Goal): Ternary {
  if (name === 'mfa' || name === 'riskRemediation') return goal === 'mfa' ? 'yes' : 'no'
  return WITHOUT_FACTOR.has(name) ? 'no' : 'maybe'
}

/** A third-party factor: Microsoft does not see what it asked for. It never counts as phishing-resistant. */
const customMeets = (goal: Goal): Ternary => (goal === 'mfa' ? 'maybe' : 'no')

/**
 * AND: one control that meets the goal is enough. OR: the person picks, so every one has to; with others beside
 * them the demand is open ("MFA or a managed device", identity.md §a.4).
 */
function combine({ operator }: GrantControls, controls: readonly SingleControl[]): Ternary {
  const answers = controls.map(({ meets }) => meets)
  const any = anyOf(answers)
  if (controls.length < 2 || operator === 'AND') return any
  return allOf(answers) === 'yes' ? 'yes' : any === 'no' ? 'no' : 'maybe'
}
