/** The smallest read-only permission set, computed from the collectors; nobody keeps a list by hand. */

import { type Collector, permissionsOf } from '#collectors/collector.ts'
import { allCollectors } from '#collectors/collectors.generated.ts'
import { allControls } from '#controls/controls.generated.ts'
import { decidingNeeds } from '#model/control.ts'
import type { DatasetName } from '#model/datasets.ts'
import { graphAppId, graphAppRoles } from '#model/graph-permissions.ts'
import { type LogPermission, logPermissions } from './logs/collect/permissions.ts'

export type { LogPermission } from './logs/collect/permissions.ts'

export interface NeededPermission {
  readonly permission: string
  /** Datasets that are not read without it. */
  readonly datasets: readonly DatasetName[]
  /** Controls that become unknown without it. */
  readonly controls: readonly string[]
}

/** A permission that opens far more than is read with it: granted or not, as the customer likes. */
export interface OptionalPermission extends NeededPermission {
  readonly why: string
}

const required = allCollectors.filter(({ optional }) => optional === undefined)

/** Each permission, with what it opens; the optional ones are apart. */
export function neededPermissions(collectors: readonly Collector[] = required): readonly NeededPermission[] {
  const names = [...new Set(collectors.flatMap((one) => permissionsOf(one)))].sort()
  return names.map((permission) => {
    const datasets = collectors
      .filter((one) => permissionsOf(one).includes(permission))
      .map((one) => one.produces)
    return { permission, datasets, controls: controlsReading(datasets) }
  })
}

/** Permissions that only optional collectors ask for, each with the reason why it is not among the others. */
export function optionalPermissions(): readonly OptionalPermission[] {
  const needed = new Set(neededPermissions().map(({ permission }) => permission))
  const collectors = allCollectors.filter(({ optional }) => optional !== undefined)
  return neededPermissions(collectors)
    .filter(({ permission }) => !needed.has(permission))
    .map((one) => ({ ...one, why: reasonsFor(one.permission, collectors).join('; ') }))
}

/** Permissions that only the collection of logs asks for, each with the logs that it opens. */
export function permissionsOfLogs(): readonly LogPermission[] {
  const needed = new Set(neededPermissions().map(({ permission }) => permission))
  return logPermissions().filter(({ permission }) => !needed.has(permission))
}

function reasonsFor(permission: string, collectors: readonly Collector[]): readonly string[] {
  return collectors.flatMap((one) => (permissionsOf(one).includes(permission) ? (one.optional ?? []) : []))
}

/** Controls that need any of these datasets. */
export function controlsReading(datasets: readonly DatasetName[]): readonly string[] {
  return allControls
    .filter((control) => decidingNeeds(control).some((name) => datasets.includes(name)))
    .map(({ id }) => id)
}

/** `requiredResourceAccess` of an application registration. */
export function consentManifest() {
  const resourceAccess = neededPermissions().map(({ permission }) => ({
    id: appRole(permission),
    type: 'Role',
  }))
  return { requiredResourceAccess: [{ resourceAppId: graphAppId, resourceAccess }] }
}

function appRole(permission: string): string {
  const id = graphAppRoles[permission]
  if (id === undefined)
    throw new Error(`the app role id of ${permission} is not in model/graph-permissions.ts`)
  return id
}
