/**
 * The records of a CSV, whole lines or several that an open quote holds together. A quote that is never closed costs
 * its own line: a reader that trusted it would take all the rest of the file for one cell.
 */
import { cellsOf } from './cells.ts'
import type { Delimiter } from './delimiter.ts'
import type { Line } from './lines.ts'

export interface RecordText {
  /** Where it begins. */
  readonly line: number
  readonly text: string
  /** Why it cannot be read. */
  readonly broken?: string
}

/** A record of so many lines is none, but an open quote. */
const MOST_LINES = 100

/** Puts lines together to records, empty ones left out. */
export class Records {
  readonly #delimiter: Delimiter
  #waiting: readonly Line[] = []

  constructor(delimiter: Delimiter) {
    this.#delimiter = delimiter
  }

  /** The records that this line ends. */
  *feed(line: Line): Generator<RecordText> {
    if (this.#waiting.length === 0 && isEmpty(line)) return
    this.#waiting = [...this.#waiting, line]
    yield* this.#taken(false)
  }

  /** What is left; no line comes any more. */
  *end(): Generator<RecordText> {
    yield* this.#taken(true)
  }

  *#taken(isEnd: boolean): Generator<RecordText> {
    for (let first = this.#waiting[0]; first !== undefined; first = this.#waiting[0]) {
      const length = lengthOf(this.#waiting)
      if (length === undefined && !isEnd && this.#waiting.length < MOST_LINES) return
      const whole = length === undefined ? undefined : this.#whole(this.#waiting.slice(0, length))
      yield whole ?? broken(first)
      this.#waiting = this.#waiting.slice(whole ? length : 1).filter((line) => !isEmpty(line))
    }
  }

  /** Two stray quotes, lines apart, look like a cell between them; then what is around them does not fit. */
  #whole(lines: readonly Line[]): RecordText | undefined {
    const [first, ...more] = lines
    if (first === undefined || lines.some(({ isCut }) => isCut)) return undefined
    const text = lines.map((line) => line.text).join('\n')
    const fits = more.length === 0 || cellsOf([text], this.#delimiter)[0] !== undefined
    return fits ? { line: first.number, text } : undefined
  }
}

const isEmpty = ({ text }: Line): boolean => text.trim() === ''

/** How many lines belong together, by their quotes; undefined when the last one is still open. */
function lengthOf(lines: readonly Line[]): number | undefined {
  let quotes = 0
  for (const [index, { text, isCut }] of lines.entries()) {
    quotes += text.split('"').length - 1
    if (quotes % 2 === 0 || isCut) return index + 1
  }
  return undefined
}

function broken({ number, text, isCut }: Line): RecordText {
  return { line: number, text, broken: isCut ? 'the line is longer than any row' : 'its quotes do not match' }
}
