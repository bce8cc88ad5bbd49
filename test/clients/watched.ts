/** The real transport under a test's eyes. */
import { type HttpRequest, openTransport, type Transport } from '#clients/http/transport.ts'
import { atTheEnd } from '../collect/harness.ts'

export interface Changes {
  readonly request?: (request: HttpRequest) => HttpRequest
  readonly answer?: (text: string) => string
}

/** The real transport, which also tells what was sent, and may change it on its way. */
export function watched({ request: there = (same) => same, answer: back = (same) => same }: Changes = {}) {
  const real = openTransport()
  let closed: Promise<void> | undefined
  const close = () => (closed ??= real.close())
  atTheEnd(close)
  const sent: HttpRequest[] = []
  const transport: Transport = {
    close,
    send: async (request) => {
      sent.push(request)
      const answer = await real.send(there(request))
      return { ...answer, text: back(answer.text) }
    },
  }
  const forms = () => sent.map(({ body }) => new URLSearchParams(String(body)))
  return { transport, sent, forms }
}
