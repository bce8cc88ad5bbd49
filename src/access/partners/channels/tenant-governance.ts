/** Tenants that govern this one: the relationship that a customer can list itself (identity.md §d.1). */
import type { GovernanceRelationship } from '#model/records/governance-relationships.ts'
import { claimOf, type Power, type Sighting } from '../sighting.ts'
import type { PartnerSources } from '../sources.ts'

/** Relationships in which another tenant is the governing one and that are not over. */
export function governanceSightings(sources: PartnerSources): readonly Sighting[] {
  return sources.records.governanceRelationships.flatMap((relationship) => {
    const { governingTenantId, status } = relationship
    if (!governingTenantId || status?.toLowerCase() === 'terminated') return []
    if (governingTenantId.toLowerCase() === sources.tenantId) return []
    return [sightingOf(relationship, governingTenantId, sources)]
  })
}

function sightingOf(
  relationship: GovernanceRelationship,
  tenantId: string,
  { roleOf }: PartnerSources,
): Sighting {
  const { id, status, creationDateTime, policySnapshot } = relationship
  const powers = (policySnapshot?.delegatedAdministrationRoleAssignments ?? []).flatMap((assignment) =>
    rolesIn(assignment.roleTemplates).map((templateId): [Power, string] => {
      const role = roleOf(templateId)
      const group = assignment.groupId ?? 'a group that is not named'
      return [
        {
          channel: 'tenantGovernance',
          roleId: role.templateId,
          role: role.name,
          tier: role.tier,
          scope: '/',
          mode: 'standing',
          until: undefined,
          path: [{ id: group, name: assignment.groupDisplayName ?? group, via: 'tenant governance' }],
        },
        group,
      ]
    }),
  )
  return {
    channel: 'tenantGovernance',
    home: { tenantId },
    evidence: {
      dataset: 'governanceRelationships',
      id,
      fields: { status, governingTenantName: relationship.governingTenantName },
    },
    since: creationDateTime ?? undefined,
    powers: powers.map(([power]) => power),
    claims: [
      {
        dataset: 'governanceRelationships',
        key: { channel: 'tenantGovernance', relationship: id },
        end: null,
        what: 'governs this tenant',
      },
      ...powers.map(([power, group]) => claimOf('governanceRelationships', power, { group })),
    ],
  }
}

/** A template is written as an object with its id under one of two names. */
function rolesIn(
  templates: readonly Readonly<Record<string, unknown>>[] | null | undefined,
): readonly string[] {
  return (templates ?? []).flatMap((template) => {
    const id = template['roleTemplateId'] ?? template['id']
    return typeof id === 'string' ? [id] : []
  })
}
