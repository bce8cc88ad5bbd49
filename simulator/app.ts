import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { type Context, Hono } from 'hono'
import { respondArm } from './arm/respond.ts'
import { deadAzurePage } from './dead-page.ts'
import type { Fault } from './faults.ts'
import { respond } from './graph/respond.ts'
import { SkipTokens } from './graph/skip-token.ts'
import { FEED, respondActivity } from './management/respond.ts'
import { loginRoutes } from './login/routes.ts'
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
  for (const [method, path, handle] of loginRoutes) {
    app.on(method, path, (context) => watched(context, state, async () => handle(context, state)))
  }
  app.get('/reports-download/:key/:file', (context) => state.downloads.fetch(context.req.param('key')))
  for (const version of ['v1.0', 'beta']) {
    app.all(`/${version}/*`, (context) =>
      watched(context, state, async (faults) =>
        deliver(await respond(context.req.raw, state, tokens, faults), faults, context.env ?? {}),
      ),
    )
  }
  app.all('/api/v1.0/*', (context, next) => {
    if (!FEED.test(context.req.path)) return next()
    return watched(context, state, async (faults) =>
      deliver(await respondActivity(context.req.raw, state, tokens, faults), faults, context.env ?? {}),
    )
  })
  app.all('*', (context, next) => {
    // Azure compares paths without regard to case, so the router's own way of matching will not do.
    if (!/^\/(subscriptions|tenants|providers)(\/|$)/i.test(context.req.path)) return next()
    return watched(context, state, async (faults) => {
      const dead = await deadAzurePage(context.req.raw, faults)
      const reply = dead ?? (await respondArm(context.req.raw, state, tokens, faults))
      return deliver(reply, faults, context.env ?? {})
    })
  })
  return app
}

/** Writes the log, waits where waiting is planned, and looks up what is to go wrong. */
async function watched(
  context: Context<Environment>,
  state: CloudState,
  handle: (faults: readonly Fault[]) => Promise<Response>,
): Promise<Response> {
  const { latencyMs, sleep } = state.settings
  const path = context.req.url.slice(new URL(context.req.url).origin.length)
  const entry: RequestLog = { method: context.req.method, path, status: 0, at: state.clock() }
  state.requests.push(entry)
  const faults = state.faults.meet(path)
  const ms = faults.reduce((sum, fault) => (fault.kind === 'slow' ? sum + fault.ms : sum), latencyMs)
  if (ms > 0) await sleep(ms)
  const response = await handle(faults)
  entry.status = faults.some(({ kind }) => kind === 'reset') ? 0 : response.status
  // The cloud has a clock of its own, and says so as every service does.
  if (response !== RESPONSE_ALREADY_SENT) response.headers.set('date', new Date(state.clock()).toUTCString())
  return response
}
