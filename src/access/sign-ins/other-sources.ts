/** What asks for MFA beside Conditional Access: security defaults and per-user MFA (identity.md §a.1, §a.5). */
import type { Organization } from '#model/records/organization.ts'
import type { PerUserMfaState } from '#model/records/per-user-mfa-states.ts'
import type { IdentitySecurityDefaultsEnforcementPolicy } from '#model/records/security-defaults.ts'
import type { User } from '#model/records/users.ts'
import { securityDefaultsAsk, securityDefaultsState } from '../conditional-access/security-defaults.ts'
import type { RoleMemberships } from '../roles/memberships.ts'
import type { Ternary } from '../ternary.ts'

export interface OtherRecords {
  readonly identitySecurityDefaultsEnforcementPolicy: readonly IdentitySecurityDefaultsEnforcementPolicy[]
  readonly perUserMfaStates: readonly PerUserMfaState[]
  readonly organization: readonly Organization[]
}

/** What holds for one account. */
export interface OtherSources {
  readonly securityDefaults: Ternary
  readonly perUserMfa: Ternary
}

export interface OtherSourcesOf {
  of(account: User, roles: RoleMemberships): OtherSources
  /** Whether security defaults block device code in this tenant. */
  readonly blocksDeviceCode: Ternary
}

/** New tenants from this day on do not let device code in (identity.md §a.1). */
const DEVICE_CODE_BLOCKED_FROM = Date.parse('2026-07-01T00:00:00Z')

/** Indexes the records. */
export function otherSources(records: OtherRecords): OtherSourcesOf {
  const state = securityDefaultsState(records.identitySecurityDefaultsEnforcementPolicy)
  const perUser = new Map(
    records.perUserMfaStates.map((row) => [row.userId.toLowerCase(), row.perUserMfaState?.toLowerCase()]),
  )
  return {
    of: ({ id }, roles) => ({
      securityDefaults: securityDefaultsAsk(state, id, roles),
      perUserMfa: isEnforced(perUser.get(id.toLowerCase())),
    }),
    blocksDeviceCode: isNewTenant(records.organization),
  }
}

/** Of a per-user MFA state in lower case. `enabled` becomes `enforced` with the first registration, so nobody has been asked yet. */
export function isEnforced(state: string | undefined): Ternary {
  if (state === 'enforced') return 'yes'
  return state === 'disabled' || state === 'enabled' ? 'no' : 'maybe'
}

function isNewTenant([organization]: readonly Organization[]): Ternary {
  const created = Date.parse(organization?.createdDateTime ?? '')
  if (Number.isNaN(created)) return 'maybe'
  return created >= DEVICE_CODE_BLOCKED_FROM ? 'yes' : 'no'
}
