/** The first line of a CSV: which column holds which field of the dataset. */
import type { Dataset } from '#model/dataset.ts'
import { plainName } from '#model/records/columns.ts'
import { counted } from '#model/text/words.ts'

export interface Header {
  /** The field in each column; undefined where the dataset has none for it. */
  readonly fields: readonly (string | undefined)[]
  /** What the file cannot say although the dataset has a field for it. */
  readonly lacks?: string
}

/** Reads the header of a dataset's CSV; text when rows under it could not be told apart. */
export function headerOf(dataset: Dataset, cells: readonly string[]): Header | string {
  const expected = dataset.columns ?? []
  const last = cells.findLastIndex((cell) => cell.trim() !== '')
  const names = cells.slice(0, last + 1).map(plainName)
  const twice = expected.find((field) => names.filter((name) => name === plainName(field)).length > 1)
  if (twice !== undefined) return `the first line names the column ${twice} twice`
  const missing = expected.filter((field) => !names.includes(plainName(field)))
  const [first] = expected
  if (first !== undefined && missing.includes(first))
    return `the first line names no column ${first}: it must name the columns, ${expected.join(', ')}`
  const fields = names.map((name) => expected.find((field) => plainName(field) === name))
  if (missing.length === 0) return { fields }
  const which = counted(missing.length, 'column', 'columns')
  return { fields, lacks: `the file lacks ${which}: ${missing.join(', ')}` }
}
