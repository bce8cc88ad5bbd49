/** Text out of exported files: whole, or line by line, in the encodings that exports come in. */
import { KeywardError } from '#model/errors.ts'
import { type InputFile, unreadable } from './source.ts'

/** JavaScript holds no text much longer than this; larger exports come as one record a line. */
const LARGEST_JSON_BYTES = 256 * 1024 * 1024
/** No record of Microsoft's is larger; a longer line is a fault. */
const LONGEST_LINE_BYTES = 64 * 1024 * 1024
const NEWLINE = 0x0a

/** The whole file as text. @throws KeywardError `input-unreadable` when it is too large */
export async function wholeText(file: InputFile): Promise<string> {
  if (file.bytes > LARGEST_JSON_BYTES) {
    const how = 'Write it as .ndjson, one record a line.'
    throw new KeywardError('input-unreadable', { path: file.name, why: 'it is larger than 256 MB', how })
  }
  const parts: Buffer[] = []
  for await (const chunk of bytesOf(file)) parts.push(chunk)
  return decoded(Buffer.concat(parts))
}

/** The bytes of a file, piece by piece. @throws KeywardError `input-unreadable` */
export async function* bytesOf(file: InputFile): AsyncGenerator<Buffer> {
  try {
    yield* (await file.open()) as AsyncIterable<Buffer>
  } catch (error) {
    throw unreadable(file.name, error)
  }
}

/** Windows PowerShell writes UTF-16 by default; the byte order mark tells. */
function decoded(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return new TextDecoder('utf-8').decode(bytes)
}

export type Line = { readonly text: string } | { readonly tooLong: true; readonly start: string }

/** The lines of a file; one that is too long comes as its beginning only, and memory stays bounded. */
export async function* lines(file: InputFile): AsyncGenerator<Line> {
  const collector = new LineCollector()
  for await (const chunk of bytesOf(file)) yield* collector.feed(chunk)
  yield* collector.end()
}

class LineCollector {
  #parts: Buffer[] = []
  #size = 0
  #overlong: string | undefined;

  *feed(chunk: Buffer): Generator<Line> {
    let start = 0
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      this.#add(chunk.subarray(start, end))
      yield* this.end()
      start = end + 1
    }
    this.#add(chunk.subarray(start))
  }

  *end(): Generator<Line> {
    const text = Buffer.concat(this.#parts)
      .toString('utf8')
      .replace(/^\ufeff/, '')
      .trim()
    const overlong = this.#overlong
    this.#parts = []
    this.#size = 0
    this.#overlong = undefined
    if (overlong !== undefined) yield { tooLong: true, start: overlong }
    else if (text !== '') yield { text }
  }

  #add(part: Buffer): void {
    this.#size += part.length
    if (this.#overlong !== undefined) return
    this.#parts.push(part)
    if (this.#size <= LONGEST_LINE_BYTES) return
    this.#overlong = this.#parts[0]?.toString('utf8', 0, 200) ?? ''
    this.#parts = []
  }
}
