/** Tables that people and portals export: columns by what they mean, and text turned into values. */

/** "User Principal Name", `userPrincipalName` and "USER PRINCIPAL NAME" are one column, byte order mark or not. */
export function plainName(column: string): string {
  return column.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase()
}

/**
 * Turns rows into objects with these fields, each with the value that `valueOf` makes of its cell; other columns are
 * dropped. What is no object stays what it is, and no record.
 */
export function rowReader(fields: readonly string[], valueOf: (field: string, cell: unknown) => unknown) {
  const byName = new Map(fields.map((field) => [plainName(field), field]))
  const known = new Set(fields)
  const fieldOf = (column: string) => (known.has(column) ? column : byName.get(plainName(column)))
  return (row: unknown): unknown => {
    if (typeof row !== 'object' || row === null) return row
    const read: Record<string, unknown> = {}
    for (const [column, cell] of Object.entries(row)) {
      const field = fieldOf(column)
      if (field !== undefined) read[field] = valueOf(field, cell)
    }
    return read
  }
}

const YES = /^(true|yes|on|enabled|1)$/i
const NO = /^(false|no|off|disabled|0)$/i

/** Yes or no out of a cell; an empty one is null, and what is neither stays text, so that the schema sets it aside. */
export function asYesOrNo(cell: unknown): unknown {
  if (typeof cell !== 'string') return cell
  const text = cell.trim()
  if (text === '') return null
  if (YES.test(text)) return true
  return NO.test(text) ? false : text
}

/** A count out of a cell; an empty one is null, and what is no number becomes NaN, which no schema takes. */
export function asCount(cell: unknown): unknown {
  if (typeof cell !== 'string') return cell
  return cell.trim() === '' ? null : Number(cell)
}

/** Text out of a cell; an empty one is null. */
export function asText(cell: unknown): unknown {
  if (typeof cell !== 'string') return cell
  return cell.trim() === '' ? null : cell.trim()
}
