/** A collection may be killed at any moment, any number of times: it goes on where it stood and ends the same. */
import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Cloud } from '../../simulator/cloud.ts'
import { atRequest, collectInChild } from './children.ts'
import { aCloud, aFolder, aPlace, readsOf, tenantOf, undisturbed } from './harness.ts'
import { checkpointed } from './journals.ts'
import { mulberry, seedOfRun } from './random.ts'

const KILLS = 10
const seed = seedOfRun()
console.log(`kill.test.ts: seed ${seed} (KEYWARD_TEST_SEED=${seed} repeats it)`)

let cloud: Cloud
let whole: string
let requestsOfAWhole: number

beforeAll(async () => {
  cloud = await aCloud({ accounts: 3000, pageSizeCap: 30 })
  const { snapshot } = await undisturbed(cloud)
  whole = snapshot.manifest.recordsHash
  requestsOfAWhole = readsOf(cloud).length
})

/** What the finished collection in this folder sealed. */
async function sealed(data: string) {
  const store = await tenantOf(cloud, await aPlace(data))
  const ids = await store.snapshots.list()
  return { ids, manifest: (await store.snapshots.latest())?.manifest }
}

describe('a collection', () => {
  it(`killed ${KILLS} times while it reads ends with the same facts, and asks for no page that it has`, async () => {
    const random = mulberry(seed)
    const data = await aFolder()
    const askedAgain: string[] = []
    let safe: ReadonlySet<string> = new Set()
    let kills = 0
    let mostSafe = 0

    for (let round = 0; round <= KILLS; round += 1) {
      const from = cloud.requests.length
      // The token is a request too, and a child starts 20 at once: at least so many, so that each gets on.
      const moment = 22 + Math.floor(random() * (requestsOfAWhole / KILLS - 10))
      const delay = random() < 0.5 ? 0 : random() * 8
      const ending = await collectInChild(cloud, data, (child) => {
        if (round === KILLS) return
        atRequest(cloud, moment, () => void wait(delay).then(() => child.kill('SIGKILL')))
      })
      if (ending === 'killed') kills += 1
      askedAgain.push(...readsOf(cloud, from).filter((path) => safe.has(path)))
      safe = await checkpointed(data, cloud.tenantId)
      mostSafe = Math.max(mostSafe, safe.size)
    }

    const { ids, manifest } = await sealed(data)
    expect(askedAgain).toEqual([])
    expect(manifest?.recordsHash).toBe(whole)
    expect(ids).toHaveLength(1)
    expect(safe.size).toBe(0)
    // That there was something to lose: how far the rounds get varies with the machine, so only the order counts.
    expect(kills).toBeGreaterThan(KILLS / 2)
    expect(mostSafe).toBeGreaterThan(requestsOfAWhole / 5)
  })

  it('killed while it seals asks for nothing more and seals the same', async () => {
    const random = mulberry(seed + 1)
    const data = await aFolder()
    const reads: string[] = []
    let kills = 0

    for (let round = 0; round < 5; round += 1) {
      const from = cloud.requests.length
      const delay = round === 0 ? 0 : random() * 150
      const ending = await collectInChild(cloud, data, (child) => {
        if (round < 4) child.once('message', () => void wait(delay).then(() => child.kill('SIGKILL')))
      })
      if (ending === 'killed') kills += 1
      if (round > 0) reads.push(...readsOf(cloud, from))
      if (ending === 'done') break
    }

    const { ids, manifest } = await sealed(data)
    expect(kills).toBeGreaterThan(0)
    expect(reads).toEqual([])
    expect(manifest?.recordsHash).toBe(whole)
    expect(ids).toHaveLength(1)
  })
})
