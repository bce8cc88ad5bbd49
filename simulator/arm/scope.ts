import type { AzureEstate } from '../estate/azure/types.ts'

const subscriptionIn = /^\/subscriptions\/([^/]+)/i
const groupIn = /^\/providers\/microsoft\.management\/managementgroups\/([^/]+)$/i

/** The subscription a scope lies in, if it lies in one. */
export function subscriptionOf(scope: string): string | undefined {
  return subscriptionIn.exec(scope)?.[1]?.toLowerCase()
}

/** A scope and everything above it, up to the root: the places from which a role is inherited. */
export function withParents(scope: string, azure: AzureEstate): readonly string[] {
  if (scope === '/' || scope === '') return ['/']
  const own = scope.toLowerCase()
  const subscription = azure.subscriptions.find((one) => one.subscriptionId === subscriptionOf(own))
  const group = groupIn.exec(own)?.[1] ?? subscription?.managementGroup
  return [...within(own), ...groups(group, azure), '/']
}

/** A resource lies in its group, and the group in the subscription. */
function within(scope: string): readonly string[] {
  if (groupIn.test(scope)) return []
  const group = /^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+/.exec(scope)?.[0]
  const subscription = subscriptionIn.exec(scope)?.[0] ?? scope
  return [...new Set([scope, ...(group ? [group] : []), subscription])]
}

function groups(name: string | undefined, azure: AzureEstate): readonly string[] {
  const found = azure.managementGroups.find((one) => one.name.toLowerCase() === name?.toLowerCase())
  if (!found) return []
  return [managementScope(found.name), ...groups(found.parent, azure)]
}

export function managementScope(name: string): string {
  return `/providers/microsoft.management/managementgroups/${name.toLowerCase()}`
}

export function isBelow(scope: string, parent: string): boolean {
  return scope.toLowerCase().startsWith(`${parent.toLowerCase()}/`)
}
