import { guid, mulberry32, hash32 } from '../estate/random.ts'
import type { Estate } from '../estate/types.ts'
import { logItem } from './items.ts'
import type { LoggedEvent, LogKind } from './log-book.ts'

export interface LogPlan {
  readonly kind: LogKind
  readonly place?: string
  /** Milliseconds since 1970. */
  readonly from: number
  readonly to: number
  readonly perHour: number
  /** Most events can be seen after so long at most, in milliseconds. */
  readonly usualDelayMs: number
  /** This share of them comes late, up to `latestMs`. */
  readonly lateShare: number
  readonly latestMs: number
}

const HOUR = 3_600_000

/** Synthetic events of a log: the same plan and the same seed give the same events. */
export function* generateLog(estate: Estate, plan: LogPlan, seed = estate.seed): Generator<LoggedEvent> {
  const { kind, place, from, to, perHour } = plan
  const name = `${kind}/${place ?? ''}`
  const random = mulberry32(hash32(name, seed))
  const gap = HOUR / perHour
  for (let number = 0, slot = from; slot < to; slot += gap, number++) {
    const time = Math.floor(Math.min(to - 1, slot + random() * gap) / 1000) * 1000
    const isLate = random() < plan.lateShare
    const delay = random() * (isLate ? plan.latestMs : plan.usualDelayMs)
    const id = guid(`log/${name}/${from}/${number}`, seed)
    const visibleAt = time + Math.floor(delay)
    const sketch = { id, time, visibleAt, ...(place === undefined ? {} : { place }) }
    yield { kind, ...sketch, item: logItem(kind, estate, sketch) }
  }
}

const DAY = 24 * HOUR

/** A week of quiet logs before the estate's moment, so that every log of the sample has something in it. */
export function* sampleLogs(estate: Estate): Generator<LoggedEvent> {
  const to = Date.parse(estate.now)
  const quiet = { from: to - 7 * DAY, to, usualDelayMs: 5 * 60_000, lateShare: 0, latestMs: 0 }
  const places = ['Audit.AzureActiveDirectory', 'Audit.Exchange', 'Audit.SharePoint', 'Audit.General']
  const plans: readonly Pick<LogPlan, 'kind' | 'place' | 'perHour'>[] = [
    { kind: 'servicePrincipal', perHour: 0.25 },
    { kind: 'managedIdentity', perHour: 0.1 },
    { kind: 'provisioning', perHour: 0.05 },
    { kind: 'riskDetections', perHour: 0.02 },
    ...places.map((place) => ({ kind: 'unifiedAudit' as const, place, perHour: 0.2 })),
    ...estate.azure.subscriptions.map(({ subscriptionId }) => ({
      kind: 'azureActivity' as const,
      place: subscriptionId,
      perHour: 0.05,
    })),
  ]
  for (const plan of plans)
    for (const event of generateLog(estate, { ...quiet, ...plan })) yield { ...event, lasts: true }
}
