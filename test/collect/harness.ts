/** A simulated cloud, a data folder of its own, and a real collection between them in which no time is lost waiting. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { cloudOf } from '#clients/clouds.ts'
import { openArm } from '#clients/azure/arm-client.ts'
import { openGraph } from '#clients/graph/graph-client.ts'
import type { Clock } from '#clients/http/clock.ts'
import { noLimits, openLanes } from '#clients/http/lanes.ts'
import { openTransport, type Transport } from '#clients/http/transport.ts'
import { msalNetwork } from '#clients/sign-in/msal-network.ts'
import { openSignIn } from '#clients/sign-in/sign-in.ts'
import { allCollectors } from '#collectors/collectors.generated.ts'
import { tenantId } from '#model/ids.ts'
import { type Collected, type CollectOptions, collect } from '#pipeline/collect/collect.ts'
import type { Services } from '#pipeline/collect/services.ts'
import { openStore, type Store, type TenantStore } from '#store/store.ts'
import { type Cloud, type CloudOptions, startCloud } from '../../simulator/cloud.ts'

/** The moment at which every collection here starts, unless a test says otherwise. */
export const NOW = new Date('2026-11-15T09:00:00.000Z')

const endings: (() => unknown)[] = []

/** Runs after the last test of the file, the newest first. */
export function atTheEnd(close: () => unknown): void {
  endings.push(close)
}

afterAll(async () => {
  for (const close of endings.reverse()) await close()
})

/** A cloud on a port, closed at the end of the file. */
export async function aCloud(options: CloudOptions = {}): Promise<Cloud> {
  const cloud = await startCloud(options)
  atTheEnd(() => cloud.close())
  return cloud
}

/** A folder that is gone at the end of the file. */
export async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'keyward-test-'))
  atTheEnd(() => rm(folder, { recursive: true, force: true }))
  return folder
}

export interface Place {
  readonly data: string
  readonly store: Store
}

/** An empty data folder, opened. */
export async function aPlace(folder?: string): Promise<Place> {
  const data = folder ?? (await aFolder())
  const store = await openStore(data)
  atTheEnd(() => store.close())
  return { data, store }
}

/** A clock on which sleeping takes no time; it remembers for how long it was asked to sleep. */
export interface PatientClock extends Clock {
  readonly slept: readonly number[]
}

export function aPatientClock(): PatientClock {
  let time = 0
  const slept: number[] = []
  return {
    slept,
    now: () => time,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted()
      time += ms
      slept.push(ms)
      await new Promise(setImmediate)
      signal?.throwIfAborted()
    },
  }
}

export interface ClientChanges {
  readonly clock?: Clock
  readonly transport?: Transport
  readonly clientSecret?: string
}

/** The real clients, pointed at the simulated cloud. */
export function servicesOf(cloud: Cloud, changes: ClientChanges = {}): Services {
  const at = cloudOf('global', cloud.origin)
  const transport = changes.transport ?? openTransport()
  atTheEnd(() => transport.close())
  const clock = changes.clock ?? aPatientClock()
  const credentials = {
    tenant: cloud.tenantId,
    clientId: cloud.clientId,
    clientSecret: changes.clientSecret ?? cloud.clientSecret,
  }
  const credential = { kind: 'secret', ...credentials } as const
  const signIn = openSignIn(credential, { cloud: at, network: msalNetwork(transport, clock) })
  const parts = { cloud: at, transport, lanes: openLanes(noLimits, clock), clock, random: () => 0.5 }
  return {
    graph: openGraph({ ...parts, tokens: signIn.tokens(at.graphScope) }),
    azure: openArm({ ...parts, tokens: signIn.tokens(at.armScope) }),
  }
}

/** The store of the simulated tenant. */
export function tenantOf(cloud: Cloud, { store }: Place): Promise<TenantStore> {
  return store.forTenant(tenantId(cloud.tenantId))
}

/** Collects everything there is a collector for; anything may be changed. */
export async function collectFrom(
  cloud: Cloud,
  place: Place,
  changes: Partial<CollectOptions> = {},
): Promise<Collected> {
  return collect({
    store: await tenantOf(cloud, place),
    services: changes.services ?? servicesOf(cloud),
    collectors: allCollectors,
    cloud: 'global',
    endpoint: cloud.origin,
    now: () => NOW,
    ...changes,
  })
}

/** What an undisturbed collection into a folder of its own gives. */
export async function undisturbed(cloud: Cloud, changes: Partial<CollectOptions> = {}): Promise<Collected> {
  return collectFrom(cloud, await aPlace(), changes)
}

/** The reads of Graph among the requests, from the given one on: path and query. */
export function readsOf({ requests }: Cloud, from = 0): readonly string[] {
  return requests.slice(from).flatMap(({ method, path }) => (method === 'GET' ? [path] : []))
}
