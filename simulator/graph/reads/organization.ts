import type { Item } from '../../estate/types.ts'
import { GraphError } from '../errors.ts'
import { type Call, collection, entity, type Route } from '../route.ts'
import { fromList } from '../source.ts'

function tenantInformation(call: Call): Item {
  const wanted = call.parameter('tenantId').toLowerCase()
  const found = call.state.estate.knownTenants.find(({ tenantId }) => tenantId === wanted)
  if (!found)
    throw new GraphError(
      404,
      'Directory_ObjectNotFound',
      `Unable to read the company information of '${wanted}'.`,
    )
  return { ...found, federationBrandName: null }
}

export const organizationRoutes: readonly Route[] = [
  collection({
    template: '/v1.0/organization',
    context: 'organization',
    types: ['v1.organization'],
    units: 1,
    read: ({ state }) => fromList([state.estate.organization]),
  }),
  collection({
    template: '/v1.0/domains',
    context: 'domains',
    types: ['v1.domain'],
    units: 1,
    read: ({ state }) => fromList(state.estate.domains),
  }),
  collection({
    template: '/v1.0/subscribedSkus',
    context: 'subscribedSkus',
    types: ['v1.subscribedSku'],
    units: 3,
    read: ({ state }) => fromList(state.estate.subscribedSkus),
  }),
  collection({
    template: '/v1.0/directory/subscriptions',
    context: 'directory/subscriptions',
    types: ['v1.companySubscription'],
    units: 1,
    read: ({ state }) => fromList(state.estate.commerceSubscriptions),
  }),
  entity({
    template: '/v1.0/policies/crossTenantAccessPolicy/default',
    context: 'policies/crossTenantAccessPolicy/default/$entity',
    types: ['v1.crossTenantAccessPolicyConfigurationDefault'],
    read: ({ state }) => state.estate.crossTenantDefault,
  }),
  collection({
    template: '/v1.0/policies/crossTenantAccessPolicy/partners',
    context: 'policies/crossTenantAccessPolicy/partners',
    types: ['v1.crossTenantAccessPolicyConfigurationPartner'],
    read: ({ state }) => fromList(state.estate.crossTenantPartners),
  }),
  entity({
    template: "/v1.0/tenantRelationships/findTenantInformationByTenantId(tenantId='{tenantId}')",
    context: 'microsoft.graph.tenantInformation',
    types: ['v1.tenantInformation'],
    read: tenantInformation,
  }),
]
