/**
 * A month of logs with everything that goes wrong: late events, outages, windows that fail, throttling, pages in odd
 * order with rows twice, and a program that is killed between any two steps. What the service ever showed is kept once.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LogSource } from '#model/events/log-event.ts'
import { tenantId } from '#model/ids.ts'
import { proveHour } from '#pipeline/logs/prove.ts'
import type { CoverageLedger } from '#store/decisions/coverage-ledger.ts'
import { openStore, type Store } from '#store/store.ts'
import { generateLog, type LocalCloud, type LogKind, type LogPlan } from '../../../simulator/cloud.ts'
import { aFolder } from '../../collect/harness.ts'
import { mulberry, seedOfRun } from '../../collect/random.ts'
import {
  aLoggingCloud,
  aMovingClock,
  collectOnce,
  DAY,
  HOUR,
  KeepingSink,
  MINUTE,
  type MovingClock,
  type Place,
  START,
} from './month.ts'

const DAYS = 30
const END = START + DAYS * DAY
const seed = seedOfRun()
console.log(`month.test.ts: seed ${seed} (KEYWARD_TEST_SEED=${seed} repeats it)`)

const SOURCES: Readonly<Record<LogKind, LogSource>> = {
  interactiveUser: 'signIns',
  nonInteractiveUser: 'nonInteractiveSignIns',
  servicePrincipal: 'servicePrincipalSignIns',
  managedIdentity: 'managedIdentitySignIns',
  directoryAudits: 'directoryAudits',
  provisioning: 'provisioning',
  riskDetections: 'riskDetections',
  unifiedAudit: 'unifiedAudit',
  azureActivity: 'azureActivity',
}

/** Logs that are looked at a second time three hours after their block closed: later than that nothing is promised. */
const USUAL = { usualDelayMs: 4 * MINUTE, lateShare: 0.1, latestMs: 3 * HOUR }
/** The unified log comes days late, and content is asked for by when it became available. */
const DAYS_LATE = { usualDelayMs: 90 * MINUTE, lateShare: 0.2, latestMs: 5 * DAY }

function plansFor(estate: LocalCloud['estate']): readonly LogPlan[] {
  const span = { from: START, to: END }
  const kinds = Object.keys(SOURCES) as LogKind[]
  const plain = kinds
    .filter((kind) => kind !== 'unifiedAudit' && kind !== 'azureActivity')
    .map((kind) => ({ ...span, ...USUAL, kind, perHour: kind === 'nonInteractiveUser' ? 4 : 1 }))
  const content = ['Audit.AzureActiveDirectory', 'Audit.Exchange', 'Audit.SharePoint', 'Audit.General']
  const unified = content.map((place) => ({
    ...span,
    ...DAYS_LATE,
    kind: 'unifiedAudit' as const,
    place,
    perHour: 1,
  }))
  const places = ['tenant', ...estate.azure.subscriptions.map(({ subscriptionId }) => subscriptionId)]
  const azure = places.map((place) => ({
    ...span,
    ...USUAL,
    kind: 'azureActivity' as const,
    place,
    perHour: 0.5,
  }))
  return [...plain, ...unified, ...azure]
}

class Killed extends Error {}

/** Ends the process, as it were, at the step that was drawn: before the step, or right after it. */
class Killer {
  #left = Number.POSITIVE_INFINITY
  kills = 0

  arm(steps: number): void {
    this.#left = steps
  }

  step(): void {
    this.#left -= 1
    if (this.#left > 0) return
    this.#left = Number.POSITIVE_INFINITY
    this.kills += 1
    throw new Killed()
  }

  around<T extends object>(target: T): T {
    return new Proxy(target, {
      get: (whole, name) => {
        const value: unknown = Reflect.get(whole, name)
        if (typeof value !== 'function') return value
        return async (...given: readonly unknown[]) => {
          this.step()
          const answer: unknown = await Reflect.apply(value, whole, given)
          this.step()
          return answer
        }
      },
    })
  }
}

interface World {
  readonly cloud: LocalCloud
  readonly clock: MovingClock
  readonly sink: KeepingSink
  readonly planted: ReadonlySet<string>
  readonly ledger: CoverageLedger
  readonly killer: Killer
  readonly runs: number
}

const stores: Store[] = []
afterAll(async () => {
  for (const store of stores) await store.close()
})

async function liveThroughTheMonth(): Promise<World> {
  const random = mulberry(seed)
  const clock = aMovingClock()
  const cloud = aLoggingCloud(clock, {
    pageSizeCap: 7,
    logHabits: { disorder: true, repeatEvery: 5 },
    auditQueryMs: 90_000,
  })
  const planted = new Set<string>()
  for (const plan of plansFor(cloud.estate))
    for (const event of generateLog(cloud.estate, plan)) {
      cloud.logs.add(event)
      planted.add(`${SOURCES[event.kind]} ${event.id}`)
    }
  const sink = new KeepingSink()
  const killer = new Killer()
  const data = await aFolder()
  let ledger: CoverageLedger | undefined
  let runs = 0
  // Longer than the month: second looks come after it.
  while (clock.at < END + 8 * DAY) {
    clock.at += Math.floor((3 + random() * 9) * HOUR)
    disturb(cloud, random)
    if (random() < 0.5) killer.arm(1 + Math.floor(random() * 400))
    for (let again = true; again; ) {
      runs += 1
      const store = await openStore(data)
      stores.push(store)
      ledger = (await store.forTenant(tenantId(cloud.tenantId))).coverage
      again = await isKilled({ cloud, clock, ledger: killer.around(ledger), sink: killer.around(sink) }, sink)
    }
    killer.arm(Number.POSITIVE_INFINITY)
  }
  if (ledger === undefined) throw new Error('no run took place')
  return { cloud, clock, sink, planted, ledger, killer, runs }
}

/** One run; true when it was killed, and with it went what was not flushed. */
async function isKilled(place: Place, sink: KeepingSink): Promise<boolean> {
  try {
    await collectOnce(place)
    return false
  } catch (error) {
    if (!(error instanceof Killed)) throw error
    sink.lose()
    return true
  }
}

/** Outages of an hour or a day, single failures, and throttling, each on some of the paths. */
function disturb({ faults }: LocalCloud, random: () => number): void {
  faults.clear()
  const paths = [
    '/auditLogs/signIns',
    '/auditLogs/directoryAudits',
    '/security/auditLog',
    '/activity/feed/',
    '/eventtypes/',
    '/riskDetections',
  ]
  const path = paths[Math.floor(random() * paths.length)] ?? ''
  const kind = random()
  if (kind < 0.15) faults.add({ path, kind: 'status', status: 503, times: 1_000 })
  else if (kind < 0.35)
    faults.add({ path, kind: 'status', status: 500, nth: 1 + Math.floor(random() * 9), times: 7 })
  else if (kind < 0.5) faults.add({ path, kind: 'throttled', retryAfterSeconds: 20, times: 3 })
  else if (kind < 0.6) faults.add({ path, kind: 'malformed', nth: 2, times: 2 })
  else if (kind < 0.7) faults.add({ path, kind: 'deadSkipToken', nth: 1, times: 2 })
}

describe('a month in which everything goes wrong', () => {
  let world: World

  beforeAll(async () => {
    world = await liveThroughTheMonth()
  }, 300_000)

  it('keeps every event that the service showed, once', () => {
    const { sink, planted, killer, runs } = world
    const missing = [...planted].filter((key) => !sink.kept.has(key))
    const twice = [...sink.kept].filter(([, count]) => count > 1)

    expect(missing).toEqual([])
    expect(twice).toEqual([])
    expect(sink.kept.size).toBe(planted.size)
    // That there was something to survive.
    expect(planted.size).toBeGreaterThan(10_000)
    expect(killer.kills).toBeGreaterThan(20)
    expect(runs).toBeGreaterThan(100)
  })

  it('proves every hour of every log, or names the hole', async () => {
    const { ledger, clock } = world
    const unproven: string[] = []
    let proven = 0
    for (const source of new Set(Object.values(SOURCES)))
      for (let hour = START; hour < END; hour += 7 * HOUR) {
        const proof = await proveHour(ledger, source, hour, clock.at)
        if (proof.covered) proven += 1
        else if (proof.feeds.some(({ covered, holes }) => !covered && holes.length === 0))
          unproven.push(`${source} ${new Date(hour).toISOString()}`)
      }

    expect(unproven).toEqual([])
    expect(proven).toBeGreaterThan(9 * 90)
  })
})
