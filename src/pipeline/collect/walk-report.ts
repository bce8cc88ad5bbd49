/**
 * A report that comes as one file from another place. Its link lives for minutes, so a report that broke off, or a
 * run that was killed in the middle of one, begins it again: there is no way into the middle of a file.
 */
import { DownloadBroken, HOST_FAILED } from '#clients/graph/download.ts'
import type { ReportSource } from '#collectors/collector.ts'
import { type TablePage, tableOf } from '#imports/csv/table.ts'
import { type Coverage, complete, partial } from '#model/coverage.ts'
import type { Refusal } from '#model/refusal.ts'
import { pathOf, type Reached, refused, type Walk } from './ask.ts'

/** The last row of the report is on the disk. */
export interface ReportPosition {
  readonly isWhole: true
  readonly lacks?: string
}

/** Links fail now and then; a host that fails three times in a row is down. */
const MOST_TRIES = 3

const BROKE_OFF = 'report-broke-off'
/** Graph's own refusals were asked again already; these are of the link, and a new one may do better. */
const OTHERWISE_NEXT_TIME: ReadonlySet<string> = new Set([HOST_FAILED, BROKE_OFF])

/** Reads the whole report, or says what kept it. */
export async function walkReport(
  walked: Walk,
  index: 0 | 1,
  source: ReportSource,
  position: ReportPosition | undefined,
): Promise<Reached> {
  if (position) return coverageOf(position)
  for (let tries = 1; ; tries += 1) {
    if (walked.spool.progress.pages > 0) await walked.spool.restart()
    const reached = await readOnce(walked, index, source)
    if ('isWhole' in reached) return coverageOf(reached)
    if (!OTHERWISE_NEXT_TIME.has(reached.code) || tries === MOST_TRIES)
      return refused(walked, source, reached)
  }
}

function coverageOf({ lacks }: ReportPosition): Coverage {
  return lacks === undefined ? complete : partial(`the report is not as described: ${lacks}`)
}

async function readOnce(walked: Walk, index: 0 | 1, source: ReportSource): Promise<ReportPosition | Refusal> {
  const { services, signal } = walked
  const download = await services.graph.download(pathOf(source), { lane: source.lane, signal })
  if (!download.ok) return download.refusal
  try {
    return await spoolTable(walked, index, download.chunks)
  } catch (error) {
    signal?.throwIfAborted()
    if (!(error instanceof DownloadBroken)) throw error
    return { kind: 'broken', status: 200, code: BROKE_OFF, message: error.message }
  }
}

/** Every page waits for the next one: only the last may say that the report is whole. */
async function spoolTable(
  { dataset, spool, onPage }: Walk,
  index: 0 | 1,
  chunks: AsyncIterable<Uint8Array>,
): Promise<ReportPosition> {
  const table = tableOf(dataset, 'the report', chunks)
  let waiting: TablePage = { records: [], broken: [] }
  for await (const page of table.pages) {
    if (waiting.records.length + waiting.broken.length > 0) await spool.append({ ...waiting, cursor: null })
    onPage()
    waiting = page
  }
  const lacks = table.lacks()
  const whole: ReportPosition = lacks === undefined ? { isWhole: true } : { isWhole: true, lacks }
  await spool.append({ ...waiting, cursor: { source: index, ...whole } })
  onPage()
  return whole
}
