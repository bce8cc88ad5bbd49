/** Whom the register knows, and who is on rosters. */
import { type Rosters, rosters } from '#access/partners/roster.ts'
import type { TenantStore } from '#store/store.ts'
import { loadFacts } from '../../facts.ts'
import { partnerHistory, withCopies } from '../../partner-history.ts'
import { partnerReport } from '../../partner-report.ts'
import { withRegister } from '../../register.ts'
import type { PartnerLogActivity } from './report.ts'

export interface KnownPartner {
  readonly name: string
  readonly decision: Exclude<PartnerLogActivity['decision'], 'notOnRegister' | 'unknown'>
}

export interface KnownPartners {
  /** By tenant id in lower case. */
  readonly byTenant: ReadonlyMap<string, KnownPartner>
  readonly rosters: Rosters
  /** Why there is no register to compare with. */
  readonly because?: string
}

/** Reads the register of the latest snapshot. @throws KeywardError `snapshot-broken` */
export async function knownPartners(store: TenantStore, now: Date): Promise<KnownPartners> {
  const decisions = await store.decisions.view()
  const snapshot = await store.snapshots.latest()
  if (!snapshot) {
    const because =
      'there is no snapshot, and so no register of partners: run keyward collect, or keyward assess --input'
    return { byTenant: new Map(), rosters: rosters(decisions.roster?.rows ?? [], []), because }
  }
  const history: Parameters<typeof partnerReport>[0]['history'] = async (facts) =>
    withCopies(
      await partnerHistory(store, { snapshot, facts }),
      await store.decisions.journal(),
      store.tenant,
    )
  const report = await partnerReport({ snapshot, tenant: store.tenant, decisions, history }, now)
  const facts = withRegister(
    await loadFacts(snapshot, ['partnerRoster', 'tenantInformation']),
    decisions,
    now,
  )
  return {
    byTenant: new Map(
      report.partners.flatMap(({ name, tenantIds, decision }) =>
        tenantIds.map((id) => [id.toLowerCase(), { name, decision: decision.state }] as const),
      ),
    ),
    rosters: rosters(facts.records('partnerRoster'), facts.records('tenantInformation')),
  }
}
