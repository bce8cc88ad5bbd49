import { type Fault, serverErrors } from '../faults.ts'
import type { CloudState } from '../state.ts'
import { batch } from './batch.ts'
import { restart } from './delta.ts'
import {
  errorBody,
  expiredPage,
  GraphError,
  requestIds,
  syncStateLost,
  tooManyRequests,
  unlicensed,
} from './errors.ts'
import { answer, type GraphAnswer } from './handle.ts'
import { leaveAuditQuery } from './leave-audit-query.ts'
import { AUDIT_QUERIES } from './reads/audit-queries.ts'
import type { SkipTokens } from './skip-token.ts'
import { spoilBody } from './spoil.ts'
import { WHAT_IF, whatIf } from './what-if/what-if.ts'

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
    raise(request.url, faults, state)
    const { status, body, headers: own } = await dispatch(request, state, tokens)
    const text = body === undefined ? '' : JSON.stringify(spoilBody(body, faults, state.changes.latest()?.id))
    return { status, headers: { ...headers, ...own, 'content-type': dataType }, text }
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
  if (request.method === 'POST' && new URL(request.url).pathname === WHAT_IF) return whatIf(request, state)
  if (request.method === 'POST' && new URL(request.url).pathname === AUDIT_QUERIES)
    return leaveAuditQuery(request, state)
  throw new GraphError(
    405,
    'Request_BadRequest',
    'Specified HTTP method is not allowed for the request target.',
  )
}

/** The planned faults that replace the whole answer. */
function raise(url: string, faults: readonly Fault[], state: CloudState): void {
  for (const fault of faults) {
    if (fault.kind === 'expiredToken') state.mint.expireAll()
    raiseDeadToken(url, fault)
    if (fault.kind === 'unlicensed') throw unlicensed[fault.code ?? 'p1']()
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

/** A token that was good a moment ago; requests without one are not met. */
function raiseDeadToken(url: string, fault: Fault): void {
  if (fault.kind === 'deadSkipToken' && /[?&](\$|%24)skiptoken=/i.test(url)) throw expiredPage()
  if (fault.kind === 'deadDeltaToken' && /[?&](\$|%24)deltatoken=/i.test(url))
    throw syncStateLost(fault.code ?? 'resyncRequired', restart(new URL(url)))
}
