import type { Item } from '../../estate/types.ts'
import { collection, type Route } from '../route.ts'
import { fromList } from '../source.ts'

function withoutDefinition({ roleDefinition: _expanded, ...assignment }: Item): Item {
  return assignment
}

const exchange = 'roleManagement/exchange'

/** Role systems beside the directory's own: Exchange (beta only) and Intune. */
export const workloadRoleRoutes: readonly Route[] = [
  collection({
    template: '/beta/roleManagement/exchange/roleDefinitions',
    context: `${exchange}/roleDefinitions`,
    types: ['beta.unifiedRoleDefinition'],
    read: ({ state }) => fromList(state.estate.exchangeRoleDefinitions),
  }),
  collection({
    template: '/beta/roleManagement/exchange/roleAssignments',
    context: `${exchange}/roleAssignments`,
    types: ['beta.unifiedRoleAssignment'],
    read: ({ state }) => fromList(state.estate.exchangeRoleAssignments),
  }),
  collection({
    template: '/v1.0/deviceManagement/roleDefinitions',
    context: 'deviceManagement/roleDefinitions',
    types: ['v1.roleDefinition'],
    lane: 'intune',
    read: ({ state }) => fromList(state.estate.intuneRoleDefinitions),
  }),
  collection({
    template: '/v1.0/deviceManagement/roleAssignments',
    context: 'deviceManagement/roleAssignments',
    types: ['v1.deviceAndAppManagementRoleAssignment'],
    lane: 'intune',
    expansions: [
      {
        text: 'roleDefinition',
        context: 'roleDefinition()',
        expand: (item, { state }) =>
          state.estate.intuneRoleAssignments.find(({ id }) => id === item['id']) ?? item,
      },
    ],
    read: ({ state }) => fromList(state.estate.intuneRoleAssignments.map(withoutDefinition)),
  }),
]
