import type { User } from '#model/records/users.ts'
import { same } from './records.ts'
import { holdsOneOf } from './roles.ts'
import type { Tenant } from './tenant.ts'
import { allOf, type Ternary, yesIf } from './three-valued.ts'

/** What protects an account besides policies. */
export interface Baseline {
  readonly securityDefaults: Ternary
  readonly perUserMfa: Ternary
  /** Security defaults block the device code flow: those of tenants created from 2026-07-01 on. */
  readonly deviceCodeBlocked: Ternary
}

/** Asks security defaults and the per-user switch about the account. */
export function baselineOf(account: User, tenant: Tenant): Baseline {
  const securityDefaults = allOf([areOn(tenant), opposite(isExempt(account, tenant))])
  return {
    securityDefaults,
    perUserMfa: isEnforced(account, tenant),
    deviceCodeBlocked: allOf([securityDefaults, isNew(tenant)]),
  }
}

function areOn({ identitySecurityDefaultsEnforcementPolicy: [record] }: Tenant): Ternary {
  const isEnabled = record?.isEnabled ?? undefined
  return isEnabled === undefined ? 'maybe' : yesIf(isEnabled)
}

const EXEMPT = [
  'd29b2b05-8046-44ba-8758-1e26182fcf32', // Directory Synchronization Accounts
  'a92aed5d-d78a-4d16-b381-09adb37eb3b0', // On Premises Directory Sync Account
]

const isExempt = (account: User, tenant: Tenant): Ternary => holdsOneOf(EXEMPT, account, tenant)

function opposite(answer: Ternary): Ternary {
  if (answer === 'maybe') return 'maybe'
  return answer === 'yes' ? 'no' : 'yes'
}

const BLOCKED_SINCE = Date.parse('2026-07-01T00:00:00Z')

function isNew({ organization: [record] }: Tenant): Ternary {
  const created = Date.parse(record?.createdDateTime ?? '')
  return Number.isNaN(created) ? 'maybe' : yesIf(created >= BLOCKED_SINCE)
}

function isEnforced(account: User, { perUserMfaStates }: Tenant): Ternary {
  const row = perUserMfaStates.find(({ userId }) => same(userId, account.id))
  switch (row?.perUserMfaState?.toLowerCase()) {
    case 'enforced':
      return 'yes'
    case 'enabled':
    case 'disabled':
      return 'no'
    default:
      return 'maybe'
  }
}
