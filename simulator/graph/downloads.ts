import { randomBytes } from 'node:crypto'

interface Waiting {
  readonly lines: Iterable<string>
  readonly file: string
}

/**
 * Files behind links that need no token: whoever has the link has the report, as with the real service. A link works
 * once, which is more than the real one says and catches a client that asks twice.
 */
export class Downloads {
  readonly #waiting = new Map<string, Waiting>()

  offer(file: string, lines: Iterable<string>): string {
    const key = randomBytes(18).toString('base64url')
    this.#waiting.set(key, { lines, file })
    return `/reports-download/${key}/${file}`
  }

  fetch(key: string): Response {
    const found = this.#waiting.get(key)
    this.#waiting.delete(key)
    if (!found) return new Response('The link has expired.', { status: 404 })
    const headers = {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="${found.file}"`,
    }
    return new Response(streamed(found.lines), { headers })
  }
}

const chunkLines = 2000

/** Lines are made as the client takes them: a report of a million rows is never held. */
function streamed(lines: Iterable<string>): ReadableStream<Uint8Array> {
  const iterator = lines[Symbol.iterator]()
  const encoder = new TextEncoder()
  return new ReadableStream({
    pull(controller) {
      let text = ''
      for (let count = 0; count < chunkLines; count++) {
        const { value, done } = iterator.next()
        if (done) {
          if (text !== '') controller.enqueue(encoder.encode(text))
          controller.close()
          return
        }
        text += value
      }
      controller.enqueue(encoder.encode(text))
    },
  })
}
