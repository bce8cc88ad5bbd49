import type { Fault } from '../faults.ts'
import type { CloudState } from '../state.ts'
import { batch } from './batch.ts'
import { errorBody, GraphError, requestIds, tooManyRequests } from './errors.ts'
import { answer, type GraphAnswer } from './handle.ts'
import type { SkipTokens } from './skip-token.ts'
import { spoilBody } from './spoil.ts'

const dataType =
  'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8'

/** A finished answer, still whole: the wire faults come after. */
export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

/** Turns a request for Graph into an answer with the headers that were seen on recorded ones. */
export async function respond(
  request: Request,
  state: CloudState,
  tokens: SkipTokens,
  faults: readonly Fault[],
): Promise<Reply> {
  const ids = requestIds(request.headers.get('client-request-id') ?? undefined)
  const headers = { 'request-id': ids.requestId, 'client-request-id': ids.clientRequestId }
  try {
    raise(faults, state)
    const { body, resourceUnits } = await dispatch(request, state, tokens)
    const price: Record<string, string> =
      resourceUnits === undefined ? {} : { 'x-ms-resource-unit': String(resourceUnits) }
    const text = JSON.stringify(spoilBody(body, faults))
    return { status: 200, headers: { ...headers, ...price, 'content-type': dataType }, text }
  } catch (error) {
    if (!(error instanceof GraphError)) throw error
    const text = JSON.stringify(errorBody(error, ids, state.clock()))
    return {
      status: error.status,
      headers: { ...headers, ...error.headers, 'content-type': 'application/json' },
      text,
    }
  }
}

async function dispatch(request: Request, state: CloudState, tokens: SkipTokens): Promise<GraphAnswer> {
  if (request.method === 'GET') return answer(request, state, tokens)
  if (request.method === 'POST' && new URL(request.url).pathname.endsWith('/$batch'))
    return batch(request, state, (asked, faults) => respond(asked, state, tokens, faults))
  throw new GraphError(
    405,
    'Request_BadRequest',
    'Specified HTTP method is not allowed for the request target.',
  )
}

const serverErrors = {
  500: ['InternalServerError', 'An error occurred while processing the request.'],
  502: ['BadGateway', 'An error occurred while talking to a service behind this one.'],
  503: ['ServiceUnavailable', 'The service is temporarily unavailable.'],
  504: ['UnknownError', ''],
} as const

/** The planned faults that replace the whole answer. */
function raise(faults: readonly Fault[], state: CloudState): void {
  for (const fault of faults) {
    if (fault.kind === 'expiredToken') state.mint.expireAll()
    if (fault.kind === 'throttled') throw tooManyRequests(fault.retryAfterSeconds)
    if (fault.kind === 'status') {
      const [code, message] = serverErrors[fault.status]
      const { retryAfterSeconds } = fault
      throw new GraphError(
        fault.status,
        code,
        message,
        retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) },
      )
    }
  }
}
