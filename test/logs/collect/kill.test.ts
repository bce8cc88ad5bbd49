/** The collection of logs killed as a process, again and again: nothing is missing, and the ledger says nothing untrue. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import type { LogSource } from '#model/events/log-event.ts'
import { tenantId } from '#model/ids.ts'
import { proveHour } from '#pipeline/logs/prove.ts'
import { type Cloud, generateLog } from '../../../simulator/cloud.ts'
import { atRequest } from '../../collect/children.ts'
import { aCloud, aFolder, aPlace } from '../../collect/harness.ts'
import { mulberry, seedOfRun } from '../../collect/random.ts'
import { HOUR, idOf } from './month.ts'

const KILLS = 12
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

async function collectInChild(
  data: string,
  kill: ((end: () => void) => void) | undefined,
): Promise<'done' | 'killed'> {
  const { origin: endpoint, tenantId: tenant, clientId, clientSecret } = cloud
  const credential = { kind: 'secret', tenant, clientId, clientSecret }
  const order = JSON.stringify({ data, endpoint, credential })
  const child = fork(join(import.meta.dirname, 'collect-child.ts'), [order], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const words: string[] = []
  child.stderr?.on('data', (chunk: Buffer) => words.push(chunk.toString()))
  kill?.(() => child.kill('SIGKILL'))
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null]
  if (signal === 'SIGKILL') return 'killed'
  if (code !== 0) throw new Error(`the child ended with ${code ?? signal}: ${words.join('')}`)
  return 'done'
}

describe('a collection of logs', () => {
  it(`killed ${KILLS} times has every record in whole files, and proves every hour`, async () => {
    const random = mulberry(seed)
    const data = await aFolder()
    let kills = 0
    for (let round = 0; round < KILLS; round += 1) {
      const moment = 4 + Math.floor(random() * 60)
      const ending = await collectInChild(data, (end) =>
        atRequest(cloud, moment, () => void wait(random() * 10).then(end)),
      )
      if (ending === 'killed') kills += 1
    }
    await collectInChild(data, undefined)

    const { store } = await aPlace(data)
    const tenant = await store.forTenant(tenantId(cloud.tenantId))
    const files = await (await tenant.openCollectedSpool()).files()
    const found = new Set((await Promise.all(files.map(idsIn))).flat())
    expect([...planted].filter((key) => !found.has(key))).toEqual([])
    expect([...found].filter((key) => !planted.has(key))).toEqual([])
    for (const source of ['signIns', 'directoryAudits', 'unifiedAudit', 'azureActivity'] as const)
      for (let hour = until - 60 * HOUR; hour < until; hour += 5 * HOUR)
        expect(await proveHour(tenant.coverage, source, hour, Date.now()), source).toMatchObject({
          covered: true,
        })
    expect(kills).toBeGreaterThan(KILLS / 2)
  }, 120_000)
})

/** Every line of a file is a whole record. */
async function idsIn(file: string): Promise<readonly string[]> {
  const source = basename(file).split('.')[0] as LogSource
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n')
  return lines.map((line) => `${source} ${idOf(source, JSON.parse(line))}`)
}
