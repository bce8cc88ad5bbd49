/** A collection that cannot go on says why with a code, keeps what it has, and goes on with it later. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { openTransport, type Transport } from '#clients/http/transport.ts'
import type { KeywardError } from '#model/errors.ts'
import type { Collected } from '#pipeline/collect/collect.ts'
import { type Cloud, startCloud } from '../../simulator/cloud.ts'
import { atRequest } from './children.ts'
import {
  aCloud,
  aFolder,
  aPlace,
  atTheEnd,
  collectFrom,
  NOW,
  type Place,
  readsOf,
  servicesOf,
  tenantOf,
  undisturbed,
} from './harness.ts'

let cloud: Cloud
let whole: Collected

beforeAll(async () => {
  cloud = await aCloud({ accounts: 300, pageSizeCap: 20 })
  whole = await undisturbed(cloud)
})

const hashOf = ({ snapshot }: Collected) => snapshot.manifest.recordsHash

/** The error of a collection that must not come to its end. */
async function failureOf(collecting: Promise<unknown>): Promise<KeywardError> {
  return collecting.then(
    () => Promise.reject(new Error('the collection came to its end')),
    (error: unknown) => error as KeywardError,
  )
}

async function runsIn({ data }: Place): Promise<readonly string[]> {
  return readdir(join(data, 'tenants', cloud.tenantId, 'spool')).catch(() => [])
}

/** Aborts a collection at its `count`-th request. */
async function interrupted(place: Place, count: number, now: Date = NOW): Promise<void> {
  const stop = new AbortController()
  atRequest(cloud, count, () => stop.abort(new Error('enough')))
  const failure = await failureOf(collectFrom(cloud, place, { signal: stop.signal, now: () => now }))
  expect(failure.message).toBe('enough')
}

/** A transport that dies for good with its `count`-th request. */
function dying(count: number): Transport {
  const honest = openTransport()
  let sent = 0
  return {
    close: () => honest.close(),
    send: async (request) => {
      sent += 1
      if (sent >= count) throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
      return honest.send(request)
    },
  }
}

describe('a service', () => {
  it('that is not there from the start is named, and no run is left behind', async () => {
    const gone = await startCloud({ accounts: 10 })
    const place = await aPlace()
    await gone.close()

    const failure = await failureOf(collectFrom(gone, place))

    expect(failure.code).toBe('service-unreachable')
    expect(failure.message).toContain(new URL(gone.origin).host)
    expect(await runsIn(place)).toEqual([])
  })

  it.each([3, 30, 55])(
    'that dies at request %i leaves the run, which goes on where it stood',
    async (count) => {
      const place = await aPlace()
      const services = servicesOf(cloud, { transport: dying(count) })

      const failure = await failureOf(collectFrom(cloud, place, { services }))
      const left = await runsIn(place)
      const from = cloud.requests.length
      const resumed = await collectFrom(cloud, place)

      expect(failure.code).toBe('service-unreachable')
      expect(failure.mend).toContain('it resumes')
      expect(left).toHaveLength(1)
      expect(resumed.resumed).toBe(true)
      expect(hashOf(resumed)).toBe(hashOf(whole))
      if (count > 30) expect(readsOf(cloud, from).length).toBeLessThan(readsOf(cloud, 0).length / 2)
      expect(await runsIn(place)).toEqual([])
    },
  )
})

describe('a wrong secret', () => {
  it('is refused with its mend, and leaves no run behind', async () => {
    const place = await aPlace()
    const from = cloud.requests.length

    const failure = await failureOf(
      collectFrom(cloud, place, { services: servicesOf(cloud, { clientSecret: 'guess' }) }),
    )

    expect(failure.code).toBe('sign-in-refused')
    expect(failure.message).toContain('AADSTS7000215')
    expect(failure.mend).toContain('KEYWARD_CLIENT_SECRET')
    expect(failure.message + failure.mend).not.toContain('guess')
    expect(cloud.requests.length - from).toBe(1)
    expect(await runsIn(place)).toEqual([])
  })
})

describe('an abort', () => {
  it.each([2, 12, 40, 80])('at request %i is resumed to the same facts', async (count) => {
    const place = await aPlace()

    await interrupted(place, count)
    const resumed = await collectFrom(cloud, place)

    expect(resumed.resumed).toBe(true)
    expect(hashOf(resumed)).toBe(hashOf(whole))
  })

  it('leaves the lock free', async () => {
    const place = await aPlace()
    await interrupted(place, 5)

    const lock = await (await tenantOf(cloud, place)).lock()

    await expect(lock.release()).resolves.toBeUndefined()
  })
})

describe('a second collection of the same tenant', () => {
  it('is refused while the first one runs, and the first one does not notice', async () => {
    const place = await aPlace()
    const second = Promise.withResolvers<KeywardError>()
    atRequest(cloud, 10, () => second.resolve(failureOf(collectFrom(cloud, place))))

    const first = await collectFrom(cloud, place)

    expect(await second.promise).toMatchObject({ code: 'run-in-progress' })
    expect(hashOf(first)).toBe(hashOf(whole))
  })
})

describe('a clock', () => {
  const hours = (count: number) => new Date(NOW.getTime() + count * 3_600_000)

  it.each([
    ['an hour later', 1, true],
    ['set back by an hour', -1, true],
    ['a day and an hour later', 25, false],
    ['set back by two days', -48, false],
  ])(
    'that stands %s when the run goes on: resumed is decided, the facts are the same',
    async (_what, later, isResumed) => {
      const place = await aPlace()
      await interrupted(place, 40)

      const collected = await collectFrom(cloud, place, { now: () => hours(later) })

      expect(collected.resumed).toBe(isResumed)
      // A run that begins anew asks for the logs of other days, as any run of that moment does.
      const like = isResumed ? whole : await collectFrom(cloud, await aPlace(), { now: () => hours(later) })
      expect(hashOf(collected)).toBe(hashOf(like))
      expect(await runsIn(place)).toEqual([])
    },
  )

  it('that was set back does not bury the new snapshot under the old ones', async () => {
    const place = await aPlace()
    const earlier = await collectFrom(cloud, place, { now: () => hours(48) })

    const later = await collectFrom(cloud, place)

    const { snapshots } = await tenantOf(cloud, place)
    expect((await snapshots.latest())?.id).toBe(later.snapshot.id)
    expect(await snapshots.list()).toEqual([earlier.snapshot.id, later.snapshot.id])
    expect(later.snapshot.manifest.collectedAt).toBe(NOW.toISOString())
    expect(later.snapshot.manifest.notices.join()).toContain('this clock, or that one, was wrong')
  })
})

const MEGABYTE = 1024 * 1024

/** A file system of its own of this size; undefined where mounting is not allowed. */
async function aSmallDisk(size: number): Promise<string | undefined> {
  const folder = await aFolder()
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder])
  if (mounted.status !== 0) return undefined
  atTheEnd(() => spawnSync('umount', ['-l', folder]))
  return folder
}

const canMount = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/bin/mount')
if (!canMount)
  console.warn('interrupted.test.ts: the full disk is skipped, mounting a small one needs root on Linux')

describe.skipIf(!canMount)('a disk that is full', () => {
  it.for([60, 150, 300, 450, 600, 800])(
    'but for %i KB: the error says so, and with space the run goes on to the same facts',
    async (free, { skip }) => {
      const disk = await aSmallDisk(4 * MEGABYTE)
      if (disk === undefined) return skip('mounting is not allowed here')
      const data = join(disk, 'data')
      await mkdir(data)
      const place = await aPlace(data)
      await tenantOf(cloud, place)
      const { bavail, bsize } = await statfs(disk)
      await writeFile(join(disk, 'filler'), Buffer.alloc(bavail * bsize - free * 1024))

      const failure = await failureOf(collectFrom(cloud, place))
      await rm(join(disk, 'filler'))
      const resumed = await collectFrom(cloud, place)

      expect(failure).toMatchObject({ code: 'data-unwritable' })
      expect(failure.mend).toContain('Free some space')
      expect(hashOf(resumed)).toBe(hashOf(whole))
    },
  )
})
