import type {
  CrossTenantAccessPolicyDefault,
  CrossTenantAccessPolicyPartner,
} from '#model/records/cross-tenant-access.ts'
import type { Ternary } from './ternary.ts'

/**
 * Whether MFA that guests do at home counts here (`inboundTrust.isMfaAccepted`). The home tenant of a guest is in
 * none of the records, so entries of single partners that say otherwise leave the answer open. Null in a
 * partner's entry means: as the default says (identity.md §e.4).
 */
export function homeMfaIsTrusted(
  defaults: readonly CrossTenantAccessPolicyDefault[],
  partners: readonly CrossTenantAccessPolicyPartner[],
): Ternary {
  const [standard] = defaults
  if (standard === undefined || standard.inboundTrust === undefined) return 'maybe'
  const accepted = standard.inboundTrust?.isMfaAccepted === true
  const differs = partners.some(({ inboundTrust }) => {
    const own = inboundTrust?.isMfaAccepted
    return typeof own === 'boolean' && own !== accepted
  })
  if (differs) return 'maybe'
  return accepted ? 'yes' : 'no'
}
