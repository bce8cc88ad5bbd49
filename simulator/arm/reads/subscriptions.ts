import type { ManagementGroup } from '../../estate/azure/types.ts'
import type { Item } from '../../estate/types.ts'
import { notFound } from '../errors.ts'
import type { ArmCall, ArmRoute } from '../route.ts'
import { demandSight, seen, seesRoot } from '../sight.ts'

const groupType = 'Microsoft.Management/managementGroups'

function subscription(call: ArmCall) {
  const id = call.parameter('subscription')
  demandSight(call.state, `/subscriptions/${id}`, 'Microsoft.Resources/subscriptions/read')
  const found = call.state.estate.azure.subscriptions.find((one) => one.subscriptionId === id)
  if (!found) throw notFound(id)
  return found
}

function groupId(name: string): string {
  return `/providers/${groupType}/${name}`
}

function groupRow({ name, displayName }: ManagementGroup, { state }: ArmCall): Item {
  const { tenantId } = state.estate.tenant
  return { id: groupId(name), type: groupType, name, properties: { tenantId, displayName } }
}

/** One group with its parent, and with its children if they were asked for (as recorded), down to the last if wanted. */
function groupWithChildren(call: ArmCall): Item {
  const { managementGroups } = call.state.estate.azure
  const found = managementGroups.find(({ name }) => name.toLowerCase() === call.parameter('group'))
  if (!found) throw notFound(call.parameter('group'))
  demandSight(call.state, groupId(found.name), `${groupType}/read`)
  const parent = managementGroups.find(({ name }) => name === found.parent)
  const up = parent && { id: groupId(parent.name), name: parent.name, displayName: parent.displayName }
  const details = { version: 1, ...(up ? { parent: up } : {}) }
  const children = call.query.get('$expand') === 'children' ? { children: childrenOf(found, call) } : {}
  const { properties, ...row } = groupRow(found, call)
  return { ...row, properties: { ...(properties as Item), details, ...children } }
}

/** With `$recurse` every group among the children has its own. */
function childrenOf(group: ManagementGroup, call: ArmCall): Item[] {
  if (call.query.get('$recurse')?.toLowerCase() !== 'true') return below(group, call)
  const groups = call.state.estate.azure.managementGroups
  return below(group, call).map((child) => {
    const inner = groups.find(({ name }) => child['type'] === groupType && name === child['name'])
    return inner ? { ...child, children: childrenOf(inner, call) } : child
  })
}

function below({ name }: ManagementGroup, { state }: ArmCall): Item[] {
  const { managementGroups, subscriptions } = state.estate.azure
  const groups = managementGroups.filter(({ parent }) => parent === name)
  const held = subscriptions.filter(({ managementGroup }) => managementGroup === name)
  return [
    ...groups.map((one) => ({
      id: groupId(one.name),
      type: groupType,
      name: one.name,
      displayName: one.displayName,
    })),
    ...held.map(({ item, subscriptionId }) => ({
      id: `/subscriptions/${subscriptionId}`,
      type: '/subscriptions',
      name: subscriptionId,
      displayName: item['displayName'],
    })),
  ]
}

function descendants(call: ArmCall, name = call.parameter('group')): Item[] {
  const { managementGroups } = call.state.estate.azure
  const found = managementGroups.find((one) => one.name.toLowerCase() === name.toLowerCase())
  if (!found) throw notFound(name)
  demandSight(call.state, groupId(found.name), `${groupType}/descendants/read`)
  return below(found, call).flatMap(({ displayName, ...row }) => {
    const properties = { displayName, parent: { id: groupId(found.name) } }
    const inside = row['type'] === groupType ? descendants(call, String(row['name'])) : []
    return [{ ...row, properties }, ...inside]
  })
}

export const subscriptionRoutes: readonly ArmRoute[] = [
  { template: '/subscriptions', read: ({ state }) => seen(state).map(({ item }) => item) },
  { template: '/subscriptions/{subscription}', read: (call) => subscription(call).item },
  {
    template: '/tenants',
    read: ({ state }) => [
      {
        id: `/tenants/${state.estate.tenant.tenantId}`,
        tenantId: state.estate.tenant.tenantId,
        countryCode: 'NO',
        displayName: state.estate.tenant.displayName,
        domains: [state.estate.tenant.defaultDomainName],
        tenantCategory: 'Home',
      },
    ],
  },
  {
    template: '/providers/Microsoft.Management/managementGroups',
    read: (call) =>
      seesRoot(call.state)
        ? call.state.estate.azure.managementGroups.map((group) => groupRow(group, call))
        : [],
  },
  { template: '/providers/Microsoft.Management/managementGroups/{group}', read: groupWithChildren },
  {
    template: '/providers/Microsoft.Management/managementGroups/{group}/descendants',
    read: (call) => descendants(call),
  },
  {
    template: '/subscriptions/{subscription}/providers/Microsoft.Billing/billingProperty/default',
    read: (call) => subscription(call).billingProperty,
  },
  {
    template: '/providers/Microsoft.Billing/billingAccounts',
    read: ({ state }) => state.estate.azure.billingAccounts,
  },
  {
    template: '/providers/Microsoft.Subscription/policies/default',
    read: ({ state }) => {
      const { tenantPolicy } = state.estate.azure
      if (!tenantPolicy) throw notFound('policies/default')
      return seesRoot(state) ? tenantPolicy : withoutExemptions(tenantPolicy)
    },
  },
]

/** "Exempted users are hidden from non-admins" (section 1.4): an empty list proves nothing. */
function withoutExemptions(policy: Item): Item {
  return { ...policy, properties: { ...(policy['properties'] as Item), exemptedPrincipals: [] } }
}
