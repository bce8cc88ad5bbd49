/** The partners of the latest snapshot, for those who have to find one by its name. */
import { type PartnerRegister, partnerRegister } from '#access/partners/register.ts'
import type { TenantStore } from '#store/store.ts'
import { loadFacts } from './facts.ts'
import type { Facts } from './judge.ts'
import { historyDatasets } from './partner-history.ts'
import { withLogs } from './partner-records.ts'
import { withRegister } from './register.ts'

export interface PartnersNow extends PartnerRegister {
  readonly facts: Facts
}

/** The register with its facts; undefined without a snapshot. @throws KeywardError `snapshot-broken` */
export async function partnersNow(store: TenantStore, now: Date): Promise<PartnersNow | undefined> {
  const snapshot = await store.snapshots.latest()
  if (!snapshot) return undefined
  const loaded = await loadFacts(snapshot, historyDatasets)
  const facts = withRegister(loaded, await store.decisions.view(), now)
  return { ...partnerRegister(withLogs(facts), store.tenant, now), facts }
}
