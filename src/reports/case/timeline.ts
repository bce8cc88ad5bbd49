/** The time line of a case: as a table for spreadsheets, and as a page of its own. */
import { html, raw } from 'hono/html'
import { safeText } from '#model/text/safe-text.ts'
import { csvLine } from '../csv-line.ts'

/** One event of the time line; texts as the log has them. */
export interface TimelineRow {
  /** ISO 8601; empty where it is lost. */
  readonly time: string
  readonly source: string
  readonly kind: string
  readonly operation: string
  readonly result: string
  readonly user: string
  readonly userId: string
  /** The organisation of somebody from elsewhere. */
  readonly partner: string
  readonly ip: string
  readonly country: string
  readonly app: string
  readonly targets: string
  /** What was changed, in words. */
  readonly changed: string
  readonly id: string
}

const COLUMNS = [
  'time',
  'source',
  'kind',
  'operation',
  'result',
  'user',
  'userId',
  'partner',
  'ip',
  'country',
  'app',
  'targets',
  'changed',
  'id',
] as const satisfies readonly (keyof TimelineRow)[]

/** The heading of the table. */
export const timelineCsvHead = csvLine(COLUMNS)

/** A line of the table; no cell of it is run by a spreadsheet. */
export function timelineCsv(row: TimelineRow): string {
  return csvLine(COLUMNS.map((column) => row[column]))
}

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
const STYLE = `body{font:15px/1.45 system-ui,sans-serif;margin:1.5rem;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3rem .5rem;border-bottom:1px solid #8884}
th{position:sticky;top:0;background:Canvas}td:first-child{white-space:nowrap}.failure{color:#b3261e}small{opacity:.75}`

/** The page up to its rows. */
export function timelineHtmlHead(title: string, lead: string): string {
  return `${String(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${raw(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${safeText(title)}</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<h1>${safeText(title)}</h1>
<p>${safeText(lead)}</p>
<table>
<thead><tr><th scope="col">Time (UTC)</th><th scope="col">What</th><th scope="col">Who</th><th scope="col">From</th><th scope="col">On what</th></tr></thead>
<tbody>`)}\n`
}

/** A row of the page, escaped. */
export function timelineHtml(row: TimelineRow): string {
  const safe = (text: string) => safeText(text)
  const failed = row.result === '' || row.result === 'success' ? '' : row.result
  return `${String(html`<tr><td>${safe(row.time.slice(0, 19).replace('T', ' '))}</td><td><bdi>${safe(row.operation)}</bdi>${failed === '' ? '' : html` <span class="failure">${safe(failed)}</span>`}<br><small>${safe(row.source)} ${safe(row.id)}</small></td><td><bdi>${safe(row.user || row.userId || row.app)}</bdi>${row.partner === '' ? '' : html`<br><small>of <bdi>${safe(row.partner)}</bdi></small>`}</td><td>${safe(row.ip)}${row.country === '' ? '' : html` ${safe(row.country)}`}<br><small><bdi>${safe(row.app)}</bdi></small></td><td><bdi>${safe(row.targets)}</bdi>${row.changed === '' ? '' : html`<br><small><bdi>${safe(row.changed)}</bdi></small>`}</td></tr>`)}\n`
}

/** The end of the page. @param left rows that stand in the table only */
export function timelineHtmlEnd(left: number): string {
  const more = left === 0 ? '' : html`<p>${left} more events stand in timeline.csv.</p>`
  return `</tbody>\n</table>\n${String(more)}\n</body>\n</html>\n`
}
