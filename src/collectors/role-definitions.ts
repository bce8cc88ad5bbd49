import { defineCollector } from './collector.ts'

/** Beta, because `isPrivileged` exists only there (identity.md §b.1). */
export const roleDefinitionsCollector = defineCollector({
  produces: 'roleDefinitions',
  purpose: 'Names the roles and shows which ones Microsoft labels privileged',
  source: {
    kind: 'list',
    lane: 'directory',
    path: '/beta/roleManagement/directory/roleDefinitions',
    query: { $select: 'id,displayName,templateId,isBuiltIn,isEnabled,isPrivileged' },
    permissions: ['RoleManagement.Read.Directory'],
  },
  reference: 'identity.md §b.1',
})
