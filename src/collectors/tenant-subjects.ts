/** Other organisations that appear in this tenant, of which so far only the id is known. */
import type { DatasetName } from '#model/datasets.ts'
import { isMicrosoft } from '#model/microsoft-tenants.ts'
import type { Facts } from './collector.ts'
import { isGuid } from './subjects.ts'

/** Datasets that name other tenants; `organization` says which one is the own. */
export const namesForeignTenants = [
  'organization',
  'roleAssignments',
  'roleEligibilityScheduleInstances',
  'crossTenantAccessPolicyPartners',
  'servicePrincipals',
] as const satisfies readonly DatasetName[]

/** Ids of the tenants that hold a role here, have settings of their own or own an application that acts here. */
export async function foreignTenants(facts: Facts): Promise<readonly string[]> {
  const ids = new Set<string>()
  for await (const id of namedTenants(facts))
    if (id && isGuid(id) && !isMicrosoft(id)) ids.add(id.toLowerCase())
  for await (const { id } of facts.records('organization')) ids.delete(id.toLowerCase())
  return [...ids].sort()
}

async function* namedTenants(facts: Facts): AsyncGenerator<string | null | undefined> {
  for await (const { principalOrganizationId, principal } of facts.records('roleAssignments')) {
    yield principalOrganizationId
    yield principal?.organizationId
  }
  for await (const { principal } of facts.records('roleEligibilityScheduleInstances'))
    yield principal?.organizationId
  for await (const { tenantId } of facts.records('crossTenantAccessPolicyPartners')) yield tenantId
  for await (const { appOwnerOrganizationId } of facts.records('servicePrincipals'))
    yield appOwnerOrganizationId
}
