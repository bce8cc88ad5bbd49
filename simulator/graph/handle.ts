import type { Item } from '../estate/types.ts'
import { isFor } from '../login/resources.ts'
import { type Claims, permissionsOf, type TokenProblem } from '../login/token.ts'
import { isAllowed } from '../permissions.ts'
import type { CloudState } from '../state.ts'
import { graphHeaders, graphRefusal } from '../throttle/graph-headers.ts'
import { graphPrice } from '../throttle/graph-price.ts'
import { denied, GraphError, unlicensed } from './errors.ts'
import { asksForLateMembers, hideLateMembers } from './late-enum-members.ts'
import { type Match, matchRoute } from './match.ts'
import { parseQuery } from './query.ts'
import { readBody } from './read.ts'
import type { Call, Route } from './route.ts'
import type { SkipTokens } from './skip-token.ts'

export interface GraphAnswer {
  readonly status: 200 | 201 | 302
  readonly body: Item | undefined
  readonly headers: Readonly<Record<string, string>>
}

const tokenMessages: Readonly<Record<TokenProblem, string>> = {
  empty: 'Access token is empty.',
  malformed: 'IDX14100: JWT is not well formed, there are no dots (.).',
  signature: 'Access token validation failure. Invalid signature.',
  tenant: 'Access token validation failure. Invalid tenant.',
  audience: 'Access token validation failure. Invalid audience.',
  expired: 'Lifetime validation failed, the token is expired.',
}

/** One GET through the simulated Graph: who asks, what for, may they, is it licensed, and then the data. */
export function answer(request: Request, state: CloudState, tokens: SkipTokens): GraphAnswer {
  const url = new URL(request.url)
  const claims = authenticate(request, state)
  const match = matchRoute(url.pathname)
  const call = callOf(match, request, url, state, claims)
  const headers = charge(match.route, call, claims)
  if (!isAllowed(match.route.template, call.granted)) throw denied(match.route.units !== undefined)
  checkLicence(match.route, state)
  if (match.route.kind === 'download') {
    const { file } = match.route
    const location = `${url.origin}${state.downloads.offer(file, match.route.lines(call))}`
    return { status: 302, body: undefined, headers: { ...headers, location } }
  }
  const body = readBody(match.route, call, url, tokens)
  const hides = match.route.hasLateMembers && !asksForLateMembers(request.headers.get('prefer') ?? undefined)
  return { status: 200, body: hides ? hideLateMembers(body) : body, headers }
}

function callOf({ parameters }: Match, request: Request, url: URL, state: CloudState, claims: Claims): Call {
  const query = parseQuery(url.searchParams, request.headers.get('consistencylevel') ?? undefined)
  const granted = permissionsOf(claims)
  return { state, query, parameters, granted, parameter: (name) => parameters[name] ?? '' }
}

export function authenticate(request: Request, { mint, estate, clock }: CloudState): Claims {
  const bearer = request.headers.get('authorization') ?? undefined
  const found = mint.check(bearer, estate.tenant.tenantId, clock() / 1000)
  const checked = typeof found === 'string' || isFor(found.aud, 'graph') ? found : 'audience'
  if (typeof checked !== 'string') return checked
  const challenge = {
    'www-authenticate': 'Bearer realm="", client_id="00000003-0000-0000-c000-000000000000"',
  }
  throw new GraphError(401, 'InvalidAuthenticationToken', tokenMessages[checked], challenge)
}

/** Takes the price of the call from its quota, or refuses the call. */
function charge(route: Route, { state, query }: Call, { appid, tid }: Claims): Record<string, string> {
  const payer = { application: appid, tenantId: tid }
  const charged = state.throttle.charge(graphPrice(route, query), payer)
  if (!charged.allowed) throw graphRefusal(charged, payer)
  return graphHeaders(charged)
}

function checkLicence({ licence }: Route, { settings }: CloudState): void {
  if (licence === 'p1' && settings.licences.length === 0) throw unlicensed.p1()
  if (licence === 'p2' && !settings.licences.includes('p2')) throw unlicensed.p2()
}
