import { loggingWorkspaces, namesWorkspaces } from './azure-subjects.ts'
import { defineCollector } from './collector.ts'

/**
 * Only of the workspaces that logs are sent to: every workspace has hundreds of tables. One of them may lie in a
 * subscription that the reader does not see, or be gone; then how long logs are kept is unknown, not zero.
 */
export const logTablesCollector = defineCollector({
  produces: 'logTables',
  purpose: 'Shows how long the logs that are sent to a workspace can be searched and are kept there',
  source: {
    kind: 'each',
    lane: 'arm',
    after: namesWorkspaces,
    permissions: ['Reader'],
    subjects: loggingWorkspaces,
    oneByOne: true,
    request: (workspace) => ({ path: `${workspace}/tables`, query: { 'api-version': '2022-10-01' } }),
    items: (_workspace, { values }) => values,
    notFound: (workspaceId) => [{ id: `${workspaceId}/tables`, workspaceId, notFound: true }],
  },
  reference: 'azure.md §5.2 (4), §5.3',
})
