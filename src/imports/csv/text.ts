/** Text out of the bytes of an export, in the encodings that Microsoft, PowerShell and spreadsheets write. */

/** Bytes of the longest byte order mark. */
const LONGEST_MARK = 3

/** The text of a file, piece by piece; its byte order mark says how to read it, and without one it is UTF-8. */
export async function* textOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | undefined
  let head = Buffer.alloc(0)
  for await (const chunk of chunks) {
    if (decoder !== undefined) {
      yield decoder.decode(chunk, { stream: true })
      continue
    }
    head = Buffer.concat([head, chunk])
    if (head.length < LONGEST_MARK) continue
    decoder = decoderFor(head)
    yield decoder.decode(head, { stream: true })
  }
  decoder ??= decoderFor(head)
  yield head.length < LONGEST_MARK ? decoder.decode(head) : decoder.decode()
}

function decoderFor(head: Uint8Array): InstanceType<typeof TextDecoder> {
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le')
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder('utf-16be')
  return new TextDecoder('utf-8')
}
