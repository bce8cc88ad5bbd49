/** Domains whose people sign in elsewhere. */
import type { Facts } from './collector.ts'

/** Names of the federated domains. */
export async function federatedDomains(facts: Facts): Promise<readonly string[]> {
  const names = new Set<string>()
  for await (const { id, authenticationType } of facts.records('domains')) {
    if (authenticationType?.toLowerCase() === 'federated') names.add(id)
  }
  return [...names].sort()
}
