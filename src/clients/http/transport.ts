/** The only place that opens a connection. */
import { Agent, request } from 'undici'

/** A page of 999 users is about 1 MB; a body larger than this is an attack or a fault. */
const LARGEST_BODY_BYTES = 64 * 1024 * 1024
/** To one service; the lanes decide how many of them are in use. */
const MOST_CONNECTIONS = 64
const TIMEOUT_MS = 120_000

export interface HttpRequest {
  readonly method: 'GET' | 'POST'
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly signal?: AbortSignal | undefined
  /** Hands the body on as it comes, in place of text: a file may be larger than any page. */
  readonly streamed?: true
}

export interface HttpResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** Empty when the body is streamed. */
  readonly text: string
  readonly body?: AsyncIterable<Uint8Array>
}

/** The first value of a header, by its name in lower case. */
export function headerOf({ headers }: HttpResponse, name: string): string | undefined {
  const value = headers[name]
  return typeof value === 'string' ? value : value?.[0]
}

export interface Transport {
  send(request: HttpRequest): Promise<HttpResponse>
  close(): Promise<void>
}

/**
 * Connections are kept alive and shared by all lanes. Redirects are not followed: the one that Graph sends leads to
 * another host, and whoever follows it must leave the token behind.
 */
export function openTransport(): Transport {
  const agent = new Agent({
    connections: MOST_CONNECTIONS,
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
  })
  return {
    send: async ({ method, url, headers, body, signal, streamed }) => {
      const response = await request(url, {
        dispatcher: agent,
        method,
        headers,
        ...(body === undefined ? {} : { body }),
        ...(signal === undefined ? {} : { signal }),
      })
      const head = { status: response.statusCode, headers: response.headers }
      return streamed
        ? { ...head, text: '', body: response.body }
        : { ...head, text: await bounded(response.body) }
    },
    close: () => agent.close(),
  }
}

async function bounded(body: AsyncIterable<Buffer> & { destroy(error?: Error): unknown }): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > LARGEST_BODY_BYTES) {
      body.destroy()
      throw new BodyTooLarge()
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** The service sent more than any page can hold. */
export class BodyTooLarge extends Error {
  constructor() {
    super(`the answer is larger than ${LARGEST_BODY_BYTES / 1024 / 1024} MB`)
  }
}
