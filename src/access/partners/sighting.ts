/**
 * One record that shows another organisation at work in this tenant: through which channel, who, with which power.
 * The register is made of nothing but these (identity.md §d.5).
 */
import type { Claim, ClaimKey } from '#model/claims.ts'
import type { DatasetName } from '#model/datasets.ts'
import type { Fact } from '#model/outcome.ts'
import type { Tier } from '../roles/tiers.ts'

/** The ways in which a provider shows, in the order in which a partner's page lists them. */
export const channels = [
  'directoryRole',
  'tenantGovernance',
  'crossTenantAccess',
  'azureRole',
  'lighthouse',
  'application',
  'guest',
  'localAccount',
  'signIn',
  'audit',
  'commerce',
  'manual',
] as const
export type Channel = (typeof channels)[number]

/** `standing`: held all the time; `eligible`: to be activated; `unknown`: the records do not say. */
export type PowerMode = 'standing' | 'eligible' | 'unknown'

/** A step on the way from the provider to a power: a group, an account, an application, a delegation. */
export interface Step {
  readonly id: string
  readonly name: string
  readonly via: string
}

/** Something that a provider can do here. */
export interface Power {
  readonly channel: Channel
  readonly roleId: string
  readonly role: string
  readonly tier: Tier
  /** `/` is the whole directory or the root of Azure; else the id of what it is limited to. */
  readonly scope: string
  readonly mode: PowerMode
  /** ISO 8601; undefined: without an end. */
  readonly until: string | undefined
  readonly path: readonly Step[]
}

/** What tells whose a sighting is; the first that is there is the strongest. */
export interface Home {
  readonly tenantId?: string | undefined
  readonly domain?: string | undefined
  /** As typed by the customer. */
  readonly name?: string | undefined
  /** A principal that nothing read puts into a tenant: a foreign group answers 404 and has no name. */
  readonly principalId?: string | undefined
}

export interface Sighting {
  readonly channel: Channel
  readonly home: Home
  readonly evidence: Fact
  /** ISO 8601, where the record says since when. */
  readonly since?: string | undefined
  readonly until?: string | undefined
  readonly powers: readonly Power[]
  readonly claims: readonly Claim[]
  /** Why it may be nobody's: a group that is not found can be one of this tenant that was deleted. */
  readonly doubt?: string | undefined
  /** Of which kind the record says the provider is. */
  readonly kind?: PartnerKind | undefined
}

export const partnerKinds = [
  'indirectProvider',
  'reseller',
  'managedServiceProvider',
  'vendor',
  'unknown',
] as const
export type PartnerKind = (typeof partnerKinds)[number]

/** The claim that goes with a power. */
export function claimOf(dataset: DatasetName, power: Power, more: ClaimKey): Claim {
  const { channel, roleId, scope, mode, until, role } = power
  const key = { channel, role: roleId.toLowerCase(), scope: scope.toLowerCase(), mode, ...more }
  const where = scope === '/' ? '' : ` on ${scope}`
  return {
    dataset,
    key,
    within: wider(key),
    end: until ?? null,
    what: `${role}${where}${mode === 'eligible' ? ' (to be activated)' : ''}`,
  }
}

/** What covers a claim beside itself: its role at a scope above, or standing instead of eligible. */
function wider(key: ClaimKey & { readonly scope: string; readonly mode: string }): readonly ClaimKey[] {
  const modes = key.mode === 'eligible' ? ['eligible', 'standing'] : [key.mode]
  const all = scopesFrom(key.scope).flatMap((scope) => modes.map((mode) => ({ ...key, scope, mode })))
  return all.filter(({ scope, mode }) => scope !== key.scope || mode !== key.mode)
}

/** A scope and those above it: resource, resource group, subscription, root. Only paths have something above. */
function scopesFrom(scope: string): readonly string[] {
  if (!scope.startsWith('/') || scope === '/') return [scope]
  const parts = scope.split('/').slice(1)
  const above = parts.flatMap((_, index) =>
    index % 2 === 1 ? [`/${parts.slice(0, index + 1).join('/')}`] : [],
  )
  return [...new Set([scope, ...above, '/'])]
}
