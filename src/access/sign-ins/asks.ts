/** What a policy that applies asks of a sign-in (decision 011, "What a policy that applies asks"). */
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import { type GrantControls, saysSomething, unknownMembers } from '../conditional-access/policy.ts'
import { type StrengthIndex, strengthDemands } from '../conditional-access/strengths.ts'
import type { Client } from './grade.ts'

/** The weakest first. */
export const asks = ['nothing', 'mfa', 'phishingResistant', 'block'] as const
export type Ask = (typeof asks)[number]

/** Controls in doubt are taken to ask for as little as they can, or for as much. */
export type Bound = 'least' | 'most'

/** How a sign-in could meet controls without a second factor. */
export interface Means {
  readonly client: Client
  /** Meets everything that is asked of devices and apps. */
  readonly managed: boolean
}

/** What the policy asks of whoever comes by these means. */
export function askOf(
  policy: ConditionalAccessPolicy,
  strengths: StrengthIndex,
  means: Means,
  bound: Bound,
): Ask {
  const grant = policy.grantControls
  if (!grant) return asksWithoutGrant(policy, bound)
  if (grant.builtInControls?.some((name) => name.toLowerCase() === 'block')) return 'block'
  const controls = controlsOf(grant, strengths, bound)
  const together = grant.operator === 'AND' || (grant.operator !== 'OR' && bound === 'most')
  const alternatives = together ? [controls] : controls.map((control) => [control])
  const asked = alternatives.map((alternative) => alternativeAsks(alternative, means))
  return asked.length === 0 ? 'nothing' : weakest(asked)
}

/** A policy of session controls alone has none; one with neither was not read whole. */
function asksWithoutGrant({ grantControls, sessionControls }: ConditionalAccessPolicy, bound: Bound): Ask {
  if (grantControls === null || saysSomething(sessionControls) || bound === 'least') return 'nothing'
  return 'block'
}

/** One grant control: a factor to show, or something that a device or a click meets. */
interface Control {
  readonly ask: Ask
  readonly by?: 'device'
}

/** What this version understands. */
export const KNOWN_GRANTS = new Set([
  'operator',
  'builtInControls',
  'customAuthenticationFactors',
  'termsOfUse',
  'authenticationStrength',
])

function controlsOf(grant: GrantControls, strengths: StrengthIndex, bound: Bound): readonly Control[] {
  const strength = grant.authenticationStrength
  return [
    ...(grant.builtInControls ?? []).map((name) => builtIn(name.toLowerCase(), bound)),
    ...(grant.customAuthenticationFactors ?? []).map(() => ({ ask: inDoubt(bound, 'mfa') })),
    ...(grant.termsOfUse ?? []).map(() => ({ ask: 'nothing' as const })),
    ...(strength && saysSomething(strength) ? [{ ask: strengthAsks(strength, strengths, bound) }] : []),
    ...unknownMembers(grant, KNOWN_GRANTS).map(() => ({ ask: inDoubt(bound, 'block') })),
  ]
}

const DEVICE = new Set([
  'compliantdevice',
  'domainjoineddevice',
  'approvedapplication',
  'compliantapplication',
])

function builtIn(name: string, bound: Bound): Control {
  if (name === 'mfa' || name === 'riskremediation') return { ask: 'mfa' }
  if (DEVICE.has(name)) return { ask: 'nothing', by: 'device' }
  return { ask: name === 'passwordchange' ? 'nothing' : inDoubt(bound, 'block') }
}

const inDoubt = (bound: Bound, most: Ask): Ask => (bound === 'least' ? 'nothing' : most)

type Strength = NonNullable<GrantControls['authenticationStrength']>

function strengthAsks(strength: Strength, strengths: StrengthIndex, bound: Bound): Ask {
  const isDemanded = (goal: 'mfa' | 'phishingResistantMfa') => {
    const demand = strengthDemands(strength, goal, strengths)
    return demand === 'yes' || (demand === 'maybe' && bound === 'most')
  }
  if (isDemanded('phishingResistantMfa')) return 'phishingResistant'
  return isDemanded('mfa') ? 'mfa' : 'nothing'
}

/** The strongest of the controls; a block where one of them cannot be met. */
function alternativeAsks(controls: readonly Control[], means: Means): Ask {
  return strongest(controls.map((control) => (canBeMet(control, means) ? control.ask : 'block')))
}

/** Old clients know nothing but a password; of devices only ActiveSync can tell (identity.md §a.3). */
function canBeMet({ ask, by }: Control, { client, managed }: Means): boolean {
  if (by === 'device') return managed && client !== 'otherLegacy'
  const isLegacy = client === 'activeSync' || client === 'otherLegacy'
  return ask === 'nothing' || (!isLegacy && ask !== 'block')
}

function weakest(asked: readonly Ask[]): Ask {
  return asks.find((ask) => asked.includes(ask)) ?? 'nothing'
}

function strongest(asked: readonly Ask[]): Ask {
  return asks.findLast((ask) => asked.includes(ask)) ?? 'nothing'
}
