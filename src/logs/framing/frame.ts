/** From the bytes of an export to batches of records, whatever form it has: told by its beginning, never by its name. */
import { type Batch, LARGEST_RECORD_BYTES } from './batch.ts'
import { ElementFramer } from './elements.ts'
import { LineFramer } from './lines.ts'
import { tableBatches } from './table.ts'
import { TextFramer } from './texts.ts'

/** Enough to see a first line of an event; more is asked for while there is none. */
const LOOKED_AT = 64 * 1024

/** The batches of an export. */
export async function* batchesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Batch> {
  const text = inUtf8(chunks)
  const begin = await begun(text)
  const head = withoutTypeLine(begin.head)
  const form = formOf(head)
  if (form === 'empty') return
  const all = rejoined(head, begin.rest)
  if (form === 'table') yield* tableBatches(all)
  else yield* framed(new FRAMERS[form](), all)
}

const FRAMERS = { lines: LineFramer, elements: ElementFramer, texts: TextFramer }

/** The batches of a file that is known to hold one record a line, in UTF-8. */
export function lineBatchesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Batch> {
  return framed(new LineFramer(), chunks)
}

async function* framed(
  framer: LineFramer | ElementFramer | TextFramer,
  chunks: AsyncIterable<Buffer>,
): AsyncGenerator<Batch> {
  for await (const chunk of chunks) yield* framer.feed(chunk)
  yield* framer.end()
}

/** The beginning: up to where its first line ends, or so much that it does not matter. */
async function begun(chunks: AsyncIterable<Buffer>): Promise<{ head: Buffer; rest: AsyncIterator<Buffer> }> {
  const rest = chunks[Symbol.asyncIterator]()
  let head: Buffer = Buffer.alloc(0)
  while (head.length < LOOKED_AT || (!head.includes(0x0a) && head.length < LARGEST_RECORD_BYTES / 4)) {
    const next = await rest.next()
    if (next.done) break
    head = head.length === 0 ? next.value : Buffer.concat([head, next.value])
  }
  return { head, rest }
}

async function* rejoined(head: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield head
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}

/** Windows PowerShell writes the type of the objects above the headings; the line stays, empty, and is counted. */
function withoutTypeLine(head: Buffer): Buffer {
  if (!head.subarray(0, TYPE_LINE.length).equals(TYPE_LINE)) return head
  const end = head.indexOf(0x0a)
  return end === -1 ? head : head.subarray(end)
}

const TYPE_LINE = Buffer.from('#TYPE ')

type Form = keyof typeof FRAMERS | 'table' | 'empty'

/** The form of an export by its beginning. */
export function formOf(head: Buffer): Form {
  const text = head.toString('utf8').trimStart()
  if (text === '') return 'empty'
  if (QUOTED_JSON.test(text)) return 'texts'
  if (text[0] === '[') return isList(text) ? 'elements' : 'table'
  if (text[0] !== '{') return 'table'
  return isOnePerLine(text) ? 'lines' : 'elements'
}

/** Texts that hold objects, alone or in a list: `"{\"time\":`; quotation marks may be escaped more than once. */
const QUOTED_JSON = /^(?:\[\s*)?"(?:\\+"|\[|\s|\\[nrt])*\{(?:\s|\\[nrt])*\\+"/

const isList = (text: string): boolean => /^\[\s*([{[\]]|$)/.test(text)

/** True when the first line is a whole record, or one that was cut off before another begins. */
function isOnePerLine(text: string): boolean {
  const end = text.indexOf('\n')
  const line = (end === -1 ? text : text.slice(0, end)).trim()
  if (isWhole(line)) return end !== -1 || !/^\{\s*"(value|records|@odata)/i.test(line)
  if (end === -1) return false
  // Laid out over lines, an object's first line is its bracket or one property; a record that was cut off is long.
  const [second = '', third = ''] = text.slice(end + 1).split('\n', 2)
  return /^\{\s*"/.test(line) && (isWhole(second.trim()) || isWhole(third.trim()))
}

function isWhole(line: string): boolean {
  if (!line.startsWith('{') || !line.endsWith('}')) return false
  try {
    JSON.parse(line)
    return true
  } catch {
    return false
  }
}

/** So many bytes tell the encoding; a mark of UTF-8 has one less. */
const TELLING = 4
const LENGTH_OF_MARK = 3

/** PowerShell writes UTF-16; the mark at the beginning says so, or zeros between the letters. Else it is UTF-8. */
async function* inUtf8(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let decoder: InstanceType<typeof TextDecoder> | undefined
  let head: Buffer | undefined = Buffer.alloc(0)
  for await (const chunk of chunks) {
    let bytes: Buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    if (head !== undefined) {
      // The mark may come in pieces.
      head = Buffer.concat([head, bytes])
      if (head.length < TELLING) continue
      decoder = decoderFor(head)
      bytes = withoutMark(head)
      head = undefined
    }
    yield decoder ? Buffer.from(decoder.decode(bytes, { stream: true })) : bytes
  }
  if (head !== undefined && head.length > 0) yield head
  if (decoder) yield Buffer.from(decoder.decode())
}

function decoderFor(head: Buffer): InstanceType<typeof TextDecoder> | undefined {
  const [one = 0, two = 0, three = 0, four = 0] = head
  const isBare = (one === 0) !== (two === 0) && (one === 0) === (three === 0) && (two === 0) === (four === 0)
  if ((one === 0xff && two === 0xfe) || (isBare && two === 0)) return new TextDecoder('utf-16le')
  return (one === 0xfe && two === 0xff) || isBare ? new TextDecoder('utf-16be') : undefined
}

/** The mark of UTF-8; that of UTF-16 its decoder takes away. */
function withoutMark(head: Buffer): Buffer {
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? head.subarray(LENGTH_OF_MARK) : head
}
