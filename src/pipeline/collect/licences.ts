/** Which licences the tenant holds, by what it bought. */
import type { Facts } from '#collectors/collector.ts'
import { licencesIn } from '#model/licence-plans.ts'
import type { Licence } from '#model/refusal.ts'

/** The licences of the tenant, as far as its subscriptions were read. */
export async function licencesOf(facts: Facts): Promise<ReadonlySet<Licence>> {
  const held = new Set<Licence>()
  for await (const sku of facts.records('subscribedSkus'))
    for (const licence of licencesIn(sku)) held.add(licence)
  return held
}
