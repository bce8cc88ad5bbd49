import { type Fault } from '../faults.ts'
import type { Reply } from '../graph/respond.ts'
import type { SkipTokens } from '../graph/skip-token.ts'
import { isFor } from '../login/resources.ts'
import { type Claims, permissionsOf } from '../login/token.ts'
import type { CloudState } from '../state.ts'
import { retryAfterSeconds } from '../throttle/throttle.ts'
import { blobEvents, contentPage } from './content.ts'
import { ActivityError, problems } from './errors.ts'
import { contentTypes } from './subscriptions.ts'

/** `/api/v1.0/{tenant}/activity/feed/{operation}` */
export const FEED = /^\/api\/v1\.0\/([^/]+)\/activity\/feed\/(.+)$/i

export interface ActivityAnswer {
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** Turns a request for the Management Activity API into an answer. */
export async function respondActivity(
  request: Request,
  state: CloudState,
  tokens: SkipTokens,
  faults: readonly Fault[],
): Promise<Reply> {
  const type = { 'content-type': 'application/json; charset=utf-8' }
  try {
    raise(faults, state)
    const { body, headers } = answer(request, state, tokens)
    const foreign = faults.find((fault) => fault.kind === 'foreignNextLink')
    const next = foreign?.kind === 'foreignNextLink' ? { nextpageuri: `https://${foreign.host}/stolen` } : {}
    return { status: 200, headers: { ...type, ...headers, ...next }, text: JSON.stringify(body) }
  } catch (error) {
    if (!(error instanceof ActivityError)) throw error
    const text = JSON.stringify({ error: { code: error.code, message: error.message } })
    return { status: error.status, headers: { ...type, ...error.headers }, text }
  }
}

function answer(request: Request, state: CloudState, tokens: SkipTokens): ActivityAnswer {
  const url = new URL(request.url)
  const claims = authenticate(request, state)
  const [, tenant = '', operation = ''] = FEED.exec(url.pathname) ?? []
  if (tenant.toLowerCase() !== claims.tid) throw problems.tenant(tenant, claims.tid)
  charge(state, claims)
  const granted = permissionsOf(claims)
  if (!granted.includes('ActivityFeed.Read')) throw problems.permission(granted)
  if (operation === 'subscriptions/list') return { body: state.subscriptions.list() }
  if (operation === 'subscriptions/start' && request.method === 'POST') return started(url, state)
  const type = url.searchParams.get('contentType') ?? ''
  if (operation === 'subscriptions/content') return contentPage(url, typeIn(url), state, tokens)
  if (operation.startsWith('audit/'))
    return { body: blobEvents(decodeURIComponent(operation.slice('audit/'.length)), granted, state) }
  throw new ActivityError(404, 'AF20001', `There is no operation ${operation}${type}.`)
}

function typeIn(url: URL): string {
  const type = url.searchParams.get('contentType')
  if (type === null) throw problems.parameter('contentType')
  if (!contentTypes.some((known) => known === type)) throw problems.contentType()
  return type
}

function started(url: URL, state: CloudState): ActivityAnswer {
  const contentType = typeIn(url)
  state.subscriptions.start(contentType, state.clock())
  return { body: { contentType, status: 'enabled', webhook: null } }
}

function authenticate(request: Request, { mint, estate, clock }: CloudState): Claims {
  const bearer = request.headers.get('authorization') ?? undefined
  const found = mint.check(bearer, estate.tenant.tenantId, clock() / 1000)
  if (typeof found !== 'string' && isFor(found.aud, 'office')) return found
  throw new ActivityError(401, 'AF10000', 'Authorization has been denied for this request.')
}

/** 2,000 requests a minute for each tenant, whoever asks ("API throttling" of the reference). */
function charge(state: CloudState, { appid, tid }: Claims): void {
  const charged = state.throttle.charge(
    { lane: 'managementActivity', units: 1 },
    { application: appid, tenantId: tid },
  )
  if (!charged.allowed) throw problems.throttled(retryAfterSeconds(charged))
}

function raise(faults: readonly Fault[], state: CloudState): void {
  for (const fault of faults) {
    if (fault.kind === 'expiredToken') state.mint.expireAll()
    if (fault.kind === 'throttled') throw problems.throttled(fault.retryAfterSeconds)
    if (fault.kind === 'status') throw problems.internal(fault.status)
  }
}
