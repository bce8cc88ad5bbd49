import type { AddressInfo } from 'node:net'
import { createAdaptorServer, type ServerType } from '@hono/node-server'
import { type CloudApp, createApp } from './app.ts'
import type { EstateChanges } from './estate/changes.ts'
import type { Estate } from './estate/types.ts'
import type { FaultPlan } from './faults.ts'
import type { CloudOptions } from './options.ts'
import type { LogBook } from './logs/log-book.ts'
import type { Subscriptions } from './management/subscriptions.ts'
import { createState, type RequestLog } from './state.ts'

export { type VirtualClock, type VirtualClockOptions, virtualClock } from './clock.ts'
export type { Change, EstateChanges } from './estate/changes.ts'
export type { Estate } from './estate/types.ts'
export type { Fault, FaultKind, FaultPlan } from './faults.ts'
export type { FederatedCredential } from './login/client-authentication.ts'
export type { DevicePerson } from './login/pending.ts'
export { generateLog, type LogPlan } from './logs/generate.ts'
export type { LoggedEvent, LogHabits, LogKind } from './logs/log-book.ts'
export type { CloudOptions, EstateEdit, EstatePreset } from './options.ts'
export { readsBeyondTheSmallest, smallestPermissions } from './options.ts'
export type { RequestLog } from './state.ts'
export * from './throttle/limits.ts'
export { floors, priceOf } from './throttle/price.ts'
export type { Price } from './throttle/throttle.ts'

/** A cloud that answers in process only. */
export interface LocalCloud {
  readonly app: CloudApp
  readonly tenantId: string
  readonly clientId: string
  readonly clientSecret: string
  /** The secret header of the App Service form of a managed identity (`GET /MSI/token`). */
  readonly identityHeader: string
  /** Every request so far, batched ones included. */
  readonly requests: RequestLog[]
  readonly estate: Estate
  /** Changes the tenant while the cloud runs; delta queries tell of it. */
  readonly changes: EstateChanges
  /** What is to go wrong; may be changed at any time. */
  readonly faults: FaultPlan
  /** What is logged; may be added to at any time. */
  readonly logs: LogBook
  readonly subscriptions: Subscriptions
}

export interface Cloud extends LocalCloud {
  readonly origin: string
  close(): Promise<void>
}

/**
 * A simulated Microsoft cloud without a port.
 *
 * @example
 * const cloud = createCloud({ accounts: 50 })
 * const answer = await cloud.app.request('/v1.0/organization', { headers })
 */
export function createCloud(options: CloudOptions = {}): LocalCloud {
  const state = createState(options)
  const { clientId, clientSecret, identityHeader, requests, estate, changes, faults, logs, subscriptions } =
    state
  return {
    app: createApp(state),
    tenantId: estate.tenant.tenantId,
    clientId,
    clientSecret,
    identityHeader,
    requests,
    estate,
    changes,
    faults,
    logs,
    subscriptions,
  }
}

/**
 * The same on a port of the loopback address, never of another.
 *
 * @example
 * const cloud = await startCloud({ licences: ['p1'] })
 * await collect({ login: cloud.origin, graph: cloud.origin })
 * await cloud.close()
 */
export async function startCloud(options: CloudOptions = {}): Promise<Cloud> {
  const local = createCloud(options)
  const server = createAdaptorServer({ fetch: local.app.fetch })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return { ...local, origin: `http://127.0.0.1:${port}`, close: () => stop(server) }
}

function stop(server: ServerType): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()))
    if ('closeAllConnections' in server) server.closeAllConnections()
  })
}
