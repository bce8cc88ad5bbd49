import { cut, displayWidth, pad, wrap } from './width.ts'

export interface Column {
  readonly header: string
  readonly align?: 'left' | 'right'
  /** Takes what the other columns leave and wraps; one per table. */
  readonly flex?: boolean
  /** Cut to this many columns. */
  readonly max?: number
}

/** A text, or a text with the colour to put on once it is padded. */
export type Cell = string | { readonly text: string; readonly paint: (text: string) => string }

const GAP = '  '
/** A flexible column narrower than this reads as a ladder; it moves to a line of its own. */
const NARROWEST = 22

/** The lines of a table at most `width` columns wide. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  width: number,
): string[] {
  const widths = columns.map((column, at) => naturalWidth(column, rows, at))
  const flex = columns.findIndex((column) => column.flex === true)
  if (flex === -1) return layOut(columns, rows, widths)
  const rest = width - sum(widths) + (widths[flex] ?? 0) - GAP.length * (columns.length - 1)
  if (rest < NARROWEST) return stacked(columns, rows, flex, width)
  return layOut(columns, rows, widths.with(flex, Math.min(rest, widths[flex] ?? rest)))
}

function naturalWidth(column: Column, rows: readonly (readonly Cell[])[], at: number): number {
  const cells = rows.map((row) => displayWidth(textOf(row[at] ?? '')))
  return Math.min(Math.max(displayWidth(column.header), ...cells), column.max ?? Number.POSITIVE_INFINITY)
}

function layOut(columns: readonly Column[], rows: readonly (readonly Cell[])[], widths: readonly number[]) {
  const headers = columns.some(({ header }) => header !== '') ? [columns.map(({ header }) => header)] : []
  return [...headers, ...rows].flatMap((row) => rowLines(columns, row, widths))
}

function rowLines(columns: readonly Column[], row: readonly Cell[], widths: readonly number[]): string[] {
  const cells = columns.map((column, at) => cellLines(column, textOf(row[at] ?? ''), widths[at] ?? 0))
  const height = Math.max(...cells.map((lines) => lines.length))
  return Array.from({ length: height }, (_, line) =>
    columns
      .map((column, at) =>
        painted(row[at] ?? '', pad(cells[at]?.[line] ?? '', widths[at] ?? 0, column.align)),
      )
      .join(GAP)
      .trimEnd(),
  )
}

function cellLines(column: Column, text: string, width: number): string[] {
  return column.flex === true ? wrap(text, width) : [cut(text, width)]
}

/** Too narrow for a table: the flexible cell gets its own indented lines under the others. */
function stacked(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  flex: number,
  width: number,
) {
  const others = columns.filter((_, at) => at !== flex)
  const widths = others.map((column) => naturalWidth(column, rows, columns.indexOf(column)))
  return rows.flatMap((row) => {
    const cells = row.filter((_, at) => at !== flex)
    const below = wrap(textOf(row[flex] ?? ''), Math.max(1, width - 4)).map((line) => `    ${line}`)
    return [...rowLines(others, cells, widths), ...below]
  })
}

const textOf = (cell: Cell) => (typeof cell === 'string' ? cell : cell.text)
const painted = (cell: Cell, text: string) => (typeof cell === 'string' ? text : cell.paint(text))
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
