/**
 * Directory roles in the hands of another organisation: how delegated administration (GDAP) shows in a customer's
 * tenant (identity.md §0.1 fact 2). A principal that is in no directory we can read is on the register too.
 */
import type { RoleGrant } from '../../roles/grants.ts'
import { claimOf, type Home, type Power, type Sighting } from '../sighting.ts'
import type { PartnerSources } from '../sources.ts'

/** One sighting a row of the role tables. */
export function directoryRoleSightings({ administration }: PartnerSources): readonly Sighting[] {
  return administration.grants.flatMap((grant) => {
    const { origin, principalId } = grant
    if (origin.home === 'foreign') return [sightingOf(grant, { tenantId: origin.tenantId })]
    if (origin.home === 'own' || !administration.groups.membersOf(principalId).notFound) return []
    return [{ ...sightingOf(grant, { principalId }), doubt: origin.because }]
  })
}

/** Why a principal of a role can be told neither as own nor as somebody else's, once each. */
export function undecidedPrincipals({ administration }: PartnerSources): readonly string[] {
  const reasons = administration.grants.flatMap(({ origin, principalId }) =>
    origin.home === 'unknown' && !administration.groups.membersOf(principalId).notFound
      ? [origin.because]
      : [],
  )
  return [...new Set(reasons)]
}

function sightingOf(grant: RoleGrant, home: Home): Sighting {
  const power = powerOf(grant)
  return {
    channel: 'directoryRole',
    home,
    evidence: {
      dataset: grant.dataset,
      id: grant.id,
      fields: { role: grant.role.name, scope: grant.scope, mode: grant.mode, until: grant.until },
    },
    until: grant.until,
    powers: [power],
    claims: [claimOf(grant.dataset, power, { principal: grant.principalId })],
  }
}

/** The power of a grant, held by the principal that the row names. */
export function powerOf(grant: RoleGrant): Power {
  const { role, principalId, principalName, kind, mode, scope, until } = grant
  return {
    channel: 'directoryRole',
    roleId: role.templateId,
    role: role.name,
    tier: role.tier,
    scope: scope ?? 'unknown',
    mode: mode === 'active' ? 'standing' : 'eligible',
    until,
    path: [{ id: principalId, name: principalName ?? principalId, via: `directory role of a ${kind}` }],
  }
}
