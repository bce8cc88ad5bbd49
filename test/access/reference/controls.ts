import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import { hasUnknownMember, saysSomething } from './records.ts'
import type { SignIn } from './sign-ins.ts'
import { askedByStrength } from './strengths.ts'
import type { GrantControls, Tenant } from './tenant.ts'

/** What a sign-in meets, from the weakest to the strongest. */
const OUTCOMES = ['open', 'mfa', 'phishingResistant', 'blocked'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** The two ways to decide what is not known: as if it asked for nothing, as if it asked for all it could. */
export type Doubts = 'asIfNone' | 'asIfAll'

/** The strongest of outcomes; `open` if there are none. */
export function strongest(outcomes: readonly Outcome[]): Outcome {
  return OUTCOMES.findLast((outcome) => outcomes.includes(outcome)) ?? 'open'
}

function weakest(outcomes: readonly Outcome[]): Outcome {
  return OUTCOMES.find((outcome) => outcomes.includes(outcome)) ?? 'open'
}

/** What a policy that applies makes of the sign-in. */
export function outcomeUnder(
  { grantControls, sessionControls }: ConditionalAccessPolicy,
  signIn: SignIn,
  doubts: Doubts,
  tenant: Tenant,
): Outcome {
  // Whoever leaves out what is null leaves out the grant controls of a policy that has only session controls.
  if (grantControls === undefined) return saysSomething(sessionControls) ? 'open' : inDoubt(doubts, 'blocked')
  if (grantControls === null) return 'open'
  if (grantControls.builtInControls?.includes('block')) return 'blocked'
  const outcomes = controlsOf(grantControls).map((control) => outcomeOf(control, signIn, doubts, tenant))
  return alternativesAreSingle(grantControls, doubts) ? weakest(outcomes) : strongest(outcomes)
}

/** Each control alone is an alternative with `OR`, all together are one with `AND`. */
function alternativesAreSingle({ operator }: GrantControls, doubts: Doubts): boolean {
  if (operator === 'OR') return true
  return operator !== 'AND' && doubts === 'asIfNone'
}

/** Nothing where doubts count as nothing, else the most it could be. */
const inDoubt = (doubts: Doubts, atMost: Outcome): Outcome => (doubts === 'asIfNone' ? 'open' : atMost)

type Control =
  | { readonly kind: 'builtIn'; readonly name: string }
  | { readonly kind: 'strength'; readonly strength: NonNullable<GrantControls['authenticationStrength']> }
  | { readonly kind: 'thirdParty' | 'termsOfUse' | 'unknown' }

const KNOWN = [
  'operator',
  'builtInControls',
  'customAuthenticationFactors',
  'termsOfUse',
  'authenticationStrength',
]

function controlsOf(grant: GrantControls): readonly Control[] {
  const strength = grant.authenticationStrength
  return [
    ...(grant.builtInControls ?? []).map((name): Control => ({ kind: 'builtIn', name })),
    ...(grant.customAuthenticationFactors ?? []).map((): Control => ({ kind: 'thirdParty' })),
    ...(grant.termsOfUse ?? []).map((): Control => ({ kind: 'termsOfUse' })),
    ...(strength && saysSomething(strength) ? [{ kind: 'strength', strength } as const] : []),
    ...(hasUnknownMember(grant, KNOWN) ? [{ kind: 'unknown' } as const] : []),
  ]
}

/** What one control makes of the sign-in; `blocked` where it cannot be met. */
function outcomeOf(control: Control, signIn: SignIn, doubts: Doubts, tenant: Tenant): Outcome {
  switch (control.kind) {
    case 'builtIn':
      return builtIn(control.name, signIn, doubts)
    case 'strength':
      return byFactor(strengthAsks(control.strength, doubts, tenant), signIn)
    case 'thirdParty':
      return byFactor(inDoubt(doubts, 'mfa'), signIn)
    case 'termsOfUse':
      return 'open'
    case 'unknown':
      return inDoubt(doubts, 'blocked')
  }
}

function builtIn(name: string, signIn: SignIn, doubts: Doubts): Outcome {
  switch (name) {
    case 'mfa':
    case 'riskRemediation':
      return byFactor('mfa', signIn)
    case 'compliantDevice':
    case 'domainJoinedDevice':
    case 'approvedApplication':
    case 'compliantApplication':
      return byDevice(signIn)
    case 'passwordChange':
      return 'open'
    default:
      return inDoubt(doubts, 'blocked')
  }
}

function strengthAsks(
  strength: NonNullable<GrantControls['authenticationStrength']>,
  doubts: Doubts,
  tenant: Tenant,
): Outcome {
  const { atLeast, atMost } = askedByStrength(strength, tenant)
  const asked = doubts === 'asIfNone' ? atLeast : atMost
  return asked === 'nothing' ? 'open' : asked
}

/** A legacy client can meet no MFA. */
function byFactor(asked: Outcome, { client }: SignIn): Outcome {
  const legacy = client === 'activeSync' || client === 'otherLegacy'
  return legacy && asked !== 'open' ? 'blocked' : asked
}

/** Met on a managed device, on others it cannot be; other legacy clients cannot show a device. */
function byDevice({ client, device }: SignIn): Outcome {
  return device.managed && client !== 'otherLegacy' ? 'open' : 'blocked'
}
