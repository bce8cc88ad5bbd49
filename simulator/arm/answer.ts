import type { Item } from '../estate/types.ts'
import type { SkipTokens } from '../graph/skip-token.ts'
import type { CloudState } from '../state.ts'
import { armHeaders, armRefusal } from '../throttle/arm-headers.ts'
import { armPrice } from '../throttle/arm-price.ts'
import { authenticate } from './authenticate.ts'
import { ArmError, invalidVersion, missingVersion, notFound } from './errors.ts'
import { activityRoutes } from './reads/activity.ts'
import { authorizationRoutes } from './reads/authorization.ts'
import { monitoringRoutes } from './reads/monitoring.ts'
import { subscriptionRoutes } from './reads/subscriptions.ts'
import { resourceGraph } from './resource-graph/answer.ts'
import { type ArmCall, compile } from './route.ts'

/** Every read that the simulated Azure Resource Manager knows, besides Resource Graph. */
export const armRoutes = [
  ...subscriptionRoutes,
  ...authorizationRoutes,
  ...monitoringRoutes,
  ...activityRoutes,
]

const compiled = armRoutes.map((route) => ({ route, pattern: compile(route) }))
const graphPath = '/providers/microsoft.resourcegraph/resources'
const pageSize = 1000

export interface ArmAnswer {
  readonly body: Item
  readonly headers: Readonly<Record<string, string>>
}

/** One request through Azure Resource Manager: who asks, in which version, within which quota, and then the data. */
export async function answer(request: Request, state: CloudState, tokens: SkipTokens): Promise<ArmAnswer> {
  const url = new URL(request.url)
  const { appid, tid } = authenticate(request, state)
  checkVersion(url)
  const price = armPrice(request.method, url.pathname)
  if (!price) throw new ArmError(405, 'MethodNotAllowed', 'The requested method is not supported here.')
  const charge = state.throttle.charge(price, { application: appid, tenantId: tid })
  if (!charge.allowed) throw armRefusal(charge)
  const body =
    url.pathname.toLowerCase() === graphPath
      ? await resourceGraph(request, state, tokens)
      : read(url, state, tokens)
  return { body, headers: armHeaders(charge) }
}

function checkVersion({ searchParams }: URL): void {
  const version = searchParams.get('api-version')
  if (!version) throw missingVersion()
  if (!/^\d{4}-\d{2}-\d{2}(-preview)?$/.test(version)) throw invalidVersion(version)
}

function read(url: URL, state: CloudState, tokens: SkipTokens): Item {
  const path = decodeURIComponent(url.pathname).replace(/(?<=.)\/$/, '')
  for (const { route, pattern } of compiled) {
    const found = pattern.exec(path)
    if (!found) continue
    const data = route.read(callOf({ ...found.groups }, url, state))
    return Array.isArray(data) ? page(data, url, state, tokens) : (data as Item)
  }
  throw notFound(path)
}

function callOf(groups: Readonly<Record<string, string>>, url: URL, state: CloudState): ArmCall {
  const parameters = Object.fromEntries(
    Object.entries(groups).map(([name, value]) => [name, value.toLowerCase()]),
  )
  return { state, parameters, query: url.searchParams, parameter: (name) => parameters[name] ?? '' }
}

/** `value` and, while there is more, `nextLink`: absolute, with everything that was asked in it. */
function page(rows: readonly Item[], url: URL, { settings }: CloudState, tokens: SkipTokens): Item {
  const asked = new URL(url)
  const token = asked.searchParams.get('$skiptoken')
  asked.searchParams.delete('$skiptoken')
  const boundTo = `${asked.pathname.toLowerCase()}${asked.search}`
  const from = token === null ? 0 : tokens.position(token, boundTo)
  const size = Math.min(pageSize, settings.pageSizeCap)
  const value = rows.slice(from, from + size)
  if (from + size >= rows.length) return { value }
  asked.searchParams.set('$skiptoken', tokens.seal([from + size], boundTo))
  return { value, nextLink: asked.toString() }
}
