/** Policies that an ordinary sign-in without risk never meets ("never count for coverage", identity.md §a.4). */
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import { type Conditions, saysSomething } from './policy.ts'

/** True for a policy that is only for legacy clients, risks, transfer flows, user actions or contexts. */
export function isNeverPlain({ conditions }: ConditionalAccessPolicy): boolean {
  if (!conditions) return false
  const checks = [isForLegacyOnly, isForRiskOnly, isTransfer, targetsNoResource]
  return checks.some((check) => check(conditions))
}

const LEGACY_CLIENTS = ['exchangeActiveSync', 'easSupported', 'other']

function isForLegacyOnly({ clientAppTypes }: Conditions): boolean {
  return !!clientAppTypes?.length && clientAppTypes.every((client) => LEGACY_CLIENTS.includes(client))
}

const RISKS = ['low', 'medium', 'high']

function isForRiskOnly({ signInRiskLevels, userRiskLevels }: Conditions): boolean {
  return [signInRiskLevels, userRiskLevels].some(
    (levels) => !!levels?.length && levels.every((level) => RISKS.includes(level)),
  )
}

/** Both known transfer methods are something that a browser or app does not use on its own. */
function isTransfer({ authenticationFlows }: Conditions): boolean {
  const methods = authenticationFlows?.transferMethods
  if (typeof methods !== 'string' || methods === '') return false
  return methods.split(',').every((it) => ['deviceCodeFlow', 'authenticationTransfer'].includes(it.trim()))
}

function targetsNoResource({ applications }: Conditions): boolean {
  if (!applications || applications.includeApplications?.some((id) => id !== 'None')) return false
  return [applications.includeUserActions, applications.includeAuthenticationContextClassReferences].some(
    (list) => saysSomething(list),
  )
}
