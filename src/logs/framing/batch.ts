/** Pieces of an export on their way to be parsed: whole records each, and where they stood. */

/** A row that cannot be parsed, with what is left of it. */
export interface BrokenRow {
  readonly line: number
  readonly reason: string
  /** The row, or its beginning. */
  readonly text: string
  /** The other cells of a row of a table. */
  readonly around?: Readonly<Record<string, string>>
}

/** Records as JSON text, UTF-8. */
export interface JsonBatch {
  readonly form: 'json'
  /** One behind the other, as they were read: joining them costs a copy that not everybody needs. */
  readonly pieces: readonly Uint8Array[]
  /** Of the first byte, counted from 1. */
  readonly firstLine: number
  /** Where each record begins, ends, and on which line; without it every line is one. */
  readonly spans?: Uint32Array
  readonly broken: readonly BrokenRow[]
}

/** Rows of a table under its headings. */
export interface TableBatch {
  readonly form: 'table'
  readonly headings: readonly string[]
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[]
  readonly broken: readonly BrokenRow[]
}

export type Batch = JsonBatch | TableBatch

/** How many bytes a batch of JSON has. */
export function sizeOf({ pieces }: JsonBatch): number {
  return pieces.reduce((sum, { length }) => sum + length, 0)
}

/** The bytes of a batch of JSON in one piece. */
export function bytesOf({ pieces }: JsonBatch): Buffer {
  const [only, ...others] = pieces
  if (only === undefined || others.length > 0) return Buffer.concat(pieces)
  return Buffer.from(only.buffer, only.byteOffset, only.byteLength)
}

/** A record larger than this is a fault; no log of Microsoft's comes near. */
export const LARGEST_RECORD_BYTES = 8 * 1024 * 1024
/** Of a record that is too large, this much is kept to tell what it was. */
export const KEPT_OF_LARGE = 64 * 1024
/** Bytes of a batch: enough to keep a worker busy, little enough to hold several. */
export const BATCH_BYTES = 1024 * 1024
