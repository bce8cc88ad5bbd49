/** Puts the clients of one tenant together. */
import { type ArmClient, openArm } from '#clients/azure/arm-client.ts'
import { cloudOf, type CloudName, isLoopback } from '#clients/clouds.ts'
import { type GraphClient, openGraph } from '#clients/graph/graph-client.ts'
import { systemClock } from '#clients/http/clock.ts'
import { directoryLimit, microsoftLimits, noLimits, openLanes } from '#clients/http/lanes.ts'
import { openTransport } from '#clients/http/transport.ts'
import type { Credential } from '#clients/sign-in/credential.ts'
import { msalNetwork } from '#clients/sign-in/msal-network.ts'
import { openSignIn } from '#clients/sign-in/sign-in.ts'

export interface ConnectOptions {
  readonly cloud: CloudName
  /** Another origin for everything: a simulated cloud. */
  readonly endpoint?: string | undefined
  readonly credential: Credential
}

export interface Connection {
  readonly graph: GraphClient
  readonly azure: ArmClient
  readonly cloud: string
  readonly endpoint: string
  close(): Promise<void>
}

/** Connects; nothing is sent before the first read. @throws KeywardError `endpoint-invalid` */
export function connect({ cloud: name, endpoint, credential }: ConnectOptions): Connection {
  const cloud = cloudOf(name, endpoint)
  const transport = openTransport()
  // A simulated cloud on this machine has no throttle to respect.
  const isSimulated = isLoopback(new URL(cloud.graph).hostname)
  const signIn = openSignIn(credential, { cloud, network: msalNetwork(transport) })
  const lanes = isSimulated
    ? openLanes(noLimits, systemClock)
    : openLanes(microsoftLimits, systemClock, directoryLimit)
  const parts = { cloud, transport, lanes, clock: systemClock, random: Math.random }
  const graph = openGraph({ ...parts, tokens: signIn.tokens(cloud.graphScope) })
  const azure = openArm({ ...parts, tokens: signIn.tokens(cloud.armScope) })
  return { graph, azure, cloud: name, endpoint: cloud.graph, close: () => transport.close() }
}
