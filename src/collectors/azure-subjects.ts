/** Where in Azure to ask: the tenant's own subscriptions, its management groups, the workspaces that logs go to. */
import type { DatasetName } from '#model/datasets.ts'
import type { Facts } from './collector.ts'

/** Datasets that say which subscriptions are the tenant's own. */
export const namesSubscriptions = ['organization', 'subscriptions'] as const satisfies readonly DatasetName[]

/** Datasets that say which subscriptions and management groups there are. */
export const namesScopes = [
  ...namesSubscriptions,
  'managementGroups',
] as const satisfies readonly DatasetName[]

/** Datasets that say where logs are sent. */
export const namesWorkspaces = [
  'diagnosticSettings',
  'entraDiagnosticSettings',
] as const satisfies readonly DatasetName[]

const GROUP = 'managementGroups/'
export const ROOT = '/'

/** The tenant itself, under the id that its root management group has as well. */
export async function ownTenant(facts: Facts): Promise<readonly string[]> {
  const ids = new Set<string>()
  for await (const { id } of facts.records('organization')) ids.add(id.toLowerCase())
  return [...ids].sort()
}

/** Ids of the subscriptions in the tree of management groups. */
export async function groupedSubscriptions(facts: Facts): Promise<readonly string[]> {
  const ids = new Set<string>()
  for await (const { subscriptions } of facts.records('managementGroups')) {
    for (const { subscriptionId } of subscriptions ?? []) ids.add(subscriptionId)
  }
  return [...ids].sort()
}

/** Ids of the subscriptions of this tenant; those that others delegated to it are not its business (azure.md §1.1). */
export async function ownSubscriptions(facts: Facts): Promise<readonly string[]> {
  const own = await ownTenant(facts)
  const ids = new Set<string>()
  for await (const { subscriptionId, tenantId } of facts.records('subscriptions')) {
    const isForeign = tenantId && own.length > 0 && !own.includes(tenantId)
    if (!isForeign) ids.add(subscriptionId)
  }
  return [...ids].sort()
}

/** The subscriptions of this tenant by their ids, and its management groups as `managementGroups/<name>`. */
export async function ownScopes(facts: Facts): Promise<readonly string[]> {
  const groups = new Set<string>()
  for await (const { name } of facts.records('managementGroups')) if (name) groups.add(`${GROUP}${name}`)
  return [...(await ownSubscriptions(facts)), ...[...groups].sort()]
}

/** True for a management group among the subjects. */
export function isGroup(subject: string): boolean {
  return subject.startsWith(GROUP)
}

/** The scope of a subject, as it stands before `/providers/…`; the root has nothing there. */
export function scopeOf(subject: string): string {
  if (subject === ROOT) return ''
  if (!isGroup(subject)) return `/subscriptions/${subject}`
  return `/providers/Microsoft.Management/${GROUP}${encodeURIComponent(subject.slice(GROUP.length))}`
}

const WORKSPACE =
  /^\/subscriptions\/[^/?#]+\/resourcegroups\/[^/?#]+\/providers\/microsoft\.operationalinsights\/workspaces\/[^/?#]+$/

/** Ids of the workspaces that settings send logs to, whosever they are. */
export async function loggingWorkspaces(facts: Facts): Promise<readonly string[]> {
  const ids = new Set<string>()
  for (const dataset of namesWorkspaces) {
    for await (const { workspaceId } of facts.records(dataset)) {
      if (workspaceId && WORKSPACE.test(workspaceId)) ids.add(workspaceId)
    }
  }
  return [...ids].sort()
}
