/**
 * Which columns the lines of a spool file have. A log fills a third of the model's columns: leaving the others out
 * saves writing, and DuckDB reading, forty empty cells for every event.
 */
import { type LogEvent, type TextColumn, textColumnNames } from '#model/events/log-event.ts'
import { textValues } from './column-values.ts'

export interface LineLayout {
  /** For each of the model's text columns, whether lines have it. */
  readonly has: readonly boolean[]
  /** Those that lines have, in their order. */
  readonly names: readonly TextColumn[]
}

const layoutOf = (has: readonly boolean[]): LineLayout => ({
  has,
  names: textColumnNames.filter((_, at) => has[at] === true),
})

/** Lines that have no text at all. */
export const noColumns: LineLayout = layoutOf(textColumnNames.map(() => false))

/** The layout with what an event needs beside; the same one where it needs nothing. */
export function widened(layout: LineLayout, event: LogEvent): LineLayout {
  const values = textValues(event)
  if (values.every((value, at) => value === null || layout.has[at] === true)) return layout
  return layoutOf(layout.has.map((has, at) => has || values[at] !== null))
}

/** The layout with all columns of another; the same one where it has them. */
export function joined(layout: LineLayout, other: LineLayout): LineLayout {
  if (other.has.every((has, at) => !has || layout.has[at] === true)) return layout
  return layoutOf(layout.has.map((has, at) => has || other.has[at] === true))
}
