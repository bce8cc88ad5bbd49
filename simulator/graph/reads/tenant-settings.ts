import { adminConsentRequestPolicy, defaultAppManagementPolicy } from '../../estate/directory/settings.ts'
import type { Item } from '../../estate/types.ts'
import { GraphError, notFound } from '../errors.ts'
import { type Call, collection, entity, type Route } from '../route.ts'
import { fromList, type Source } from '../source.ts'

function federationOf(call: Call): Source {
  const { domains, federationConfigurations } = call.state.estate
  const id = call.parameter('id').toLowerCase()
  if (!domains.some((domain) => domain['id'] === id)) throw notFound(id)
  // A managed domain has no configuration; whether the service says so with 404 is not documented.
  return fromList(federationConfigurations[id] ?? [])
}

function organizationWithPartner({ state: { estate } }: Call): Item {
  // The beta metadata does not have onPremisesSyncStatus, which v1.0 answers carry.
  const { onPremisesSyncStatus: _absent, ...organization } = estate.organization
  return { ...organization, partnerInformation: estate.partnerInformation }
}

/** The list is the partner's view; a customer gets no say in it (identity reference, section d.1). */
function refuseCustomer(): never {
  throw new GraphError(403, 'Forbidden', 'The calling tenant is not a partner and manages no customers.')
}

function scopedMembers(call: Call): Source {
  const { administrativeUnits, scopedRoleMembers } = call.state.estate
  const id = call.parameter('id').toLowerCase()
  if (!administrativeUnits.some((unit) => unit['id'] === id)) throw notFound(id)
  return fromList(scopedRoleMembers[id] ?? [])
}

export const tenantSettingsRoutes: readonly Route[] = [
  entity({
    template: '/v1.0/policies/authorizationPolicy',
    context: 'policies/authorizationPolicy/$entity',
    types: ['v1.authorizationPolicy'],
    read: ({ state }) => state.estate.authorizationPolicy,
  }),
  entity({
    template: '/v1.0/policies/defaultAppManagementPolicy',
    context: 'policies/defaultAppManagementPolicy/$entity',
    types: ['v1.tenantAppManagementPolicy'],
    read: defaultAppManagementPolicy,
  }),
  entity({
    template: '/v1.0/policies/adminConsentRequestPolicy',
    context: 'policies/adminConsentRequestPolicy/$entity',
    types: ['v1.adminConsentRequestPolicy'],
    read: adminConsentRequestPolicy,
  }),
  collection({
    template: '/v1.0/domains/{id}/federationConfiguration',
    context: "domains('{id}')/federationConfiguration",
    types: ['v1.internalDomainFederation'],
    units: 1,
    read: federationOf,
  }),
  collection({
    template: '/beta/organization',
    context: 'organization',
    types: ['beta.organization'],
    units: 1,
    read: (call) => fromList([organizationWithPartner(call)]),
  }),
  collection({
    template: '/v1.0/directory/administrativeUnits',
    context: 'directory/administrativeUnits',
    types: ['v1.administrativeUnit'],
    units: 1,
    read: ({ state }) => fromList(state.estate.administrativeUnits),
  }),
  collection({
    template: '/v1.0/directory/administrativeUnits/{id}/scopedRoleMembers',
    context: 'scopedRoleMemberships',
    types: ['v1.scopedRoleMembership'],
    units: 1,
    read: scopedMembers,
  }),
  collection({
    template: '/v1.0/contracts',
    context: 'contracts',
    types: ['v1.contract'],
    units: 3,
    read: () => fromList([]),
  }),
  collection({
    template: '/v1.0/tenantRelationships/delegatedAdminRelationships',
    context: 'tenantRelationships/delegatedAdminRelationships',
    types: ['v1.delegatedAdminRelationship'],
    maxTop: 300,
    check: refuseCustomer,
    read: () => fromList([]),
  }),
  collection({
    template: '/beta/directory/tenantGovernance/governanceRelationships',
    context: 'directory/tenantGovernance/governanceRelationships',
    types: ['beta.tenantGovernanceServices.governanceRelationship'],
    read: ({ state }) => fromList(state.estate.governanceRelationships),
  }),
  collection({
    template: '/beta/directory/tenantGovernance/relatedTenants',
    context: 'directory/tenantGovernance/relatedTenants',
    types: ['beta.tenantGovernanceServices.relatedTenant'],
    read: ({ state }) => fromList(state.estate.relatedTenants),
  }),
  collection({
    template: '/v1.0/identityGovernance/accessReviews/definitions',
    context: 'identityGovernance/accessReviews/definitions',
    types: ['v1.accessReviewScheduleDefinition'],
    licence: 'p2',
    maxTop: 100,
    read: ({ state }) => fromList(state.estate.accessReviewDefinitions),
  }),
  collection({
    template: '/v1.0/security/secureScores',
    context: 'security/secureScores',
    types: ['v1.secureScore'],
    lane: 'security',
    read: ({ state }) => fromList(state.estate.secureScores),
  }),
  entity({
    template: '/v1.0/admin/reportSettings',
    context: 'admin/reportSettings/$entity',
    types: ['v1.adminReportSettings'],
    read: ({ state }) => state.estate.reportSettings,
  }),
]
