/** What the collectors of Azure may have read before, and nothing else. */
import type { EachSource, Facts } from '#collectors/collector.ts'
import { complete } from '#model/coverage.ts'
import type { DatasetName, DatasetRecord } from '#model/datasets.ts'

const guid = (digit: string) => `${digit.repeat(8)}-0000-4000-8000-000000000000`

export const TENANT = guid('e')
export const OWN = guid('a')
/** Of another tenant, which delegated it to this one. */
export const FOREIGN = guid('f')
export const WORKSPACE = `/subscriptions/${OWN}/resourcegroups/logs/providers/microsoft.operationalinsights/workspaces/ws`

const rows: Partial<{ [Name in DatasetName]: readonly DatasetRecord<Name>[] }> = {
  organization: [{ id: TENANT.toUpperCase() }],
  managementGroups: [
    {
      id: `/providers/microsoft.management/managementgroups/${TENANT}`,
      name: TENANT,
      subscriptions: [{ subscriptionId: OWN }],
    },
    { id: '/providers/microsoft.management/managementgroups/mg-plant', name: 'MG Plant' },
  ],
  subscriptions: [
    { subscriptionId: FOREIGN, tenantId: guid('c') },
    { subscriptionId: OWN, tenantId: TENANT },
  ],
  diagnosticSettings: [
    { id: '1', scope: `/subscriptions/${OWN}`, workspaceId: WORKSPACE },
    { id: '2', scope: `/subscriptions/${OWN}`, workspaceId: null },
  ],
  entraDiagnosticSettings: [
    { id: '3', workspaceId: WORKSPACE },
    { id: '4', workspaceId: '/https:/elsewhere.example/?x=/subscriptions/1' },
  ],
}

/** Facts of which only the datasets that a source comes after may be read; `without` leaves some empty. */
export function factsFor({ after }: EachSource, without: readonly DatasetName[] = []): Facts {
  return {
    records: async function* <Name extends DatasetName>(dataset: Name) {
      if (!after.includes(dataset)) throw new Error(`${dataset} is not among the datasets to come after`)
      if (!without.includes(dataset)) yield* rows[dataset] ?? []
    },
    coverage: () => complete,
  }
}
