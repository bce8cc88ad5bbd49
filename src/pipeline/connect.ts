/** Puts the clients of one tenant together. */
import { type ArmClient, openArm } from '#clients/azure/arm-client.ts'
import { type CloudName, cloudOf, isLoopback } from '#clients/clouds.ts'
import { type GraphClient, openGraph } from '#clients/graph/graph-client.ts'
import { systemClock } from '#clients/http/clock.ts'
import { directoryLimit, microsoftLimits, noLimits, openLanes } from '#clients/http/lanes.ts'
import { openTransport, type Transport } from '#clients/http/transport.ts'
import { type ManagementClient, openManagement } from '#clients/management-activity/management-client.ts'
import type { Credential } from '#clients/sign-in/credential.ts'
import { type KeptTokens, keptCache } from '#clients/sign-in/kept.ts'
import { msalNetwork } from '#clients/sign-in/msal-network.ts'
import { openSignIn } from '#clients/sign-in/sign-in.ts'
import type { Holder } from '#clients/sign-in/token.ts'

export interface ConnectOptions {
  readonly cloud: CloudName
  /** Another origin for everything: a simulated cloud. */
  readonly endpoint?: string | undefined
  readonly credential: Credential
  /** Where a person's sign-in outlives this program; without it, it ends with it. */
  readonly kept?: KeptTokens | undefined
  /** This tenant's way to the network when several are read side by side (`sharedTransport`); else one of its own. */
  readonly transport?: Transport | undefined
  /** Ends a sign-in that waits for a person. */
  readonly signal?: AbortSignal | undefined
}

export interface Connection {
  readonly graph: GraphClient
  readonly azure: ArmClient
  readonly management: ManagementClient
  readonly cloud: string
  readonly endpoint: string
  /** Who signed in, as far as the token says. */
  holder(): Promise<Holder | undefined>
  close(): Promise<void>
}

/** Connects; nothing is sent before the first read. @throws KeywardError `endpoint-invalid` */
export function connect(options: ConnectOptions): Connection {
  const { cloud: name, endpoint, credential, kept, signal } = options
  const cloud = cloudOf(name, endpoint)
  const transport = options.transport ?? openTransport()
  // A simulated cloud on this machine has no throttle to respect.
  const isSimulated = isLoopback(new URL(cloud.graph).hostname)
  const signIn = openSignIn(credential, {
    cloud,
    network: msalNetwork(transport, systemClock, signal),
    ...(kept === undefined ? {} : { cache: keptCache(kept) }),
    signal,
  })
  const lanes = isSimulated
    ? openLanes(noLimits, systemClock)
    : openLanes(microsoftLimits, systemClock, directoryLimit)
  const parts = { cloud, transport, lanes, clock: systemClock, random: Math.random }
  const tokens = signIn.tokens(cloud.graphScope)
  return {
    graph: openGraph({ ...parts, tokens }),
    azure: openArm({ ...parts, tokens: signIn.tokens(cloud.armScope) }),
    management: openManagement({
      ...parts,
      tokens: signIn.tokens(cloud.managementScope),
      // A tenant may be named by a domain; the token says which one it is.
      tenant: async () => (await tokens.token()).tenant ?? ('tenant' in credential ? credential.tenant : ''),
    }),
    cloud: name,
    endpoint: cloud.graph,
    holder: async () => (await tokens.token()).holder,
    close: () => transport.close(),
  }
}
