/** The events behind hits, for people: an id says little. */
import type { DetectionReport } from '#model/detection.ts'
import { searchLogs } from '#store/log-store/search.ts'
import type { TenantStore } from '#store/store.ts'
import { type ShownEvent, shown } from './search.ts'

const MOST = 2_000
const TIME_LIMIT_MS = 30_000

/** The first hits of each rule by their event id. @param perRule how many of each are shown */
export async function hitEvents(
  tenant: Pick<TenantStore, 'logs'>,
  report: DetectionReport,
  perRule: number,
): Promise<ReadonlyMap<string, ShownEvent>> {
  const ids = new Set(
    report.rules.flatMap(({ hits }) => hits.slice(0, perRule).map(({ eventId }) => eventId)),
  )
  const patterns = [...ids].filter((id) => !id.includes('*')).slice(0, MOST)
  if (patterns.length === 0) return new Map()
  const found = await tenant.logs.read({}, (logs) =>
    searchLogs(logs, [{ is: 'text', columns: ['id'], patterns, not: false }], {
      limit: patterns.length,
      timeLimitMs: TIME_LIMIT_MS,
    }),
  )
  return new Map(found.events.map((event) => [event.id ?? '', shown(event)]))
}
