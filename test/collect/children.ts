/** Starts collections as processes of their own, and kills them. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { SecretCredential } from '#clients/sign-in/credential.ts'
import type { Cloud } from '../../simulator/cloud.ts'
import { NOW } from './harness.ts'

export interface ChildOrder {
  readonly data: string
  readonly endpoint: string
  readonly credential: SecretCredential
  /** What the clock says; logs are asked for by the days before it. ISO 8601. */
  readonly now: string
}

export type Ending = 'done' | 'killed'

/** Runs a collection to its end, or to whatever `watch` does to it. */
export async function collectInChild(
  cloud: Cloud,
  data: string,
  watch: (child: ChildProcess) => void = () => {},
): Promise<Ending> {
  const { origin: endpoint, tenantId: tenant, clientId, clientSecret } = cloud
  const credential = { kind: 'secret', tenant, clientId, clientSecret } as const
  const order: ChildOrder = { data, endpoint, credential, now: NOW.toISOString() }
  const child = fork(join(import.meta.dirname, 'collect-child.ts'), [JSON.stringify(order)], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const words: string[] = []
  child.stderr?.on('data', (chunk: Buffer) => words.push(chunk.toString()))
  watch(child)
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null]
  if (signal === 'SIGKILL') return 'killed'
  if (code !== 0) throw new Error(`the child ended with ${code ?? signal}: ${words.join('')}`)
  return 'done'
}

/** Calls back when the cloud gets its `count`-th request from now on. */
export function atRequest({ requests }: Cloud, count: number, then: () => void): void {
  const own = requests.push
  let seen = 0
  requests.push = (...entries) => {
    seen += entries.length
    if (seen >= count) {
      requests.push = own
      then()
    }
    return own.apply(requests, entries)
  }
}
