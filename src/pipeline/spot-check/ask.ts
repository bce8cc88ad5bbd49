/** One question to the service: which policies would apply to this sign-in. */
import { z } from 'zod'
import type { SignInOrigin } from '#access/spot-check/origin.ts'
import type { SampleWay } from '#access/spot-check/ways.ts'
import type { GraphClient } from '#clients/graph/graph-client.ts'

const Answer = z.object({
  value: z.array(
    z.looseObject({
      id: z.string(),
      displayName: z.string().nullish(),
      state: z.string().nullish(),
      policyApplies: z.boolean(),
      analysisReasons: z.string().nullish(),
    }),
  ),
  '@odata.nextLink': z.string().nullish(),
})

export type WhatIfResult = z.infer<typeof Answer>['value'][number]

export type Asked =
  | { readonly ok: true; readonly results: readonly WhatIfResult[] }
  | { readonly ok: false; readonly why: string }

/** The client types of the question; device code is a flow of the modern app. */
const CLIENT_TYPES = {
  browser: 'browser',
  modern: 'mobileAppsAndDesktopClients',
  deviceCode: 'mobileAppsAndDesktopClients',
  activeSync: 'exchangeActiveSync',
  otherLegacy: 'other',
} as const satisfies Record<SampleWay['client'], string>

/** Asks, and follows pages to the end. @throws KeywardError as `Service.get` */
export async function ask(
  graph: GraphClient,
  userId: string,
  way: SampleWay,
  origin: SignInOrigin | undefined,
  signal: AbortSignal | undefined,
): Promise<Asked> {
  let answer = await graph.whatIf(questionFor(userId, way, origin), { signal })
  const results: WhatIfResult[] = []
  for (;;) {
    if (!answer.ok) return { ok: false, why: `${answer.refusal.code}: ${answer.refusal.message}` }
    const parsed = Answer.safeParse(answer.body)
    if (!parsed.success) return { ok: false, why: 'the answer does not have the documented shape' }
    results.push(...parsed.data.value)
    const next = parsed.data['@odata.nextLink']
    if (!next) return { ok: true, results }
    answer = await graph.get(next, { lane: 'conditionalAccess', signal })
  }
}

/** Every policy is to be named, so that reasons come with those that do not apply (identity.md §a.4). */
function questionFor(userId: string, { application, client }: SampleWay, origin: SignInOrigin | undefined) {
  return {
    signInIdentity: { '@odata.type': '#microsoft.graph.userSignIn', userId },
    signInContext: {
      '@odata.type': '#microsoft.graph.applicationContext',
      includeApplications: [application],
    },
    signInConditions: {
      clientAppType: CLIENT_TYPES[client],
      devicePlatform: 'windows',
      signInRiskLevel: 'none',
      userRiskLevel: 'none',
      ...(client === 'deviceCode' ? { authenticationFlow: { transferMethod: 'deviceCodeFlow' } } : {}),
      ...origin,
    },
    appliedPoliciesOnly: false,
  }
}
