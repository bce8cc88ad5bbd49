import type { Price } from './throttle.ts'

const subscription = /^\/subscriptions\/([0-9a-f-]{36})(?:\/|$)/i
const tenantWide = /^\/(subscriptions$|tenants$|providers\/)/i
const resourceGraph = '/providers/microsoft.resourcegraph/resources'

/** Which quota of Azure Resource Manager pays for a request; undefined when the path is not one of its. */
export function armPrice(method: string, pathname: string): Price | undefined {
  if (pathname.toLowerCase() === resourceGraph) return { lane: 'resourceGraph', units: 1 }
  if (method !== 'GET') return undefined
  const id = subscription.exec(pathname)?.[1]
  if (id) return { lane: 'armSubscription', units: 1, key: id.toLowerCase() }
  return tenantWide.test(pathname) ? { lane: 'armTenant', units: 1 } : undefined
}
