/** What our ledger says of the hours of one day, log by log. */
import { common, lengthOf } from '#logs/windows/spans.ts'
import type { LedgerState } from '#model/drill.ts'
import type { LogSource } from '#model/events/log-event.ts'
import type { CoverageLedger } from '#store/decisions/coverage-ledger.ts'
import { proveHour } from '../prove.ts'
import { provenSpans } from '../retention-held.ts'

const HOUR_MS = 3_600_000
const DAY_HOURS = 24

export interface LedgerHour {
  readonly ledger: LedgerState
  readonly because?: string
}

export interface LedgerDay {
  /** Hours that were answered to their end. */
  readonly answeredHours: number
  /** @param hour whole hours since 1970 */
  at(hour: number): Promise<LedgerHour>
}

/** Reads the ledger for one log. @param from midnight of the day, milliseconds since 1970 */
export async function ledgerDay(
  ledger: CoverageLedger,
  source: LogSource,
  from: number,
  now: number,
): Promise<LedgerDay> {
  const proven = await provenSpans(ledger, source)
  const isAnswered = (hour: number) => {
    const span = { from: hour * HOUR_MS, to: (hour + 1) * HOUR_MS }
    return lengthOf(proven.flatMap((one) => common(one, span) ?? [])) === HOUR_MS
  }
  const first = from / HOUR_MS
  const hours = Array.from({ length: DAY_HOURS }, (_, at) => first + at)
  return {
    answeredHours: hours.filter(isAnswered).length,
    at: async (hour) =>
      isAnswered(hour) ? { ledger: 'answered' } : unanswered(ledger, source, hour * HOUR_MS, now),
  }
}

async function unanswered(
  ledger: CoverageLedger,
  source: LogSource,
  at: number,
  now: number,
): Promise<LedgerHour> {
  const { feeds } = await proveHour(ledger, source, at, now)
  const holes = feeds.flatMap((feed) => feed.holes)
  const asked = holes.find(({ kind }) => kind !== 'notAsked' && kind !== 'notYet')
  if (asked !== undefined) return { ledger: 'failed', because: asked.because }
  return { ledger: 'neverAsked', because: holes[0]?.because ?? 'it was never asked for' }
}
