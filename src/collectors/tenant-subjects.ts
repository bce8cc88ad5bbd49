/** Other organisations that appear in this tenant, of which so far only the id is known. */
import type { DatasetName } from '#model/datasets.ts'
import { hasAccessType } from '#model/events/access-type.ts'
import { providerActor } from '#model/events/provider-actor.ts'
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

/** Logs in which service providers show that hold no role any more; without them the others are named all the same. */
export const logsForeignTenants = ['signIns', 'directoryAudits'] as const satisfies readonly DatasetName[]

/** So many organisations are asked about that logs alone name: each is a request, and a flood of them is no partner. */
export const MOST_LOGGED = 300

/**
 * Ids of the tenants that hold a role here, have settings of their own or own an application that acts here, and of
 * those whose people came in as service providers.
 */
export async function foreignTenants(facts: Facts): Promise<readonly string[]> {
  const { named, logged } = await tenantsIn(facts)
  return [...named, ...logged.slice(0, MOST_LOGGED)].sort()
}

/** What is left out of the names, where logs hold more organisations than are asked about. */
export async function unaskedTenants(facts: Facts): Promise<string | undefined> {
  const { logged } = await tenantsIn(facts)
  const unasked = logged.length - MOST_LOGGED
  return unasked > 0 ? `${unasked} organisations that only logs name were not asked about` : undefined
}

/** Each list without the other, without the own tenant and Microsoft's, in a fixed order. */
async function tenantsIn(
  facts: Facts,
): Promise<{ readonly named: readonly string[]; readonly logged: readonly string[] }> {
  const own = new Set<string>()
  for await (const { id } of facts.records('organization')) own.add(id.toLowerCase())
  const named = await foreignIds(namedTenants(facts), own)
  const logged = await foreignIds(loggedTenants(facts), new Set([...own, ...named]))
  return { named: [...named].sort(), logged: [...logged].sort() }
}

async function foreignIds(
  ids: AsyncIterable<string | null | undefined>,
  known: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  for await (const id of ids)
    if (id && isGuid(id) && !isMicrosoft(id) && !known.has(id.toLowerCase())) found.add(id.toLowerCase())
  return found
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

/** Guests come from hundreds of organisations and are named by their domains; providers have nothing but the id. */
async function* loggedTenants(facts: Facts): AsyncGenerator<string | null | undefined> {
  for await (const { homeTenantId, crossTenantAccessType: type } of facts.records('signIns'))
    if (hasAccessType(type, 'serviceProvider')) yield homeTenantId
  for await (const { initiatedBy } of facts.records('directoryAudits')) {
    const user = initiatedBy?.user
    const actor = providerActor(user?.userPrincipalName)
    if (actor !== undefined) yield user?.homeTenantId ?? actor.tenantId
  }
}
