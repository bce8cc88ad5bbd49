/**
 * A whole collection by the real client against the throttling cloud, in virtual time: both see one clock that moves
 * on only when everybody waits, so ten minutes of waiting take seconds and nothing but waiting is measured.
 */
import { cloudOf } from '#clients/clouds.ts'
import { openArm } from '#clients/azure/arm-client.ts'
import { openGraph } from '#clients/graph/graph-client.ts'
import { directoryLimit, microsoftLimits, openLanes } from '#clients/http/lanes.ts'
import { openTransport } from '#clients/http/transport.ts'
import { msalNetwork } from '#clients/sign-in/msal-network.ts'
import { openSignIn } from '#clients/sign-in/sign-in.ts'
import { allCollectors } from '#collectors/collectors.generated.ts'
import { tenantId } from '#model/ids.ts'
import { collect } from '#pipeline/collect/collect.ts'
import { DatasetSpool } from '#store/spool.ts'
import { openStore } from '#store/store.ts'
import { type VirtualClock, virtualClock } from '../../simulator/clock.ts'
import { type Cloud, startCloud } from '../../simulator/cloud.ts'
import { floors } from '../../simulator/throttle/price.ts'
import { answer } from './answer.ts'

interface Input {
  readonly data: string
  readonly accounts: number
}

/** A round trip to Microsoft, as performance models assume it. */
const LATENCY_MS = 250
const A_DAY_SECONDS = 86_400

await answer<Input>(async ({ data, accounts }) => {
  const clock = virtualClock({ auto: true })
  holdWhileWriting(clock)
  const cloud = await startCloud({
    accounts,
    throttle: true,
    latencyMs: LATENCY_MS,
    clock: clock.now,
    sleep: clock.sleep,
    tokenSeconds: A_DAY_SECONDS,
  })
  const started = clock.now()
  const read = await collectFrom(cloud, clock, data)
  await cloud.close()
  const refused = cloud.requests.filter(({ status }) => status === 429).length
  return { ms: read - started, floorMs: floorOf(cloud, accounts), refused, requests: cloud.requests.length }
})

/** Reads everything; returns the moment of the last page. */
async function collectFrom(cloud: Cloud, clock: VirtualClock, data: string): Promise<number> {
  const at = cloudOf('global', cloud.origin)
  const transport = openTransport()
  const { tenantId: tenant, clientId, clientSecret } = cloud
  const parts = { cloud: at, network: msalNetwork(transport, clock) }
  const signIn = openSignIn({ kind: 'secret', tenant, clientId, clientSecret }, parts)
  const lanes = openLanes(microsoftLimits, clock, directoryLimit)
  const shared = { cloud: at, transport, lanes, clock, random: () => 0.5 }
  const store = await openStore(data)
  let lastPage = 0
  await collect({
    store: await store.forTenant(tenantId(tenant)),
    services: {
      graph: openGraph({ ...shared, tokens: signIn.tokens(at.graphScope) }),
      azure: openArm({ ...shared, tokens: signIn.tokens(at.armScope) }),
    },
    collectors: allCollectors,
    cloud: at.name,
    endpoint: at.graph,
    now: () => new Date(clock.now()),
    onProgress: () => {
      lastPage = clock.now()
    },
  })
  await store.close()
  await transport.close()
  return lastPage
}

/** The disk is real and slow; virtual time must not run on while it is written to. */
function holdWhileWriting(clock: VirtualClock): void {
  const append = DatasetSpool.prototype.append
  DatasetSpool.prototype.append = async function (page) {
    const release = clock.hold()
    try {
      return await append.call(this, page)
    } finally {
      release()
    }
  }
}

/** The larger of: what the busiest lane costs for these very requests; the longest chain of pages, one by one. */
function floorOf(cloud: Cloud, accounts: number): number {
  const lanes = Math.max(...floors(cloud.requests, accounts).values())
  return Math.max(lanes, longestChain(cloud) * LATENCY_MS)
}

/** A token, the longest list page by page; or a token, policies, members, and what is asked about each of them. */
function longestChain({ requests }: Cloud): number {
  const lists = Map.groupBy(requests, ({ path }) => path.replace(/[?&]\$skiptoken=.*$/i, ''))
  const longestList = Math.max(...[...lists.values()].map((pages) => pages.length))
  const FAN_OUT = 3
  return 1 + Math.max(longestList, FAN_OUT)
}
