/** A cloud with logs, a ledger of its own and a sink, for tests of single runs. */
import { tenantId } from '#model/ids.ts'
import type { FeedResult } from '#pipeline/logs/collect.ts'
import type { CloudOptions, LocalCloud, LogPlan } from '../../../simulator/cloud.ts'
import { generateLog } from '../../../simulator/cloud.ts'
import { aPlace as aStorePlace } from '../../collect/harness.ts'
import { aLoggingCloud, aMovingClock, DAY, KeepingSink, MINUTE, type Place, START } from './month.ts'

/** The moment at which single runs take place: two days after the start of the logs. */
export const NOW = START + 2 * DAY

export interface LoggedPlace extends Place {
  readonly sink: KeepingSink
}

/** Logs of two days in every list of Graph, one event an hour, visible within minutes. */
export async function aLoggedPlace(options: CloudOptions = {}): Promise<LoggedPlace> {
  const clock = aMovingClock(NOW)
  const cloud = aLoggingCloud(clock, options)
  for (const kind of ['interactiveUser', 'nonInteractiveUser', 'directoryAudits', 'riskDetections'] as const)
    log(cloud, { kind, perHour: 1 })
  const { store } = await aStorePlace()
  const { coverage: ledger } = await store.forTenant(tenantId(cloud.tenantId))
  return { cloud, clock, ledger, sink: new KeepingSink() }
}

/** Writes a log of the two days. */
export function log(cloud: LocalCloud, plan: Pick<LogPlan, 'kind' | 'perHour'> & Partial<LogPlan>): void {
  const quiet = { from: START, to: NOW, usualDelayMs: 2 * MINUTE, lateShare: 0, latestMs: 0 }
  cloud.logs.add(...generateLog(cloud.estate, { ...quiet, ...plan }))
}

/** What came of one feed. */
export function resultOf(feeds: readonly FeedResult[], name: string): FeedResult {
  const found = feeds.find(({ feed }) => feed === name)
  if (!found) throw new Error(`no feed ${name} among ${feeds.map(({ feed }) => feed).join(', ')}`)
  return found
}
