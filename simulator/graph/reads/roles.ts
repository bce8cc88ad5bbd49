import { betaRoleDefinitions, roleDefinitions } from '../../estate/roles.ts'
import type { Item, Member } from '../../estate/types.ts'
import { type Call, collection, type Route } from '../route.ts'
import { fromList } from '../source.ts'
import { directoryObject } from './directory-objects.ts'

const directory = 'roleManagement/directory'

// A recorded list holds 102 definitions in one page, so this service does not stop at the directory's 100.
const rolePageSize = 500

function principal(call: Call, id: string): Item {
  const { estate } = call.state
  const foreign = estate.foreignGroups.find((group) => group.id === id)
  if (foreign) return { '@odata.type': '#microsoft.graph.group', ...foreign }
  return directoryObject(
    { ...call, query: { ...call.query, select: undefined } },
    { kind: kindOf(call, id), id },
  )
}

function kindOf({ state: { estate } }: Call, id: string): Member['kind'] {
  if (estate.groups.some(({ group }) => group.id === id)) return 'group'
  return estate.servicePrincipals.some((one) => one['id'] === id) ? 'servicePrincipal' : 'user'
}

const expandPrincipal = {
  text: 'principal',
  context: 'principal()',
  expand: (item: Item, call: Call): Item => ({
    ...item,
    principal: principal(call, String(item['principalId'])),
  }),
}

const scope = { form: /^scopeId eq '\/' and scopeType eq 'DirectoryRole'$/, keep: () => () => true }

export const roleRoutes: readonly Route[] = [
  collection({
    template: '/v1.0/roleManagement/directory/roleDefinitions',
    context: `${directory}/roleDefinitions`,
    types: ['v1.unifiedRoleDefinition'],
    units: 1,
    pageSize: rolePageSize,
    read: () => fromList(roleDefinitions),
  }),
  collection({
    template: '/beta/roleManagement/directory/roleDefinitions',
    context: `${directory}/roleDefinitions`,
    types: ['beta.unifiedRoleDefinition'],
    units: 1,
    pageSize: rolePageSize,
    read: () => fromList(betaRoleDefinitions),
  }),
  collection({
    template: '/v1.0/roleManagement/directory/roleAssignments',
    context: `${directory}/roleAssignments`,
    types: ['v1.unifiedRoleAssignment'],
    units: 1,
    expansions: [expandPrincipal],
    filters: [
      {
        form: /^roleDefinitionId eq '([0-9a-f-]{36})'$/,
        keep:
          ([, id]) =>
          (item) =>
            item['roleDefinitionId'] === id,
      },
    ],
    read: ({ state }) => fromList(state.estate.roleAssignments),
  }),
  collection({
    template: '/v1.0/roleManagement/directory/roleAssignmentScheduleInstances',
    context: `${directory}/roleAssignmentScheduleInstances`,
    types: ['v1.unifiedRoleAssignmentScheduleInstance'],
    licence: 'p2',
    expansions: [expandPrincipal],
    read: ({ state }) => fromList(state.estate.roleAssignmentScheduleInstances),
  }),
  collection({
    template: '/v1.0/roleManagement/directory/roleEligibilityScheduleInstances',
    context: `${directory}/roleEligibilityScheduleInstances`,
    types: ['v1.unifiedRoleEligibilityScheduleInstance'],
    licence: 'p2',
    expansions: [expandPrincipal],
    read: ({ state }) => fromList(state.estate.roleEligibilityScheduleInstances),
  }),
  collection({
    template: '/v1.0/policies/roleManagementPolicyAssignments',
    context: 'policies/roleManagementPolicyAssignments',
    types: ['v1.unifiedRoleManagementPolicyAssignment'],
    licence: 'p2',
    pageSize: rolePageSize,
    filters: [scope],
    filterRequired: true,
    expansions: [{ text: 'policy($expand=rules)', context: 'policy(rules())', expand: withPolicy }],
    read: ({ state }) => fromList(state.estate.roleManagementPolicyAssignments.map(withoutPolicy)),
  }),
]

function withoutPolicy({ policy: _policy, ...item }: Item): Item {
  return item
}

function withPolicy(item: Item, { state }: Call): Item {
  return state.estate.roleManagementPolicyAssignments.find(({ id }) => id === item['id']) ?? item
}
