/**
 * Whether Azure can be read as a whole. Its lists leave out in silence what the reader may not see, so the one
 * question that counts goes to the root management group, which is refused aloud (azure.md §0.2, §1.1).
 */
import type { ArmClient } from '#clients/azure/arm-client.ts'
import { serviceOf } from '#collectors/collector.ts'
import { allCollectors } from '#collectors/collectors.generated.ts'
import type { DatasetName } from '#model/datasets.ts'
import type { Refusal } from '#model/refusal.ts'
import { controlsReading } from './permissions.ts'

export interface AzureCheck {
  /**
   * `whole`: the root management group can be read. `part`: it cannot, so nobody knows what is left out.
   * `closed`: no token for Azure is to be had. `unreachable`: nobody answered there.
   */
  readonly state: 'whole' | 'part' | 'closed' | 'unreachable'
  /** The service's words; undefined when all is well. */
  readonly because: string | undefined
  /** Datasets that are not read, or not known to be whole. */
  readonly datasets: readonly DatasetName[]
  /** Controls that become unknown by it. */
  readonly controls: readonly string[]
}

/** Asks for the root management group: it bears the id of its tenant. */
export async function checkAzure(azure: ArmClient, tenant: string | undefined): Promise<AzureCheck> {
  if (tenant === undefined) return lacking('part', 'the token does not say which tenant it is for')
  const path = `/providers/Microsoft.Management/managementGroups/${encodeURIComponent(tenant)}?api-version=2020-05-01`
  const answer = await azure.get(path, { lane: 'arm' })
  if (answer.ok) return { state: 'whole', because: undefined, datasets: [], controls: [] }
  return lacking(stateOf(answer.refusal), reasonOf(answer.refusal))
}

function stateOf({ kind }: Refusal): AzureCheck['state'] {
  if (kind === 'unreachable') return 'unreachable'
  return kind === 'unauthenticated' ? 'closed' : 'part'
}

/** Azure repeats who asked for what when it denies; its code says as much in one word. */
function reasonOf({ kind, code, message }: Refusal): string {
  return kind === 'denied' && code !== '' ? code : message
}

function lacking(state: AzureCheck['state'], because: string): AzureCheck {
  const read = allCollectors.filter(({ source, orElse }) =>
    [source, ...(orElse ? [orElse] : [])].every((one) => serviceOf(one) === 'azure'),
  )
  const datasets = read.map(({ produces }) => produces)
  return { state, because, datasets, controls: controlsReading(datasets) }
}
