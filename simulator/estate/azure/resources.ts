import type { Frame } from '../frame.ts'
import type { Item } from '../types.ts'
import type { Resource } from './types.ts'

interface Machine {
  readonly name: string
  readonly group: string
  readonly location: string
  readonly size: string
  readonly subscriptionId: string
  /** Days since it was made. */
  readonly age: number
}

/** Virtual machines and a workspace: one fleet that belongs, and one big machine nobody ordered. */
function machines(production: string, trial: string): readonly Machine[] {
  const at = (name: string, group: string, age: number): Machine => ({
    name,
    group,
    age,
    location: 'norwayeast',
    size: 'Standard_D4s_v5',
    subscriptionId: production,
  })
  return [
    at('bw-erp-1', 'bw-erp', 600),
    at('bw-erp-2', 'bw-erp', 600),
    at('bw-scale', 'bw-plant', 300),
    {
      name: 'vm-7f3a',
      group: 'rg-7f3a',
      age: 1,
      location: 'brazilsouth',
      size: 'Standard_ND96asr_v4',
      subscriptionId: trial,
    },
  ]
}

export function resources(frame: Frame, production: string, trial: string) {
  const all = machines(production, trial)
  return {
    resources: all.map((one) => resource(one)),
    resourceChanges: all.filter(({ age }) => age <= 14).map((one) => creation(frame, one)),
  }
}

function idOf({ subscriptionId, group, name }: Machine): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${group}/providers/Microsoft.Compute/virtualMachines/${name}`
}

function resource(machine: Machine): Item {
  return {
    id: idOf(machine),
    name: machine.name,
    type: 'microsoft.compute/virtualmachines',
    kind: '',
    location: machine.location,
    subscriptionId: machine.subscriptionId,
    resourceGroup: machine.group,
    sku: null,
    tags: machine.age > 14 ? { owner: 'it' } : {},
    identity: null,
    properties: { hardwareProfile: { vmSize: machine.size } },
  }
}

/** A change record: kept 14 days, for resources that are gone as well (azure reference, section 2.1). */
function creation(frame: Frame, machine: Machine): Resource {
  const id = idOf(machine)
  const name = frame.id(`change/${id}`)
  return {
    id: `${id}/providers/Microsoft.Resources/changes/${name}`,
    name,
    type: 'microsoft.resources/changes',
    subscriptionId: machine.subscriptionId,
    resourceGroup: machine.group,
    properties: {
      targetResourceId: id,
      targetResourceType: 'microsoft.compute/virtualmachines',
      changeType: 'Create',
      changeAttributes: {
        timestamp: frame.calendar.daysAgo(machine.age),
        correlationId: frame.id(`correlation/${id}`),
        changesCount: 0,
        previousResourceSnapshotId: '',
        newResourceSnapshotId: frame.id(`snapshot/${id}`),
      },
      changes: {},
    },
  }
}
