/** What came into being in a subscription in the days that Azure remembers: fourteen (azure.md §2.1). */
import type { Claim } from '#model/claims.ts'
import type { ResourceChange } from '#model/records/resource-changes.ts'

/** What miners and other abusers of a subscription need, the likeliest first (azure.md §2.4). */
const WATCHED: readonly RegExp[] = [
  /^microsoft\.(compute|classiccompute|batch|avs|baremetal\w*|hpc\w*|machinelearning\w*|cognitiveservices|databricks|quantum)\//,
  /^microsoft\.(containerservice|containerinstance|containerregistry|app|web|servicefabric|hybridcompute)\//,
  /^microsoft\.network\//,
]
const MACHINES = 2

export interface NewResources {
  readonly subscriptionId: string
  readonly created: readonly ResourceChange[]
  /** How many of each type, what is worth a look first. */
  readonly types: readonly { readonly type: string; readonly number: number }[]
  /** Whether anything that computes is among them. */
  readonly hasMachines: boolean
  /** How many are gone again. */
  readonly gone: number
}

/** Groups creations by subscription. */
export function newResources(changes: readonly ResourceChange[]): readonly NewResources[] {
  const deleted = new Set(changes.filter(isA('delete')).map(({ targetResourceId }) => targetResourceId))
  const groups = Map.groupBy(changes.filter(isA('create')), ({ subscriptionId }) => subscriptionId)
  return [...groups].map(([subscriptionId, unordered]) => {
    const created = unordered.toSorted(byTypeAndId)
    const counts = Map.groupBy(created, typeOf)
    const types = [...counts].map(([type, all]) => ({ type, number: all.length }))
    return {
      subscriptionId,
      created,
      types,
      hasMachines: types.some(({ type }) => rankOf(type) < MACHINES),
      gone: created.filter(({ targetResourceId }) => deleted.has(targetResourceId)).length,
    }
  })
}

/** One claim for each resource: one more of the same kind is new all the same. */
export function claimsOfNew({ created }: NewResources): readonly Claim[] {
  return created.map((change) => ({
    dataset: 'resourceChanges',
    key: { created: change.targetResourceId },
    end: null,
    what: `${typeOf(change)} ${change.targetResourceId.split('/').at(-1) ?? ''}`,
  }))
}

const isA =
  (kind: string) =>
  ({ changeType }: ResourceChange): boolean =>
    changeType?.toLowerCase() === kind

const typeOf = ({ targetResourceType }: ResourceChange): string => targetResourceType || 'unknown type'

function rankOf(type: string): number {
  const rank = WATCHED.findIndex((pattern) => pattern.test(type))
  return rank < 0 ? WATCHED.length : rank
}

function byTypeAndId(a: ResourceChange, b: ResourceChange): number {
  const rank = rankOf(typeOf(a)) - rankOf(typeOf(b))
  if (rank !== 0) return rank
  return typeOf(a).localeCompare(typeOf(b)) || a.id.localeCompare(b.id)
}
