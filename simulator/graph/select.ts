import type { Item } from '../estate/types.ts'
import { badRequest } from './errors.ts'
import table from './properties.generated.json' with { type: 'json' }

type Kinds = Readonly<Record<string, string>>

/** Types that the published subset does not hold; their properties are those of the reference pages. */
const unpublished = {
  'v1.deviceAndAppManagementRoleAssignment': {
    id: 'value',
    description: 'value',
    displayName: 'value',
    resourceScopes: 'list',
    members: 'list',
  },
  'v1.roleDefinition': {
    id: 'value',
    description: 'value',
    displayName: 'value',
    isBuiltIn: 'value',
    rolePermissions: 'list',
  },
  'v1.tenantAppManagementPolicy': {
    id: 'value',
    description: 'value',
    displayName: 'value',
    isEnabled: 'value',
    applicationRestrictions: 'value',
    servicePrincipalRestrictions: 'value',
  },
  'v1.companySubscription': {
    id: 'value',
    commerceSubscriptionId: 'value',
    createdDateTime: 'value',
    isTrial: 'value',
    nextLifecycleDateTime: 'value',
    ownerId: 'value',
    ownerTenantId: 'value',
    ownerType: 'value',
    serviceStatus: 'list',
    skuId: 'value',
    skuPartNumber: 'value',
    status: 'value',
    totalLicenses: 'value',
  },
} as const

const known: Readonly<Record<string, Kinds>> = { ...table.types, ...unpublished }

export type EntityType = keyof typeof table.types | keyof typeof unpublished

/** Cuts a row down to the properties asked for. What the row does not hold reads `null`, a collection `[]`. */
export type Projection = (item: Item) => Item

/** Refuses a property that no type of the list has, in the words of the service. */
export function projection(
  types: readonly EntityType[],
  select: readonly string[],
  extra: readonly string[],
): Projection {
  const kinds = new Map(types.flatMap((type) => Object.entries(known[type] ?? {})))
  for (const name of extra) kinds.set(name, 'value')
  for (const name of select) if (!kinds.has(name)) throw unknownProperty(name, types[0] ?? 'v1.user')
  return (item) => {
    const type = item['@odata.type']
    const own = type === undefined ? {} : { '@odata.type': type }
    return { ...own, ...Object.fromEntries(present(item, select, kinds)) }
  }
}

function present(
  item: Item,
  select: readonly string[],
  kinds: ReadonlyMap<string, string>,
): [string, unknown][] {
  return select
    .filter((name) => !isLeftOut(name, item))
    .map((name) => [name, item[name] ?? (kinds.get(name) === 'list' ? [] : null)])
}

/** An account that never signed in has no signInActivity at all (identity reference, section b.5). */
function isLeftOut(name: string, item: Item): boolean {
  return name === 'signInActivity' && item[name] === undefined
}

function unknownProperty(name: string, type: string) {
  const short = type.slice(type.indexOf('.') + 1)
  return badRequest(
    `Parsing OData Select and Expand failed: Could not find a property named '${name}' on type 'microsoft.graph.${short}'.`,
  )
}
