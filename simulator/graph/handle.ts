import type { Item } from '../estate/types.ts'
import { isAllowed } from '../permissions.ts'
import type { CloudState } from '../state.ts'
import type { Claims, TokenProblem } from '../token.ts'
import { denied, GraphError, tooManyRequests, unlicensed } from './errors.ts'
import { asksForLateMembers, hideLateMembers } from './late-enum-members.ts'
import { type Match, matchRoute } from './match.ts'
import { parseQuery } from './query.ts'
import { readBody } from './read.ts'
import type { Call, Route } from './route.ts'
import type { SkipTokens } from './skip-token.ts'

export interface GraphAnswer {
  readonly body: Item
  /** Priced only where the directory itself answers. */
  readonly resourceUnits: number | undefined
}

const tokenMessages: Readonly<Record<TokenProblem, string>> = {
  empty: 'Access token is empty.',
  malformed: 'IDX14100: JWT is not well formed, there are no dots (.).',
  signature: 'Access token validation failure. Invalid signature.',
  tenant: 'Access token validation failure. Invalid tenant.',
  expired: 'Lifetime validation failed, the token is expired.',
}

/** One GET through the simulated Graph: who asks, what for, may they, is it licensed, and then the data. */
export function answer(request: Request, state: CloudState, tokens: SkipTokens): GraphAnswer {
  const url = new URL(request.url)
  const claims = authenticate(request, state)
  const match = matchRoute(url.pathname)
  checkThrottle(match.route, state)
  if (!isAllowed(match.route.template, claims.roles)) throw denied(match.route.units !== undefined)
  checkLicence(match.route, state)
  const call = callOf(match, request, url, state, claims)
  const body = readBody(match.route, call, url, tokens)
  const hides = match.route.hasLateMembers && !asksForLateMembers(request.headers.get('prefer') ?? undefined)
  return { body: hides ? hideLateMembers(body) : body, resourceUnits: price(match.route, call) }
}

function callOf({ parameters }: Match, request: Request, url: URL, state: CloudState, claims: Claims): Call {
  const query = parseQuery(url.searchParams, request.headers.get('consistencylevel') ?? undefined)
  return { state, query, parameters, granted: claims.roles, parameter: (name) => parameters[name] ?? '' }
}

export function authenticate(request: Request, { mint, estate, clock }: CloudState): Claims {
  const bearer = request.headers.get('authorization') ?? undefined
  const checked = mint.check(bearer, estate.tenant.tenantId, clock() / 1000)
  if (typeof checked !== 'string') return checked
  const challenge = {
    'www-authenticate': 'Bearer realm="", client_id="00000003-0000-0000-c000-000000000000"',
  }
  throw new GraphError(401, 'InvalidAuthenticationToken', tokenMessages[checked], challenge)
}

function checkThrottle({ lane }: Route, { settings, throttle }: CloudState): void {
  const refused = lane && settings.throttle ? throttle.refuse(lane) : undefined
  if (refused) throw tooManyRequests(refused.retryAfterSeconds)
}

function checkLicence({ licence }: Route, { settings }: CloudState): void {
  if (licence === 'p1' && settings.licences.length === 0) throw unlicensed.p1()
  if (licence === 'p2' && !settings.licences.includes('p2')) throw unlicensed.p2()
}

/** `$select` and a short page make a call cheaper, `$expand` dearer (identity reference, section g.4). */
function price({ units }: Route, { query }: Call): number | undefined {
  if (units === undefined) return undefined
  const discount = (query.select ? 1 : 0) + (query.top !== undefined && query.top < 20 ? 1 : 0)
  return Math.max(1, units - discount + (query.expand ? 1 : 0))
}
