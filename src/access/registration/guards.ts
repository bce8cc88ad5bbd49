/**
 * Which Conditional Access policies stand before the registration of methods: those that target the user action
 * "register security information" (identity.md §a.2). Without one, whoever has the password registers the factor.
 */
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import type { Ternary } from '../ternary.ts'

const REGISTER_SECURITY_INFORMATION = 'urn:user:registersecurityinfo'

export interface Guard {
  readonly policy: ConditionalAccessPolicy
  readonly state: 'on' | 'reportOnly' | 'off' | 'unknown'
  /** Whether it is for all users; `excluded` are left out. */
  readonly isForAll: Ternary
  readonly excluded: { readonly users: readonly string[]; readonly others: number }
  /** Whether it asks for more than the password: a factor, a device, a place. */
  readonly asks: Ternary
  /** What it asks for, or why that is open, in the reader's words. */
  readonly words: string
}

/** Every policy on the user action, whatever its state. */
export function registrationGuards(policies: readonly ConditionalAccessPolicy[]): readonly Guard[] {
  return policies.filter(isOnRegistration).map((policy) => ({
    policy,
    state: stateOf(policy),
    ...audienceOf(policy),
    ...demandOf(policy),
  }))
}

function isOnRegistration({ conditions }: ConditionalAccessPolicy): boolean {
  const actions = conditions?.applications?.includeUserActions ?? []
  return actions.some((action) => action.toLowerCase() === REGISTER_SECURITY_INFORMATION)
}

function stateOf({ state }: ConditionalAccessPolicy): Guard['state'] {
  switch (state) {
    case 'enabled':
      return 'on'
    case 'enabledForReportingButNotEnforced':
      return 'reportOnly'
    case 'disabled':
      return 'off'
    default:
      return 'unknown'
  }
}

type Users = NonNullable<NonNullable<ConditionalAccessPolicy['conditions']>['users']>

function audienceOf({ conditions }: ConditionalAccessPolicy): Pick<Guard, 'isForAll' | 'excluded'> {
  const users = conditions?.users
  const isForAll = !users
    ? 'maybe'
    : users.includeUsers?.some((it) => it.toLowerCase() === 'all')
      ? 'yes'
      : 'no'
  return {
    isForAll,
    excluded: { users: users?.excludeUsers ?? [], others: users ? otherExclusions(users) : 0 },
  }
}

/** Guests register at home as a rule, so leaving them out is no hole of this tenant's own accounts. */
function otherExclusions({ excludeGroups, excludeRoles }: Users): number {
  return (excludeGroups?.length ?? 0) + (excludeRoles?.length ?? 0)
}

const ASKING: Readonly<Record<string, string>> = {
  block: 'blocks',
  mfa: 'asks for MFA, which a Temporary Access Pass satisfies',
  compliantDevice: 'asks for a compliant device',
  domainJoinedDevice: 'asks for a joined device',
}

/** Conditions under which such a policy still does what it is for: it may spare the trusted network. */
const EXPECTED_CONDITIONS = new Set(['users', 'applications', 'clientAppTypes', 'locations'])

function demandOf({ conditions, grantControls }: ConditionalAccessPolicy): Pick<Guard, 'asks' | 'words'> {
  const strength = grantControls?.authenticationStrength?.id ? ['asks for an authentication strength'] : []
  const words = [...(grantControls?.builtInControls ?? []).flatMap((it) => ASKING[it] ?? []), ...strength]
  if (words.length === 0) return { asks: 'no', words: 'asks for nothing beyond the password' }
  const narrowed = Object.entries(conditions ?? {})
    .filter(([name, value]) => !EXPECTED_CONDITIONS.has(name) && narrows(value))
    .map(([name]) => name)
  const elsewhere = conditions?.locations?.excludeLocations?.length ? ' outside the excluded locations' : ''
  return narrowed.length === 0
    ? { asks: 'yes', words: `${words.join(' and ')}${elsewhere}` }
    : { asks: 'maybe', words: `${words.join(' and ')} under conditions (${narrowed.join(', ')})` }
}

function narrows(value: unknown): boolean {
  if (value === null || value === undefined) return false
  if (Array.isArray(value)) return value.length > 0
  return typeof value !== 'object' || Object.values(value).some(narrows)
}
