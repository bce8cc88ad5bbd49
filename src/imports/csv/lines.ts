/** Lines out of pieces of text, whatever ends them; one that is too long comes as its beginning, and memory stays bounded. */

/** No record of Microsoft's or of people's is longer; what is, is no text. */
const LONGEST_LINE = 1024 * 1024
const BEGINNING = 200

export interface Line {
  readonly number: number
  readonly text: string
  readonly isCut?: true
}

/** The lines of a text, counted from 1. */
export async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<Line> {
  const lines = new Lines()
  for await (const piece of pieces) yield* lines.feed(piece)
  yield* lines.end()
}

class Lines {
  #number = 0
  #rest = ''
  #beginning: string | undefined;

  *feed(piece: string): Generator<Line> {
    const text = this.#rest + piece
    // A carriage return at the end may have its line feed in the next piece.
    const held = text.endsWith('\r') ? 1 : 0
    const parts = text.slice(0, text.length - held).split(/\r\n|\n|\r/)
    this.#rest = parts.pop() + text.slice(text.length - held)
    for (const part of parts) yield this.#line(part)
    if (this.#rest.length <= LONGEST_LINE) return
    this.#beginning ??= this.#rest.slice(0, BEGINNING)
    this.#rest = ''
  }

  *end(): Generator<Line> {
    const last = this.#rest.replace(/\r$/, '')
    if (last !== '' || this.#beginning !== undefined) yield this.#line(last)
  }

  #line(text: string): Line {
    const beginning = this.#beginning
    this.#beginning = undefined
    this.#number += 1
    if (beginning === undefined) return { number: this.#number, text }
    return { number: this.#number, text: beginning, isCut: true }
  }
}
