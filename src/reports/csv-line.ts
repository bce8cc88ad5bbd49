/** Lines of CSV that no spreadsheet runs. */

/** RFC 4180 ends every line, the last one too, with CR LF. */
export const csvLine = (cells: readonly string[]) =>
  `${cells.map((cell) => quoted(inert(cell.toWellFormed()))).join(',')}\r\n`

/** Spreadsheets run a cell that begins with one of these as a formula; the wide ones count in Japanese locales. */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/

/** The cell as text: a leading apostrophe is what spreadsheets themselves use to say so. */
const inert = (cell: string) => (FORMULA.test(cell) ? `'${cell}` : cell)

const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
