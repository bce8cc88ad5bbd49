import { setTimeout as wait } from 'node:timers/promises'
import { type Context, Hono } from 'hono'
import type { Fault } from './faults.ts'
import { respond } from './graph/respond.ts'
import { SkipTokens } from './graph/skip-token.ts'
import { issueToken } from './login.ts'
import type { CloudState, RequestLog } from './state.ts'
import { deliver, type NodeSide } from './wire.ts'

interface Environment {
  Bindings: Partial<NodeSide>
}

export type CloudApp = Hono<Environment>

/** The whole cloud as one application: `app.request()` works without a port. */
export function createApp(state: CloudState): CloudApp {
  const app: CloudApp = new Hono<Environment>()
  const tokens = new SkipTokens(state.settings.seed)
  app.post('/:tenant/oauth2/v2.0/token', (context) =>
    watched(context, state, async () => issueToken(context, state)),
  )
  for (const version of ['v1.0', 'beta']) {
    app.all(`/${version}/*`, (context) =>
      watched(context, state, async (faults) =>
        deliver(await respond(context.req.raw, state, tokens, faults), faults, context.env ?? {}),
      ),
    )
  }
  return app
}

/** Writes the log, waits where waiting is planned, and looks up what is to go wrong. */
async function watched(
  context: Context<Environment>,
  state: CloudState,
  handle: (faults: readonly Fault[]) => Promise<Response>,
): Promise<Response> {
  const path = context.req.url.slice(new URL(context.req.url).origin.length)
  const entry: RequestLog = { method: context.req.method, path, status: 0, at: state.clock() }
  state.requests.push(entry)
  const faults = state.faults.meet(path)
  await wait(
    faults.reduce((ms, fault) => (fault.kind === 'slow' ? ms + fault.ms : ms), state.settings.latencyMs),
  )
  const response = await handle(faults)
  entry.status = faults.some(({ kind }) => kind === 'reset') ? 0 : response.status
  return response
}
