/** The collection of logs killed as a process, again and again: nothing is missing, and the ledger says nothing untrue. */
import { cp, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { proveHour } from '#pipeline/logs/prove.ts'
import { type Cloud, generateLog } from '../../../simulator/cloud.ts'
import { atRequest } from '../../collect/children.ts'
import { aCloud, aFolder } from '../../collect/harness.ts'
import { mulberry, seedOfRun } from '../../collect/random.ts'
import { collectLogsInChild, storedIn, tenantIn } from './in-child.ts'
import { HOUR } from './month.ts'

const KILLS = 12
/** Steps of storing at which it is killed, from the first to the last. */
const STEPS = 9
const seed = seedOfRun()
console.log(`kill.test.ts (logs): seed ${seed} (KEYWARD_TEST_SEED=${seed} repeats it)`)

let cloud: Cloud
const planted = new Set<string>()
const until = Date.now() - 2 * HOUR

beforeAll(async () => {
  cloud = await aCloud({ accounts: 60, pageSizeCap: 10, sampleLogs: false, edit: withoutLogs })
  const quiet = { from: until - 60 * HOUR, to: until, usualDelayMs: 0, lateShare: 0, latestMs: 0 }
  const plans = [
    { kind: 'interactiveUser', source: 'signIns', perHour: 6 },
    { kind: 'directoryAudits', source: 'directoryAudits', perHour: 4 },
    { kind: 'unifiedAudit', source: 'unifiedAudit', perHour: 3, place: 'Audit.Exchange' },
    { kind: 'azureActivity', source: 'azureActivity', perHour: 3, place: 'tenant' },
  ] as const
  for (const { source, ...plan } of plans)
    for (const event of generateLog(cloud.estate, { ...quiet, ...plan })) {
      cloud.logs.add(event)
      planted.add(`${source} ${event.id}`)
    }
})

function withoutLogs(estate: Cloud['estate']): void {
  estate.signIns.length = 0
  estate.directoryAudits.length = 0
}

const inOrder = (): readonly string[] => [...planted].toSorted()

/** Files of records that are not in the store yet. */
async function waitingIn(data: string): Promise<readonly string[]> {
  const names = await readdir(join(data, 'tenants', cloud.tenantId, 'collected-logs'))
  return names.filter((name) => name.endsWith('.ndjson'))
}

describe('a collection of logs', () => {
  it(`killed ${KILLS} times has every record in the store once, and proves every hour`, async () => {
    const random = mulberry(seed)
    const data = await aFolder()
    let kills = 0
    for (let round = 0; round < KILLS; round += 1) {
      const moment = 4 + Math.floor(random() * 60)
      const { ending } = await collectLogsInChild(cloud, data, {
        kill: (end) => atRequest(cloud, moment, () => void wait(random() * 10).then(end)),
      })
      if (ending === 'killed') kills += 1
    }
    await collectLogsInChild(cloud, data)

    const tenant = await tenantIn(data, cloud)
    expect(await storedIn(tenant)).toEqual(inOrder())
    expect(await waitingIn(data)).toEqual([])
    for (const source of ['signIns', 'directoryAudits', 'unifiedAudit', 'azureActivity'] as const)
      for (let hour = until - 60 * HOUR; hour < until; hour += 5 * HOUR)
        expect(await proveHour(tenant.coverage, source, hour, Date.now()), source).toMatchObject({
          covered: true,
        })
    expect(kills).toBeGreaterThan(KILLS / 2)
  }, 120_000)

  it(`killed at any of ${STEPS} steps between collecting and storing stores all of it or none, and the next one the rest`, async () => {
    const collected = await aFolder()
    expect(await collectLogsInChild(cloud, collected, { dieAtStoring: 1 })).toMatchObject({
      ending: 'killed',
    })
    expect(await waitingIn(collected)).not.toEqual([])
    const { steps } = await collectLogsInChild(cloud, await copyOf(collected))

    const stored = { none: 0, all: 0 }
    for (let step = 0; step < STEPS; step += 1) {
      const data = await copyOf(collected)
      const dieAtStoring = 1 + Math.floor(((steps - 1) * step) / (STEPS - 1))
      const killed = await collectLogsInChild(cloud, data, { dieAtStoring })
      const tenant = await tenantIn(data, cloud)
      const between = await storedIn(tenant)
      const waiting = await waitingIn(data)
      await collectLogsInChild(cloud, data)

      expect(killed.ending).toBe('killed')
      expect([0, planted.size]).toContain(between.length)
      // What is not in the store is in whole files still.
      if (between.length === 0) expect(waiting).toEqual(await waitingIn(collected))
      expect(await storedIn(tenant)).toEqual(inOrder())
      expect(await waitingIn(data)).toEqual([])
      stored[between.length === 0 ? 'none' : 'all'] += 1
    }
    expect(stored.none).toBeGreaterThan(1)
    expect(stored.all).toBeGreaterThan(1)
  }, 120_000)
})

async function copyOf(data: string): Promise<string> {
  const copy = await aFolder()
  await cp(data, copy, { recursive: true })
  return copy
}
