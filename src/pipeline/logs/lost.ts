/**
 * What was collected and is not held any more. The ledger proves that a stretch was asked for and answered; that the
 * answer is still in the store it does not, and a store without it is no quiet log.
 */
import { type LogSource, logSources } from '#model/events/log-event.ts'
import type { Span } from '#model/events/log-window.ts'
import type { CoverageLedger } from '#store/decisions/coverage-ledger.ts'
import type { LogManifest } from '#store/log-store/manifest.ts'

const DAY_MS = 86_400_000

/** Days of a log that somebody deleted and nobody brought back. */
export function deletedDays({ files, removals }: LogManifest, log: LogSource): readonly Span[] {
  const there = new Set(files.filter(({ source }) => source === log).map(({ day }) => day))
  return removals.flatMap((removal) =>
    removal.files.flatMap(({ path }) => {
      const [source, day = ''] = path.split('/')
      const from = Date.parse(day)
      return source !== log || there.has(day) || Number.isNaN(from) ? [] : [{ from, to: from + DAY_MS }]
    }),
  )
}

/** Whether the store holds nothing of a log of which the ledger counted events into it. */
export async function isLost(
  ledger: CoverageLedger,
  manifest: LogManifest,
  log: LogSource,
): Promise<boolean> {
  if (manifest.files.some(({ source }) => source === log)) return false
  const feeds = (await ledger.feeds()).filter(({ source }) => source === log)
  const windows = await Promise.all(feeds.map(({ feed }) => ledger.windows(feed, 0)))
  return windows.flat().some(({ tally }) => (tally?.added ?? 0) > 0)
}

/** The logs that are lost in this sense. */
export async function lostLogs(ledger: CoverageLedger, manifest: LogManifest): Promise<readonly LogSource[]> {
  const lost: LogSource[] = []
  for (const log of logSources) if (await isLost(ledger, manifest, log)) lost.push(log)
  return lost
}
