import type { IncomingMessage, ServerResponse } from 'node:http'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Fault } from './faults.ts'
import type { Reply } from './graph/respond.ts'
import { spoilText } from './graph/spoil.ts'

/** What the Node server hands over besides the request; absent when the app is called in process. */
export interface NodeSide {
  readonly incoming: IncomingMessage
  readonly outgoing: ServerResponse
}

/** Puts an answer on the wire, whole or as the planned faults want it. */
export function deliver(reply: Reply, faults: readonly Fault[], { outgoing }: Partial<NodeSide>): Response {
  const text = spoilText(reply.text, faults)
  const isReset = faults.some(({ kind }) => kind === 'reset')
  if (!isReset && !faults.some(({ kind }) => kind === 'truncated')) return new Response(text, reply)
  const kept = isReset ? '' : text.slice(0, Math.floor(text.length / 2))
  return outgoing ? breakOff(outgoing, reply, kept, text) : brokenStream(reply, kept)
}

/** Announces the full length, sends the kept part and drops the connection; a reset sends nothing at all. */
function breakOff(outgoing: ServerResponse, reply: Reply, kept: string, text: string): Response {
  if (kept === '') outgoing.destroy()
  else {
    outgoing.writeHead(reply.status, { ...reply.headers, 'content-length': Buffer.byteLength(text) })
    outgoing.write(kept, () => outgoing.destroy())
  }
  return RESPONSE_ALREADY_SENT
}

/** In process there is no connection to drop: reading the body fails instead. */
function brokenStream(reply: Reply, kept: string): Response {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      if (kept !== '') controller.enqueue(new TextEncoder().encode(kept))
    },
    pull(controller) {
      controller.error(new Error('the connection was closed'))
    },
  })
  return new Response(body, reply)
}
