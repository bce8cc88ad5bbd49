import type { BlastRadius, Fact, Subject } from '#model/outcome.ts'
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import type { User } from '#model/records/users.ts'
import type { Severity } from '#model/severity.ts'
import { nameOf } from './accounts.ts'
import { isPrivileged } from './roles/administration.ts'
import type { Tier } from './roles/tiers.ts'
import type { Grade } from './sign-ins/grade.ts'

/** An account as the subject of a finding. */
export function accountSubject(account: User): Subject {
  return { type: 'account', id: account.id, name: nameOf(account) }
}

/** What a finding on an account rests on. */
export function accountFact({ id, userPrincipalName, accountEnabled, userType }: User): Fact {
  return { dataset: 'users', id, fields: { userPrincipalName, accountEnabled, userType } }
}

/** A policy as evidence. */
export function policyFact({ id, displayName, state }: ConditionalAccessPolicy): Fact {
  return { dataset: 'conditionalAccessPolicies', id, fields: { displayName, state } }
}

/** How far abuse of an account with roles of this tier reaches. */
export function blastRadiusOf(tier: Tier): BlastRadius {
  if (tier === 'tier0') return 'tenant'
  return tier === 'privileged' ? 'privileged' : 'account'
}

/** Open at times is open to whoever finds out when; an administrator is worth finding out. */
export function gapSeverity(grade: Grade, tier: Tier): Severity {
  if (isPrivileged(tier)) return 'critical'
  return grade === 'D' ? 'medium' : 'high'
}
