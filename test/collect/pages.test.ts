/** However the service cuts its lists into pages, the facts are the same. */
import { beforeAll, describe, expect, it } from 'vitest'
import { allCollectors } from '#collectors/collectors.generated.ts'
import type { DatasetName } from '#model/datasets.ts'
import type { Snapshot } from '#store/snapshots/shelf.ts'
import { type CloudOptions, smallestPermissions } from '../../simulator/cloud.ts'
import { aCloud, undisturbed } from './harness.ts'
import { showNames } from './healthy.ts'

const cut = {} as Record<'whole' | 'small', Snapshot>

/** Everything opens, what is optional too. */
const open: CloudOptions = {
  accounts: 80,
  grantedPermissions: [...smallestPermissions, 'Directory.Read.All'],
  edit: showNames,
}

beforeAll(async () => {
  cut.whole = (await undisturbed(await aCloud(open))).snapshot
  cut.small = (await undisturbed(await aCloud({ ...open, pageSizeCap: 2 }))).snapshot
})

/** Members come in the parts in which they were paged; what counts is who is in which group. */
async function membersIn(snapshot: Snapshot): Promise<ReadonlyMap<string, readonly string[]>> {
  const groups = new Map<string, string[]>()
  for (const { groupId, members } of await snapshot.records('groupMembers')) {
    const ids = (members as { id: string }[]).map(({ id }) => id)
    groups.set(String(groupId), [...(groups.get(String(groupId)) ?? []), ...ids].sort())
  }
  return groups
}

describe('pages of two', () => {
  const names = allCollectors.map(({ produces }) => produces).filter((name) => name !== 'groupMembers')

  it.each(names)('bring the same %s as pages of the usual size', (name: DatasetName) => {
    const [whole, small] = [cut.whole.manifest.datasets[name], cut.small.manifest.datasets[name]]

    expect(small?.coverage).toEqual({ state: 'complete' })
    expect(small?.recordsHash).toBe(whole?.recordsHash)
  })

  it('bring the same people into the same groups, each with a last part', async () => {
    const [whole, small] = [await membersIn(cut.whole), await membersIn(cut.small)]
    const parts = await cut.small.records('groupMembers')

    expect(small).toEqual(whole)
    expect(parts.length).toBeGreaterThan(whole.size)
    expect(parts.filter(({ last }) => last === true)).toHaveLength(whole.size)
  })

  it('leave no authentication method out: some people have more than one page of them', async () => {
    const people = await cut.small.records('authenticationMethods')

    expect(Math.max(...people.map(({ methods }) => (methods as unknown[]).length))).toBeGreaterThan(2)
  })
})
