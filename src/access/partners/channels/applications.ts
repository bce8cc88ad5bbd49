/** Applications that another organisation owns, and what was granted to them here (identity.md §b.6). */
import type { Claim } from '#model/claims.ts'
import { isMicrosoft } from '#model/microsoft-tenants.ts'
import type { Fact } from '#model/outcome.ts'
import type { ServicePrincipal } from '#model/records/service-principals.ts'
import { appRolePermission, delegatedPermission } from '../../application-permissions.ts'
import { claimOf, type Power, type Sighting, type Step } from '../sighting.ts'
import type { PartnerSources } from '../sources.ts'
import { powerOf as rolePower } from './directory-roles.ts'

/** One sighting an application; Microsoft's own and the tenant's own are nobody's keys. */
export function applicationSightings(sources: PartnerSources): readonly Sighting[] {
  const grants = grantsOf(sources)
  return sources.records.servicePrincipals.flatMap((application) => {
    const owner = application.appOwnerOrganizationId?.toLowerCase()
    if (!owner || owner === sources.tenantId || isMicrosoft(owner)) return []
    return [sightingOf(application, owner, grants(application))]
  })
}

interface Granted {
  readonly powers: readonly Power[]
  readonly claims: readonly Claim[]
}

function sightingOf(application: ServicePrincipal, owner: string, { powers, claims }: Granted): Sighting {
  const { id, appId, displayName, accountEnabled, createdDateTime } = application
  const named = displayName ?? appId ?? id
  const evidence: Fact = {
    dataset: 'servicePrincipals',
    id,
    fields: { appId, displayName, accountEnabled, permissions: powers.map(({ role }) => role) },
  }
  return {
    channel: 'application',
    home: { tenantId: owner },
    evidence,
    since: createdDateTime ?? undefined,
    kind: 'vendor',
    powers,
    claims: [
      {
        dataset: 'servicePrincipals',
        key: { channel: 'application', application: (appId ?? id).toLowerCase() },
        end: null,
        what: `application ${named}`,
      },
      ...claims,
    ],
  }
}

/** Indexes both kinds of consent and the directory roles by the application that holds them. */
function grantsOf({ records, administration }: PartnerSources): (application: ServicePrincipal) => Granted {
  const appRoles = Map.groupBy(records.appRoleAssignments, ({ principalId }) => lower(principalId))
  const delegated = Map.groupBy(records.oauth2PermissionGrants, ({ clientId }) => lower(clientId))
  return (application) => {
    const id = application.id.toLowerCase()
    const step = stepOf(application)
    const key = { application: lower(application.appId ?? application.id) }
    const asItself = (appRoles.get(id) ?? []).flatMap(({ appRoleId, resourceDisplayName, resourceId }) => {
      if (!appRoleId) return []
      const permission = appRolePermission(appRoleId)
      const resource = lower(resourceId)
      const power = permitted(permission, appRoleId, resourceDisplayName ?? resource, step)
      return [[power, claimOf('appRoleAssignments', power, { ...key, resource })] as const]
    })
    const asUsers = (delegated.get(id) ?? []).flatMap(({ scope, consentType, resourceId, principalId }) =>
      words(scope).map((name) => {
        const who = consentType === 'AllPrincipals' ? 'everybody' : lower(principalId)
        const power = permitted(delegatedPermission(name), name, `in the name of ${who}`, step)
        const claim = claimOf('oauth2PermissionGrants', power, { ...key, resource: lower(resourceId), who })
        return [power, claim] as const
      }),
    )
    const roles = (administration.holders.servicePrincipals.get(id) ?? []).map(({ grant }) => {
      const power = { ...rolePower(grant), channel: 'application' as const, path: [step] }
      return [power, claimOf(grant.dataset, power, key)] as const
    })
    const all = [...asItself, ...asUsers, ...roles]
    return { powers: all.map(([power]) => power), claims: all.map(([, claim]) => claim) }
  }
}

function permitted(
  { name, tier }: { readonly name: string; readonly tier: Power['tier'] },
  roleId: string,
  scope: string,
  step: Step,
): Power {
  const power = { channel: 'application', role: name, roleId, tier, scope } as const
  return { ...power, mode: 'standing', until: undefined, path: [step] }
}

function stepOf({ id, appId, displayName }: ServicePrincipal): Step {
  return { id, name: displayName ?? appId ?? id, via: 'application of its own' }
}

const lower = (id: string | null | undefined): string => id?.toLowerCase() ?? ''

const words = (scope: string | null | undefined): readonly string[] =>
  (scope ?? '').split(/\s+/).filter((word) => word !== '')
