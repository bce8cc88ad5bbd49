import type { AzureEstate, Resource } from '../../estate/azure/types.ts'
import type { Item } from '../../estate/types.ts'
import { notFound, unauthorized } from '../errors.ts'
import type { ArmCall, ArmRoute } from '../route.ts'
import { isBelow, managementScope } from '../scope.ts'
import { demandSight, seesRoot } from '../sight.ts'

/** A list of one subscription; some official ids lack their first slash, which must not hide them. */
function ofSubscription(
  provider: string,
  pick: (azure: AzureEstate) => readonly Resource[],
): (call: ArmCall) => readonly Item[] {
  return (call) => {
    const scope = `subscriptions/${call.parameter('subscription')}`
    demandSight(call.state, `/${scope}`, `${provider}/read`)
    return pick(call.state.estate.azure).filter(({ id }) =>
      id.toLowerCase().replace(/^\//, '').startsWith(`${scope}/`),
    )
  }
}

const list = (provider: string, pick: (azure: AzureEstate) => readonly Resource[]): ArmRoute => ({
  template: `/subscriptions/{subscription}/providers/${provider}`,
  read: ofSubscription(provider, pick),
})

/** The exports of a management group (section 5.2). */
function groupSettings(call: ArmCall): readonly Item[] {
  const scope = managementScope(call.parameter('group'))
  demandSight(call.state, scope, 'Microsoft.Insights/diagnosticSettings/read')
  return call.state.estate.azure.diagnosticSettings.filter(({ id }) =>
    isBelow(`/${id.replace(/^\//, '')}`, scope),
  )
}

function tables(call: ArmCall): readonly Item[] {
  const scope = `/subscriptions/${call.parameter('subscription')}`
  demandSight(call.state, scope, 'Microsoft.OperationalInsights/workspaces/tables/read')
  const { workspaces, tables } = call.state.estate.azure
  const group = `${scope}/resourcegroups/${call.parameter('group')}`
  const id = `${group}/providers/microsoft.operationalinsights/workspaces/${call.parameter('workspace')}`
  if (!workspaces.some((one) => one.id.toLowerCase() === id)) throw notFound(call.parameter('workspace'))
  return tables.filter((one) => one.id.toLowerCase().startsWith(`${id}/tables/`))
}

/** Reader at the root does not reach the directory's own settings in every tenant; here it does (section 5.2). */
function entraSettings({ state }: ArmCall): readonly Item[] {
  const action = 'microsoft.aadiam/diagnosticSettings/read'
  if (!seesRoot(state)) throw unauthorized(state.clientId, action, '/providers/microsoft.aadiam')
  return state.estate.azure.entraDiagnosticSettings
}

export const monitoringRoutes: readonly ArmRoute[] = [
  list('Microsoft.Insights/diagnosticSettings', (azure) => azure.diagnosticSettings),
  {
    template:
      '/providers/Microsoft.Management/managementGroups/{group}/providers/Microsoft.Insights/diagnosticSettings',
    read: groupSettings,
  },
  { template: '/providers/microsoft.aadiam/diagnosticSettings', read: entraSettings },
  list('Microsoft.OperationalInsights/workspaces', (azure) => azure.workspaces),
  {
    template:
      '/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.OperationalInsights/workspaces/{workspace}/tables',
    read: tables,
  },
  list('Microsoft.CostManagement/scheduledActions', (azure) => azure.scheduledActions),
  list('Microsoft.Consumption/budgets', (azure) => azure.budgets),
  list('Microsoft.Security/secureScores', (azure) => azure.secureScores),
]
