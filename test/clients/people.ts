/** People at a simulated cloud: how they sign in, and what is kept of it. */
import { vi } from 'vitest'
import { type CloudName, cloudOf } from '#clients/clouds.ts'
import type { Clock } from '#clients/http/clock.ts'
import type { Credential } from '#clients/sign-in/credential.ts'
import { type KeptTokens, keptCache } from '#clients/sign-in/kept.ts'
import { msalNetwork } from '#clients/sign-in/msal-network.ts'
import { openSignIn } from '#clients/sign-in/sign-in.ts'
import type { Cloud } from '../../simulator/cloud.ts'
import { aPatientClock } from '../collect/harness.ts'
import { browse } from './browser.ts'
import { type Changes, watched } from './watched.ts'

export interface PersonChanges extends Changes {
  readonly kept?: KeptTokens
  readonly way?: 'browser' | 'deviceCode'
  readonly name?: CloudName
  readonly clock?: Clock
  readonly signal?: AbortSignal
  readonly show?: (text: string) => unknown
}

/** One run of the program by a person: `shown` counts how often they were asked for something. */
export function aRun(cloud: Cloud, changes: PersonChanges = {}) {
  const { kept, way = 'browser', name = 'global', signal, clock = aPatientClock() } = changes
  const at = cloudOf(name, cloud.origin)
  const shown = vi.fn<(text: string) => unknown>(changes.show ?? (way === 'browser' ? browse : () => {}))
  const show = async (text: string) => void (await shown(text))
  const credential: Credential = { kind: way, tenant: cloud.tenantId, clientId: cloud.clientId, show }
  const watch = watched(changes)
  const signIn = openSignIn(credential, {
    cloud: at,
    network: msalNetwork(watch.transport, clock, signal),
    ...(kept === undefined ? {} : { cache: keptCache(kept) }),
    signal,
  })
  const forGraph = signIn.tokens(at.graphScope)
  return { at, shown, signIn, forGraph, forms: watch.forms }
}

/** What a token says of itself. */
export function claimsIn(token: string): Readonly<Record<string, unknown>> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>
}
