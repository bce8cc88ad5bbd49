/** What stands between the cells: a comma in Microsoft's files, but spreadsheets of half of Europe write semicolons. */

const DELIMITERS = [',', ';', '\t'] as const
export type Delimiter = (typeof DELIMITERS)[number]

/** The delimiter of a file by its first line: the one that appears there most, outside of quotes. */
export function delimiterOf(firstLine: string): Delimiter {
  const bare = firstLine.replace(/"[^"]*"/g, '')
  const counts = DELIMITERS.map((delimiter) => bare.split(delimiter).length)
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ','
}

/** Spreadsheets may say it in a line of its own, before the columns: `sep=;`. */
export function isDelimiterLine(line: string): boolean {
  return /^"?sep=[,;\t]"?$/i.test(line.trim())
}
