import type { Domain } from '#model/records/domains.ts'
import type { FederationConfiguration } from '#model/records/federation-configurations.ts'

/**
 * Whether the identity provider of a domain is believed when it says that MFA was done. Whoever holds its signing key
 * can say so of anybody (identity.md §a.4 pitfall 9).
 */
export type FederatedBelief =
  | { readonly state: 'managed' }
  | { readonly state: 'asks'; readonly configuration: FederationConfiguration }
  | { readonly state: 'believes'; readonly configuration: FederationConfiguration; readonly always: boolean }
  | { readonly state: 'unknown'; readonly because: string }

/** Asks domain by domain. A domain below a federated one follows it. */
export function federatedBeliefs(
  domains: readonly Domain[],
  configurations: readonly FederationConfiguration[],
): (domain: Domain) => FederatedBelief {
  const only = onlyConfiguration(domains, configurations)
  return ({ id, authenticationType }) => {
    const type = authenticationType?.toLowerCase()
    if (type === 'managed') return { state: 'managed' }
    if (type !== 'federated') return unknown(`how the people of ${id} sign in was not read`)
    const own = configurations.find(({ domainId }) => isAtOrAbove(domainId, id)) ?? only
    return own === undefined ? unknown(`the federation of ${id} was not read`) : beliefIn(own, id)
  }
}

/** An exported answer does not repeat the domain it was asked for: one answer is that of the one domain there is. */
function onlyConfiguration(
  domains: readonly Domain[],
  configurations: readonly FederationConfiguration[],
): FederationConfiguration | undefined {
  const federated = domains.filter(
    ({ authenticationType }) => authenticationType?.toLowerCase() === 'federated',
  )
  const [first, ...others] = configurations
  return federated.length === 1 && others.length === 0 && first?.domainId === undefined ? first : undefined
}

/** Whether it was told by the domain itself, or by being the only one. */
export const namesItsDomain = ({ domainId }: FederationConfiguration): boolean => typeof domainId === 'string'

function isAtOrAbove(domainId: string | null | undefined, domain: string): boolean {
  const above = domainId?.toLowerCase()
  const own = domain.toLowerCase()
  return above !== undefined && (own === above || own.endsWith(`.${above}`))
}

function beliefIn(configuration: FederationConfiguration, domain: string): FederatedBelief {
  switch (configuration.federatedIdpMfaBehavior?.toLowerCase()) {
    case 'rejectmfabyfederatedidp':
      return { state: 'asks', configuration }
    case 'acceptifmfadonebyfederatedidp':
      return { state: 'believes', configuration, always: false }
    case 'enforcemfabyfederatedidp':
      return { state: 'believes', configuration, always: true }
    default:
      return unknown(`whose MFA counts for ${domain} is not set, or in a way that this version does not know`)
  }
}

const unknown = (because: string): FederatedBelief => ({ state: 'unknown', because })
