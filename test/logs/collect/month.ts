/** A month of logs on a simulated clock: a cloud in process, real clients without a network, and a place that can be killed. */
import { openArm } from '#clients/azure/arm-client.ts'
import { cloudOf } from '#clients/clouds.ts'
import { openGraph } from '#clients/graph/graph-client.ts'
import type { Clock } from '#clients/http/clock.ts'
import { noLimits, openLanes } from '#clients/http/lanes.ts'
import type { HttpRequest, HttpResponse, Transport } from '#clients/http/transport.ts'
import { openManagement } from '#clients/management-activity/management-client.ts'
import type { TokenSource } from '#clients/sign-in/token.ts'
import type { LogSource } from '#model/events/log-event.ts'
import type { LogServices } from '#pipeline/logs/collect/feed.ts'
import { serviceClock } from '#pipeline/logs/collect/service-clock.ts'
import {
  type CollectedLogs,
  type CollectLogsOptions,
  collectableSources,
  collectLogs,
} from '#pipeline/logs/collect.ts'
import type { EventSink } from '#pipeline/logs/event-sink.ts'
import type { CoverageLedger } from '#store/decisions/coverage-ledger.ts'
import { type CloudOptions, createCloud, type LocalCloud } from '../../../simulator/cloud.ts'

export const START = Date.parse('2026-10-01T00:00:00Z')
export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** Time that a test moves; sleeping takes none of it but counts. */
export interface MovingClock extends Clock {
  at: number
}

export function aMovingClock(at = START): MovingClock {
  const clock: MovingClock = {
    at,
    now: () => clock.at,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted()
      clock.at += ms
      await new Promise(setImmediate)
      signal?.throwIfAborted()
    },
  }
  return clock
}

/** A cloud whose clock is the test's, and which logs nothing of its own. */
export function aLoggingCloud(clock: MovingClock, options: CloudOptions = {}): LocalCloud {
  return createCloud({ accounts: 60, clock: clock.now, sampleLogs: false, edit: withoutLogs, ...options })
}

function withoutLogs(estate: LocalCloud['estate']): void {
  estate.signIns.length = 0
  estate.directoryAudits.length = 0
}

const ORIGIN = 'http://localhost'

/** A transport that ends in the cloud of this process. */
export function transportTo({ app }: LocalCloud): Transport {
  return {
    send: async ({ method, url, headers, body, signal }: HttpRequest): Promise<HttpResponse> => {
      signal?.throwIfAborted()
      const init = { method, headers: { ...headers }, ...(body === undefined ? {} : { body }) }
      const response = await app.request(`${url.pathname}${url.search}`, init)
      const text = await response.text()
      return { status: response.status, headers: Object.fromEntries(response.headers), text }
    },
    close: async () => {},
  }
}

/** Tokens of the cloud for one service. */
export function tokensOf(cloud: LocalCloud, scope: string): TokenSource {
  const ask = async () => {
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: cloud.clientId,
      client_secret: cloud.clientSecret,
      scope,
    })
    const response = await cloud.app.request(`/${cloud.tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      body: form.toString(),
    })
    const { access_token } = (await response.json()) as { access_token: string }
    const claims = JSON.parse(Buffer.from(access_token.split('.')[1] ?? '', 'base64url').toString()) as {
      roles?: string[]
    }
    return { value: access_token, lifetimeMs: 3_600_000, roles: claims.roles, tenant: cloud.tenantId }
  }
  let current: ReturnType<typeof ask> | undefined
  return {
    token: () => (current ??= ask()),
    forget: () => {
      current = undefined
    },
  }
}

/** The real clients, pointed at the cloud of this process. */
export function servicesOf(cloud: LocalCloud, clock: Clock, transport = transportTo(cloud)): LogServices {
  const at = cloudOf('global', ORIGIN)
  const parts = { cloud: at, transport, lanes: openLanes(noLimits, clock), clock, random: () => 0.5 }
  return {
    graph: openGraph({ ...parts, tokens: tokensOf(cloud, at.graphScope) }),
    azure: openArm({ ...parts, tokens: tokensOf(cloud, at.armScope) }),
    management: openManagement({
      ...parts,
      tokens: tokensOf(cloud, at.managementScope),
      tenant: async () => cloud.tenantId,
    }),
  }
}

/** The id by which a record of any source is known. */
export function idOf(source: LogSource, record: unknown): string {
  const fields = record as Readonly<Record<string, unknown>>
  return String(source === 'azureActivity' ? fields['eventDataId'] : (fields['id'] ?? fields['Id']))
}

/** A store that keeps each record once, and of what was not flushed nothing when it is killed. */
export class KeepingSink implements EventSink {
  readonly kept = new Map<string, number>()
  #pending: string[] = []

  async add(source: LogSource, records: readonly unknown[]) {
    let added = 0
    for (const record of records) {
      const key = `${source} ${idOf(source, record)}`
      if (this.kept.has(key) || this.#pending.includes(key)) continue
      this.#pending.push(key)
      added += 1
    }
    return { added, duplicates: records.length - added, quarantined: 0 }
  }

  async flush() {
    for (const key of this.#pending) this.kept.set(key, (this.kept.get(key) ?? 0) + 1)
    this.#pending = []
  }

  /** The process ended: what was not flushed is gone. */
  lose(): void {
    this.#pending = []
  }
}

export interface Place {
  readonly cloud: LocalCloud
  readonly clock: MovingClock
  readonly ledger: CoverageLedger
  readonly sink: EventSink
}

/** One run of the collection, as the command makes it. `machine` is the clock of the machine that it runs on. */
export function collectOnce(
  { cloud, clock, ledger, sink }: Place,
  changes: Partial<CollectLogsOptions> & { readonly machine?: () => number } = {},
): Promise<CollectedLogs> {
  const { machine = clock.now, ...options } = changes
  const time = serviceClock(() => new Date(machine()))
  return collectLogs({
    ledger,
    services: servicesOf(cloud, clock, time.watch(transportTo(cloud))),
    sink,
    sources: collectableSources,
    cloud: 'global',
    startSubscriptions: false,
    now: time.now,
    clock,
    random: () => 0.5,
    ...options,
  })
}
