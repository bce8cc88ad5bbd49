/** Collections of logs as processes that are killed: from outside, or by themselves between two steps of storing. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { tenantId } from '#model/ids.ts'
import type { TenantStore } from '#store/store.ts'
import type { Cloud } from '../../../simulator/cloud.ts'
import type { ChildOrder, Ending } from '../../collect/children.ts'
import { aPlace } from '../../collect/harness.ts'

export interface LogChildOrder extends Omit<ChildOrder, 'now'> {
  /** The step of storing at which the process kills itself, from 1. */
  readonly dieAtStoring?: number
}

export interface ChildEnd {
  readonly ending: Ending
  /** Steps of storing that it told of; 0 for one that was killed. */
  readonly steps: number
}

export interface ChildChanges {
  readonly dieAtStoring?: number
  /** Gets what kills it. */
  readonly kill?: (end: () => void) => void
}

/** Runs a collection to its end or to its death. @throws Error when it ends in another way */
export async function collectLogsInChild(
  { origin: endpoint, tenantId: tenant, clientId, clientSecret }: Cloud,
  data: string,
  { kill, ...changes }: ChildChanges = {},
): Promise<ChildEnd> {
  const credential = { kind: 'secret', tenant, clientId, clientSecret } as const
  const order: LogChildOrder = { data, endpoint, credential, ...changes }
  const child = fork(join(import.meta.dirname, 'collect-child.ts'), [JSON.stringify(order)], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const words: string[] = []
  let steps = 0
  child.stderr?.on('data', (chunk: Buffer) => words.push(chunk.toString()))
  child.on('message', (told: { readonly steps: number }) => {
    steps = told.steps
  })
  kill?.(() => child.kill('SIGKILL'))
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null]
  if (signal === 'SIGKILL') return { ending: 'killed', steps: 0 }
  if (code !== 0) throw new Error(`the child ended with ${code ?? signal}: ${words.join('')}`)
  return { ending: 'done', steps }
}

/** The tenant of the cloud in a data folder. */
export async function tenantIn(data: string, cloud: Cloud): Promise<TenantStore> {
  const { store } = await aPlace(data)
  return store.forTenant(tenantId(cloud.tenantId))
}

/** The events in the store, each as its log and its id, in order. */
export async function storedIn({ logs }: TenantStore): Promise<readonly string[]> {
  return logs.read({}, async ({ connection, relation }) => {
    const reader = await connection.runAndReadAll(`SELECT source, id FROM ${relation} ORDER BY ALL`)
    return reader.getRows().map(([source, id]) => `${String(source)} ${String(id)}`)
  })
}
