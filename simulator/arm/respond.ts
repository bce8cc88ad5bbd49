import { randomUUID } from 'node:crypto'
import { type Fault, serverErrors } from '../faults.ts'
import { GraphError } from '../graph/errors.ts'
import type { Reply } from '../graph/respond.ts'
import type { SkipTokens } from '../graph/skip-token.ts'
import type { CloudState } from '../state.ts'
import { answer } from './answer.ts'
import { ArmError, unlicensed } from './errors.ts'
import { spoilArm } from './spoil.ts'

const dataType = 'application/json; charset=utf-8'

/** Turns a request for Azure Resource Manager into an answer with the headers that were seen on recorded ones. */
export async function respondArm(
  request: Request,
  state: CloudState,
  tokens: SkipTokens,
  faults: readonly Fault[],
): Promise<Reply> {
  const id = randomUUID()
  const common = {
    'x-ms-request-id': id,
    'x-ms-correlation-request-id': id,
    'x-ms-routing-request-id': `NORWAYEAST:${stamp(state.clock())}:${id}`,
    'content-type': dataType,
  }
  try {
    raise(faults, state)
    const { body, headers } = await answer(request, state, tokens)
    const text = JSON.stringify(spoilArm(body, faults))
    return { status: 200, headers: { ...common, ...headers }, text }
  } catch (error) {
    // A skip token that was made up is refused by the same hand for both services.
    if (!(error instanceof ArmError || error instanceof GraphError)) throw error
    const text = JSON.stringify({ error: { code: error.code, message: error.message } })
    return { status: error.status, headers: { ...common, ...error.headers }, text }
  }
}

function stamp(now: number): string {
  return `${new Date(now).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
}

/** The planned faults that replace the whole answer. */
function raise(faults: readonly Fault[], state: CloudState): void {
  for (const fault of faults) {
    if (fault.kind === 'expiredToken') state.mint.expireAll()
    if (fault.kind === 'unlicensed') throw unlicensed()
    if (fault.kind === 'throttled')
      throw new ArmError(
        429,
        'TooManyRequests',
        'The request is being throttled.',
        after(fault.retryAfterSeconds),
      )
    if (fault.kind === 'status') {
      const [code, message] = serverErrors[fault.status]
      throw new ArmError(fault.status, code, message, after(fault.retryAfterSeconds))
    }
  }
}

function after(seconds: number | undefined): Record<string, string> {
  return seconds === undefined ? {} : { 'retry-after': String(seconds) }
}
