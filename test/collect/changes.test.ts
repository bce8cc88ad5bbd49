/** After the first collection only what changed is asked for; the snapshot is the one that a full reading gives. */
import { readdir, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allCollectors } from '#collectors/collectors.generated.ts'
import { datasetOf } from '#model/datasets.ts'
import type { Cloud } from '../../simulator/cloud.ts'
import { aCloud, aPlace, collectFrom, NOW, type Place, readsOf, undisturbed } from './harness.ts'

const DAY_MS = 86_400_000
const users = allCollectors.filter(({ produces }) => produces === 'users')

const hashOf = ({ snapshot }: Awaited<ReturnType<typeof collectFrom>>) =>
  snapshot.manifest.datasets.users?.recordsHash

const isFull = (path: string) => path.startsWith('/v1.0/users?') && !path.includes('$count')

/** Collects only the accounts, and says which requests that took. */
async function collectUsers(cloud: Cloud, place: Place, changes: { now?: Date; full?: boolean } = {}) {
  const from = cloud.requests.length
  const { now = NOW, full = false } = changes
  const collected = await collectFrom(cloud, place, { collectors: users, now: () => now, full })
  return { collected, asked: readsOf(cloud, from) }
}

/** Somebody renamed, somebody gone, somebody new. */
function change(cloud: Cloud, name = 'added'): void {
  const { estate, changes } = cloud
  changes.changeAccount(estate.accounts.ordinary(7).user.id, { displayName: `Now ${name}` })
  changes.removeAccount(estate.accounts.ordinary(9).user.id)
  changes.addAccount({ name, displayName: name, userPrincipalName: `${name}@brightwater.example` })
}

describe('a second collection', () => {
  it('asks for the changes only and gives what a full one gives', async () => {
    const cloud = await aCloud()
    const place = await aPlace()
    const first = await collectUsers(cloud, place)
    change(cloud)

    const second = await collectUsers(cloud, place, { now: new Date(NOW.getTime() + DAY_MS) })
    const third = await collectUsers(cloud, place, { now: new Date(NOW.getTime() + 2 * DAY_MS) })

    expect(first.asked.some(isFull)).toBe(true)
    expect(second.asked.filter(isFull)).toEqual([])
    expect(third.asked.filter(isFull)).toEqual([])
    const fresh = hashOf(await undisturbed(cloud, { collectors: users }))
    expect(hashOf(first.collected)).not.toBe(fresh)
    expect(hashOf(second.collected)).toBe(fresh)
    expect(hashOf(third.collected)).toBe(fresh)
    const { manifest } = second.collected.snapshot
    expect(manifest.datasets.users?.coverage.state).toBe('complete')
    expect(manifest.notices.join()).toContain(
      'users was read as changes to what was read in full on 2026-11-15',
    )
  })

  it('loses nothing that happens while the first one reads', async () => {
    const cloud = await aCloud({ pageSizeCap: 50 })
    const place = await aPlace()
    let pages = 0
    await collectFrom(cloud, place, {
      collectors: users,
      onProgress: () => {
        pages += 1
        if (pages === 3) change(cloud, 'meanwhile')
      },
    })

    const second = await collectUsers(cloud, place)

    expect(second.asked.filter(isFull)).toEqual([])
    expect(hashOf(second.collected)).toBe(hashOf(await undisturbed(cloud, { collectors: users })))
  })

  it.each(['resyncRequired', 'syncStateNotFound'] as const)(
    'reads in full when the service has forgotten its place (%s)',
    async (code) => {
      const cloud = await aCloud()
      const place = await aPlace()
      await collectUsers(cloud, place)
      change(cloud)
      cloud.faults.add({ path: /deltatoken=(?!latest)/, kind: 'deadDeltaToken', code })

      const second = await collectUsers(cloud, place)

      expect(second.asked.some(isFull)).toBe(true)
      expect(hashOf(second.collected)).toBe(hashOf(await undisturbed(cloud, { collectors: users })))
    },
  )

  it.each([
    ['after a week', { now: new Date(NOW.getTime() + 7 * DAY_MS) }],
    ['when the clock was set back', { now: new Date(NOW.getTime() - DAY_MS) }],
    ['when told to', { full: true }],
  ])('reads in full %s', async (_when, changes) => {
    const cloud = await aCloud()
    const place = await aPlace()
    await collectUsers(cloud, place)

    const second = await collectUsers(cloud, place, changes)

    expect(second.asked.some(isFull)).toBe(true)
  })

  it('reads in full when what was read before is no longer what was sealed', async () => {
    const cloud = await aCloud()
    const place = await aPlace()
    await collectUsers(cloud, place)
    const files = await readdir(place.data, { recursive: true })
    const sealed = files.find((file) => file.endsWith('users.parquet'))
    await truncate(join(place.data, sealed ?? ''), 100)

    const second = await collectUsers(cloud, place)

    expect(second.asked.some(isFull)).toBe(true)
    expect(second.collected.snapshot.manifest.datasets.users?.coverage.state).toBe('complete')
    expect(hashOf(second.collected)).toBe(hashOf(await undisturbed(cloud, { collectors: users })))
  })

  it('goes on reading in full where the service does not offer changes', async () => {
    const cloud = await aCloud()
    const place = await aPlace()
    cloud.faults.add({
      path: 'deltatoken=latest',
      kind: 'status',
      status: 500,
      times: Number.POSITIVE_INFINITY,
    })
    const first = await collectUsers(cloud, place)

    const second = await collectUsers(cloud, place)

    expect(first.collected.snapshot.manifest.datasets.users?.coverage.state).toBe('complete')
    expect(second.asked.some(isFull)).toBe(true)
  })

  it('equals a full one whatever changed (property)', async () => {
    const step = fc.record({
      at: fc.nat(300),
      what: fc.constantFrom('rename', 'disable', 'remove', 'add'),
    })
    const run = fc.array(step, { maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(fc.array(run, { minLength: 1, maxLength: 3 }), async (runs) => {
        const cloud = await aCloud({ pageSizeCap: 150 })
        const place = await aPlace()
        await collectUsers(cloud, place)
        for (const [round, steps] of runs.entries()) {
          for (const [index, { at, what }] of steps.entries()) apply(cloud, at, what, `p${round}-${index}`)
          const { collected } = await collectUsers(cloud, place)
          expect(hashOf(collected)).toBe(hashOf(await undisturbed(cloud, { collectors: users })))
        }
      }),
      { numRuns: 8 },
    )
  }, 120_000)
})

function apply({ estate, changes }: Cloud, at: number, what: string, name: string): void {
  const { id } = estate.accounts.ordinary(at).user
  const isGone = estate.accounts.find(id) === undefined
  if (isGone && what !== 'add') return
  if (what === 'rename') changes.changeAccount(id, { displayName: name })
  if (what === 'disable') changes.changeAccount(id, { accountEnabled: false })
  if (what === 'remove') changes.removeAccount(id)
  if (what === 'add')
    changes.addAccount({ name, displayName: name, userPrincipalName: `${name}@brightwater.example` })
}

describe('every list that is read as changes', () => {
  const changing = allCollectors.filter(({ source }) => source.kind === 'list' && source.changes)

  it.each(changing)(
    '$produces selects the same columns both times and keeps them as they come',
    (collector) => {
      const { source } = collector
      if (source.kind !== 'list') throw new Error('not a list')
      expect(source.changes?.query).toEqual({ $select: source.query?.['$select' as const] })
      // A record that was rewritten at the door cannot take the columns of a change.
      expect(datasetOf(collector.produces).prepare).toBeUndefined()
      expect(datasetOf(collector.produces).key).toEqual(['id'])
    },
  )
})
