/** A day of Contoso's logs, what our side holds of it, and what came when it was asked for. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { complete } from '#model/coverage.ts'
import type { LogSource } from '#model/events/log-event.ts'
import { compareDrill } from '#pipeline/logs/drill/compare.ts'
import { startDrill } from '#pipeline/logs/drill/start.ts'
import { anEstate, type Estate } from './estate.ts'
import { audit, signIn } from './samples.ts'

/** A Monday. */
export const DAY = '2026-10-05'
export const MIDNIGHT = Date.parse(DAY)
export const HOUR = 3_600_000
export const NOW = new Date('2026-12-04T10:00:00Z')
export const LATER = new Date('2026-12-04T20:00:00Z')
let made = 0

/** Sign-ins of the day, at these hours. */
export const signInsAt = (hours: readonly number[], changes: object = {}) =>
  hours.map((hour) => ({
    ...signIn,
    id: `44444444-0000-4000-8000-0000000000${String(hour).padStart(2, '0')}`,
    createdDateTime: new Date(MIDNIGHT + hour * HOUR + 60_000).toISOString(),
    ...changes,
  }))

export const OURS = [...signInsAt([7, 8, 9]), audit]

export async function anEstateWith(records: readonly object[] = OURS): Promise<Estate> {
  const estate = await anEstate()
  await estate.events(records)
  return estate
}

/** The ledger proves these hours of the day. */
export async function answered(
  { tenant }: Estate,
  source: LogSource,
  from: number,
  to: number,
): Promise<void> {
  const span = { from: MIDNIGHT + from * HOUR, to: MIDNIGHT + to * HOUR }
  const feed = source
  const begun = MIDNIGHT
  await tenant.coverage.keepFeed({ feed, source, begun, coverage: complete, at: begun })
  await tenant.coverage.plan(
    [{ feed, round: 0, ...span, askFrom: span.from, state: 'done', tries: 0, nextAttempt: 0 }],
    begun,
  )
}

/** A file of records that came. */
export const came = (estate: Estate, records: readonly object[]): string =>
  cameAs(estate, records.map((record) => JSON.stringify(record)).join('\n'))

/** A file that came, as it is. */
export function cameAs({ data }: Estate, content: string): string {
  const path = join(data, `came-${made++}.ndjson`)
  writeFileSync(path, content)
  return path
}

export const start = ({ tenant }: Estate, more: Partial<Parameters<typeof startDrill>[1]> = {}) =>
  startDrill(tenant, { by: 'olga', now: NOW, ...more })

export const compare = ({ tenant }: Estate, paths: readonly string[], more: object = {}) =>
  compareDrill(tenant, { paths, nothingCame: false, by: 'olga', now: LATER, ...more })

/** Starts, and compares what came. */
export async function drilled(estate: Estate, records: readonly object[], more: object = {}) {
  await start(estate)
  return compare(estate, [came(estate, records)], more)
}
