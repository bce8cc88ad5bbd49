import type { Fault } from '../faults.ts'
import type { CloudState } from '../state.ts'
import { badRequest } from './errors.ts'
import { authenticate, type GraphAnswer } from './handle.ts'

/** Answers one request; `respond` hands itself over, so that the two files do not need each other. */
export type RespondTo = (
  asked: Request,
  faults: readonly Fault[],
) => Promise<{
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}>

const maxRequests = 20

interface BatchRequest {
  readonly id: string
  readonly method: string
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
}

/** `POST /v1.0/$batch`: up to 20 reads, each answered for itself; the planned faults meet each of them too. */
export async function batch(request: Request, state: CloudState, respondTo: RespondTo): Promise<GraphAnswer> {
  authenticate(request, state)
  const requests = await parse(request)
  const base = request.url.slice(0, request.url.indexOf('/$batch'))
  const answerTo = async (inner: BatchRequest): Promise<readonly object[]> => {
    const headers = new Headers(inner.headers)
    headers.set('authorization', request.headers.get('authorization') ?? '')
    const asked = new Request(`${base}${inner.url}`, { method: inner.method, headers })
    const path = asked.url.slice(new URL(asked.url).origin.length)
    const faults = state.faults.meet(path, true)
    const ms = faults.reduce((sum, fault) => (fault.kind === 'slow' ? sum + fault.ms : sum), 0)
    if (ms > 0) await state.settings.sleep(ms)
    const reply = await respondTo(asked, faults)
    state.requests.push({ method: inner.method, path, status: reply.status, at: state.clock() })
    return spoiledPart(faults, { id: inner.id, status: reply.status, headers: reply.headers }, reply.text)
  }
  const responses = (await Promise.all(requests.map(answerTo))).flat()
  return { status: 200, body: { responses }, headers: {} }
}

/** A part has no connection of its own to lose: what broke off behind the batch is missing in it, or has no body. */
function spoiledPart(faults: readonly Fault[], head: object, text: string): readonly object[] {
  if (faults.some(({ kind }) => kind === 'reset')) return []
  const isBroken = faults.some(({ kind }) => kind === 'truncated' || kind === 'malformed')
  return [{ ...head, ...(text === '' || isBroken ? {} : { body: JSON.parse(text) as unknown }) }]
}

async function parse(request: Request): Promise<readonly BatchRequest[]> {
  const body = (await request.json().catch(() => undefined)) as
    | { readonly requests?: readonly BatchRequest[] }
    | undefined
  const requests = body?.requests
  if (!Array.isArray(requests)) throw badRequest('Invalid batch payload format.')
  if (requests.length > maxRequests)
    throw badRequest(`Number of batch request steps exceeds the maximum value of ${maxRequests}.`)
  if (new Set(requests.map(({ id }) => id)).size < requests.length)
    throw badRequest('Batch request ids must be unique.')
  return requests as readonly BatchRequest[]
}
