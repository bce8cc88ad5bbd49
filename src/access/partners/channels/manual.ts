/**
 * What the customer copied from the admin centre, because nothing else tells it: names, ends and automatic extension
 * of relationships (identity.md §0.1 fact 1).
 */
import type { PartnerRelationship } from '#model/records/partner-relationships.ts'
import { isOver } from '../relationships.ts'
import type { PartnerKind, Power, Sighting } from '../sighting.ts'
import { claimOf } from '../sighting.ts'
import type { PartnerSources } from '../sources.ts'

/** One sighting a relationship that is not over. */
export function manualSightings(sources: PartnerSources): readonly Sighting[] {
  return sources.records.partnerRelationships
    .filter((row) => !isOver(row, sources.now))
    .map((row) => sightingOf(row, sources))
}

function sightingOf(row: PartnerRelationship, { roleNamed }: PartnerSources): Sighting {
  const powers = (row.roles ?? []).map((name): Power => {
    const role = roleNamed(name)
    return {
      channel: 'manual',
      roleId: role.templateId,
      role: role.name,
      tier: role.tier,
      scope: '/',
      mode: 'unknown',
      until: row.end ?? undefined,
      path: [{ id: row.id, name: row.name, via: 'relationship in the admin centre' }],
    }
  })
  const whose = { of: row.tenantId ?? row.domain ?? row.name.toLowerCase() }
  const kind = kindOf(row.relationship)
  return {
    channel: 'manual',
    home: { tenantId: row.tenantId ?? undefined, domain: row.domain ?? undefined, name: row.name },
    evidence: {
      dataset: 'partnerRelationships',
      id: row.id,
      fields: {
        name: row.name,
        relationship: row.relationship,
        roles: row.roles,
        end: row.end,
        autoExtend: row.autoExtend,
      },
    },
    since: row.start ?? undefined,
    until: row.end ?? undefined,
    kind,
    powers,
    claims: [
      {
        dataset: 'partnerRelationships',
        key: { channel: 'manual', relationship: (row.relationship ?? '').toLowerCase(), ...whose },
        end: row.end ?? null,
        what: row.relationship ? `relationship: ${row.relationship}` : 'relationship',
      },
      ...(row.autoExtend === true
        ? [
            {
              dataset: 'partnerRelationships' as const,
              key: { channel: 'manual', setting: 'autoExtend', ...whose },
              end: null,
              what: 'extends itself',
            },
          ]
        : []),
      ...powers.map((power) => claimOf('partnerRelationships', power, whose)),
    ],
  }
}

/** In the words of the admin centre; what it calls an advisor sells nothing and administers. */
function kindOf(relationship: string | null | undefined): PartnerKind | undefined {
  const words = relationship?.toLowerCase() ?? ''
  if (words.includes('indirect provider') || words.includes('distributor')) return 'indirectProvider'
  if (words.includes('resell')) return 'reseller'
  if (/advis|delegated|gdap|managed|admin/.test(words)) return 'managedServiceProvider'
  return words.includes('vendor') ? 'vendor' : undefined
}
