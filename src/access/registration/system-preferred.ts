import type { AuthenticationMethodsPolicy } from '#model/records/authentication-methods-policy.ts'
import type { GroupIndex } from '../groups.ts'
import type { Ternary } from '../ternary.ts'
import type { Registration } from './registration.ts'
import { isTargeted } from './targets.ts'

/**
 * Whether the account is asked for the strongest method it has (system-preferred MFA, identity.md §a.8). Left to
 * Microsoft it is on. Only beta shows the setting; the registration report says what it comes to.
 */
export function isAskedForStrongest(
  accountId: string,
  { report }: Registration,
  records: readonly AuthenticationMethodsPolicy[],
  groups: GroupIndex,
): Ternary {
  const reported = report?.isSystemPreferredAuthenticationMethodEnabled
  if (typeof reported === 'boolean') return reported ? 'yes' : 'no'
  const preferences = records[0]?.systemCredentialPreferences
  const state = preferences?.state?.toLowerCase()
  if (state === 'disabled') return 'no'
  if (!preferences || (state !== 'enabled' && state !== 'default')) return 'maybe'
  return isTargeted(preferences, accountId, groups)
}
