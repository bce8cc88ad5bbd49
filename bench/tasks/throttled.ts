/**
 * A whole collection by the real client against the throttling cloud, in virtual time: both see one clock that moves
 * on only when everybody waits, so ten minutes of waiting take seconds and nothing but waiting is measured.
 */

import { openArm } from '#clients/azure/arm-client.ts'
import { cloudOf } from '#clients/clouds.ts'
import { openGraph } from '#clients/graph/graph-client.ts'
import { directoryLimit, type Lanes, microsoftLimits, openLanes } from '#clients/http/lanes.ts'
import { openTransport } from '#clients/http/transport.ts'
import { msalNetwork } from '#clients/sign-in/msal-network.ts'
import { openSignIn } from '#clients/sign-in/sign-in.ts'
import { prerequisitesOf, type Source } from '#collectors/collector.ts'
import { allCollectors } from '#collectors/collectors.generated.ts'
import type { DatasetName } from '#model/datasets.ts'
import { tenantId } from '#model/ids.ts'
import { pathOf } from '#pipeline/collect/ask.ts'
import { collect } from '#pipeline/collect/collect.ts'
import { DatasetSpool } from '#store/spool.ts'
import { openStore } from '#store/store.ts'
import { type VirtualClock, virtualClock } from '../../simulator/clock.ts'
import { type Cloud, startCloud } from '../../simulator/cloud.ts'
import { floors } from '../../simulator/throttle/price.ts'
import { blindLanes } from '../blind-lanes.ts'
import { answer } from './answer.ts'

interface Input {
  readonly data: string
  readonly accounts: number
  /** Without pacing, with so many requests at once: what our lanes are compared with. */
  readonly blindWorkers?: number
}

/** A round trip to Microsoft, as performance models assume it. */
const LATENCY_MS = 250
const A_DAY_SECONDS = 86_400

await answer<Input>(async ({ data, accounts, blindWorkers }) => {
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
  const lanes = blindWorkers
    ? blindLanes(blindWorkers, clock)
    : openLanes(microsoftLimits, clock, directoryLimit)
  const read = await collectFrom(cloud, clock, data, lanes)
  await cloud.close()
  const refused = cloud.requests.filter(({ status }) => status === 429).length
  return { ms: read - started, floorMs: floorOf(cloud, accounts), refused, requests: cloud.requests.length }
})

/** Reads everything; returns the moment of the last page. */
async function collectFrom(cloud: Cloud, clock: VirtualClock, data: string, lanes: Lanes): Promise<number> {
  const at = cloudOf('global', cloud.origin)
  const transport = openTransport()
  const { tenantId: tenant, clientId, clientSecret } = cloud
  const parts = { cloud: at, network: msalNetwork(transport, clock) }
  const signIn = openSignIn({ kind: 'secret', tenant, clientId, clientSecret }, parts)
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

/**
 * What has to wait for each other, in round trips: a token, then from dataset to dataset as the collectors say, each
 * list page by page. Nobody can be quicker than the longest of these chains.
 */
function longestChain({ requests }: Cloud): number {
  const pages = Map.groupBy(requests, ({ path }) => path.replace(/[?&]\$skiptoken=.*$/i, ''))
  const tripsOf = (source: Source) => (source.kind === 'list' ? (pages.get(pathOf(source))?.length ?? 1) : 1)
  const chains = new Map<DatasetName, number>()
  const chainTo = (name: DatasetName): number => {
    const collector = allCollectors.find(({ produces }) => produces === name)
    if (collector === undefined) return 0
    const known = chains.get(name)
    if (known !== undefined) return known
    const before = Math.max(0, ...prerequisitesOf(collector).map(chainTo))
    chains.set(name, before + tripsOf(collector.source))
    return before + tripsOf(collector.source)
  }
  return 1 + Math.max(...allCollectors.map(({ produces }) => chainTo(produces)))
}
