import type { Resource } from '../../estate/azure/types.ts'
import type { Item } from '../../estate/types.ts'
import type { CloudState } from '../../state.ts'
import { subscriptionOf } from '../scope.ts'
import { isSeen, seen, seesRoot } from '../sight.ts'

/** A row of a table with its columns, and with the names that the usual queries compute from them. */
export type Row = Item & { readonly id: string; readonly subscriptionId: string }

/** Every row of Resource Graph says what it is and where it stands. */
function rowOf(columns: Item): Row {
  return { ...columns, id: String(columns['id']), subscriptionId: String(columns['subscriptionId']) }
}

/** The tables that this cloud answers for, filtered by what the caller may read. */
export const tables: Readonly<Record<string, (state: CloudState) => readonly Row[]>> = {
  resources: (state) => visible(state, state.estate.azure.resources.map(resourceRow)),
  resourcecontainers: (state) =>
    seen(state).map(({ item, subscriptionId }) => ({
      ...item,
      id: `/subscriptions/${subscriptionId}`,
      subscriptionId,
      name: item['displayName'],
      type: 'microsoft.resources/subscriptions',
      properties: {
        state: item['state'],
        subscriptionPolicies: item['subscriptionPolicies'],
        managedByTenants: item['managedByTenants'],
      },
    })),
  resourcechanges: (state) => visible(state, state.estate.azure.resourceChanges.map(changeRow)),
  authorizationresources: (state) => [
    ...visible(
      state,
      state.estate.azure.roleAssignments.map((one) => assignmentRow(one, state)),
    ),
    ...state.estate.azure.roleDefinitions.map(definitionRow),
  ],
  managedservicesresources: (state) =>
    visible(state, state.estate.azure.registrationAssignments.map(delegationRow)),
}

/** Rows above the subscriptions are shown to whoever reads at the root. */
function visible(state: CloudState, rows: readonly Row[]): readonly Row[] {
  return rows.filter(({ subscriptionId }) =>
    subscriptionId === '' ? seesRoot(state) : isSeen(state, subscriptionId),
  )
}

function resourceRow(item: Item): Row {
  const hardware = (item['properties'] as Item)['hardwareProfile'] as Item | undefined
  return rowOf({ ...item, vmSize: hardware?.['vmSize'] ?? '' })
}

/** A delegation with what its definition says, as a join of the two kinds of rows gives it. */
function delegationRow(one: Resource): Row {
  const { registrationDefinition, ...properties } = one.properties
  return {
    ...one,
    properties,
    type: 'microsoft.managedservices/registrationassignments',
    subscriptionId: subscriptionOf(one.id) ?? '',
    definition: (registrationDefinition as Item | undefined)?.['properties'] ?? null,
  }
}

function changeRow(change: Resource): Row {
  const { properties } = change
  const attributes = properties['changeAttributes'] as Item
  return rowOf({
    ...change,
    t: attributes['timestamp'],
    changedAt: attributes['timestamp'],
    ct: properties['changeType'],
    change: properties['changeType'],
    rid: properties['targetResourceId'],
    rt: properties['targetResourceType'],
    cid: attributes['correlationId'],
  })
}

const lastPart = (id: unknown): string => String(id).split('/').at(-1)?.toLowerCase() ?? ''

function assignmentRow(one: Resource, { estate }: CloudState): Row {
  const { roleDefinitionId, principalId, principalType, scope } = one.properties
  const role = estate.azure.roleDefinitions.find(({ id }) => lastPart(id) === lastPart(roleDefinitionId))
  return {
    ...one,
    type: 'microsoft.authorization/roleassignments',
    subscriptionId: subscriptionOf(String(scope)) ?? '',
    rd: String(roleDefinitionId).toLowerCase(),
    pid: principalId,
    ptype: principalType,
    scope,
    roleName: role?.properties['roleName'] ?? '',
  }
}

function definitionRow(one: Resource): Row {
  return {
    ...one,
    type: 'microsoft.authorization/roledefinitions',
    subscriptionId: '',
    rd: one.id.toLowerCase(),
    roleName: one.properties['roleName'],
  }
}
