/** Events into the files of a case, as they come: the record whole, a line of the table, a row of the page. */
import {
  type TimelineRow,
  timelineCsv,
  timelineCsvHead,
  timelineHtml,
  timelineHtmlEnd,
  timelineHtmlHead,
} from '#reports/case/timeline.ts'
import type { CaseFolder } from '#store/case-folder.ts'
import type { FoundEvent } from '#store/log-store/search.ts'
import { changesOf } from './changes-read.ts'
import { shown } from './search.ts'

/** A browser shows a table of more rows badly; the spreadsheet has them all. */
const MOST_IN_PAGE = 20_000
const MOST_FIELDS = 8

export interface TimelineCounts {
  readonly events: number
  readonly recovered: number
  readonly undated: number
  readonly first: string | null
  readonly last: string | null
  /** Ids of all events, for those who look for them. */
  readonly ids: ReadonlySet<string>
}

/** Writes events.ndjson, timeline.csv and timeline.html. @throws KeywardError `data-unwritable` */
export async function writeTimeline(
  folder: CaseFolder,
  pieces: AsyncIterable<readonly FoundEvent[]>,
  {
    title,
    lead,
    names,
  }: { readonly title: string; readonly lead: string; readonly names: ReadonlyMap<string, string> },
): Promise<TimelineCounts> {
  const [records, table, page] = [
    await folder.file('events.ndjson'),
    await folder.file('timeline.csv'),
    await folder.file('timeline.html'),
  ]
  await table.write(timelineCsvHead)
  await page.write(timelineHtmlHead(title, lead))
  const ids = new Set<string>()
  const times: string[] = []
  let [events, recovered, undated] = [0, 0, 0]
  for await (const piece of pieces) {
    const rows = piece.map((event) => rowOf(event, names))
    await records.write(piece.map(({ raw }) => `${raw ?? ''}\n`).join(''))
    await table.write(rows.map(timelineCsv).join(''))
    await page.write(
      rows
        .slice(0, Math.max(0, MOST_IN_PAGE - events))
        .map(timelineHtml)
        .join(''),
    )
    for (const event of piece) ids.add(keyOf(event.source ?? 'other', event.id ?? ''))
    const dated = rows.flatMap(({ time }) => (time === '' ? [] : [time]))
    times.push(...dated.slice(0, 1), ...dated.slice(-1))
    events += piece.length
    recovered += piece.filter(({ whole }) => !whole).length
    undated += piece.length - dated.length
  }
  await page.write(timelineHtmlEnd(Math.max(0, events - MOST_IN_PAGE)))
  return { events, recovered, undated, first: times[0] ?? null, last: times.at(-1) ?? null, ids }
}

/** An event is known by its log and its id. */
export const keyOf = (source: string, id: string): string => `${source}\x1f${id}`

function rowOf(event: FoundEvent, names: ReadonlyMap<string, string>): TimelineRow {
  const { time, source, kind, operation, result, user, userId, ip, app, targets, partner, id } = shown(
    event,
    { names },
  )
  const { fields } = changesOf(event)
  return {
    time: time ?? '',
    source,
    kind: kind ?? '',
    operation: operation ?? '',
    result: result ?? '',
    user: user ?? '',
    userId: userId ?? '',
    partner: partner === undefined ? '' : (partner.name ?? partner.tenantId ?? 'another organisation'),
    ip: ip ?? '',
    country: event.country ?? '',
    app: app ?? '',
    targets: targets.map(({ name, id: own }) => name ?? own ?? '').join('; '),
    changed: fields
      .slice(0, MOST_FIELDS)
      .map(({ field, old, new: now }) => `${field}: ${old ?? ''} → ${now ?? ''}`)
      .join('; '),
    id,
  }
}
