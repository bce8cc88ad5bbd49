import { policyName } from '#access/conditional-access/policy.ts'
import { policyFact } from '#access/evidence.ts'
import { type Guard, registrationGuards } from '#access/registration/guards.ts'
import { defineControl } from '#model/control.ts'
import type { TenantId } from '#model/ids.ts'
import { licencesIn } from '#model/licence-plans.ts'
import type { Evidence } from '#model/outcome.ts'
import { Tally } from '#model/tally.ts'
import { counted } from '#model/text/words.ts'

const P1 = 'Microsoft Entra ID P1'

export const registrationOfMethodsIsProtected = defineControl({
  id: 'mfa/registration-of-methods-is-protected',
  title: 'Registration of methods is protected',
  practice: 'p1',
  severity: 'medium',
  needs: ['conditionalAccessPolicies', 'subscribedSkus'],
  absences: ['conditionalAccessPolicies'],
  rationale:
    'Who registers first owns the second factor. Unless registering takes more than the password, an attacker with ' +
    'the password of somebody new registers their own phone, and is that person from then on.',
  remediation: [
    'Allow Temporary Access Passes, and let the help desk issue one to everybody who starts or lost a phone.',
    'Create a Conditional Access policy for all users on the user action "Register security information" that requires MFA, or blocks outside trusted locations; exclude the break-glass accounts and guests; report-only first, then on.',
    'Without Entra ID P1: have people register on their first day, beside somebody who knows them.',
  ],
  references: [
    'https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-security-info-registration',
    'https://learn.microsoft.com/entra/identity/authentication/howto-authentication-temporary-access-pass',
  ],
  evaluate({ conditionalAccessPolicies, subscribedSkus }, { decisions }) {
    const guards = registrationGuards(conditionalAccessPolicies)
    const standing = guards.find(isStanding)
    const open = guards.filter(mayStand)
    const tally = new Tally()
    if (standing) tally.ok()
    else if (open.length > 0) tally.unknown(openOf(open))
    else if (!subscribedSkus.some((sku) => licencesIn(sku).includes(P1))) tally.unknown(NOT_LICENSED)
    else tally.violation(unguarded(decisions.tenant, guards))
    return tally.outcome('there is no tenant to examine', standing && wordsOf(standing))
  },
})

/** In force, for all users, and asking for more than the password. Whom it spares is told, not judged. */
const isStanding = ({ state, isForAll, asks }: Guard): boolean =>
  state === 'on' && isForAll === 'yes' && asks === 'yes'

const mayStand = ({ state, isForAll, asks }: Guard): boolean =>
  (state === 'on' || state === 'unknown') && isForAll !== 'no' && asks !== 'no'

const NOT_LICENSED = `conditionalAccessPolicies: not licensed, needs ${P1}: without it no policy can stand before registration`

function openOf(guards: readonly Guard[]): string {
  const names = guards.map(({ policy, words }) => `${policyName(policy)} ${words}`)
  return `it cannot be told whether these policies stand before every registration: ${names.join('; ')}`
}

function wordsOf({ policy, words, excluded }: Guard): string {
  const spared = [
    ...(excluded.users.length > 0 ? [counted(excluded.users.length, 'account')] : []),
    ...(excluded.others > 0 ? [counted(excluded.others, 'group or role', 'groups or roles')] : []),
  ]
  const but = spared.length > 0 ? `; it spares ${spared.join(' and ')}` : ''
  return `${policyName(policy)} ${words}${but}`
}

function unguarded(tenant: TenantId, guards: readonly Guard[]): Evidence {
  const short = guards.map((guard) => `${policyName(guard.policy)} ${shortcomingOf(guard)}`)
  const but = short.length > 0 ? ` ${short.join('; ')}.` : ''
  return {
    subject: { type: 'tenant', id: tenant, name: 'the tenant' },
    summary: `Whoever has a password may register the second factor, from anywhere: no policy stands before it.${but}`,
    facts: guards.map(({ policy }) => policyFact(policy)),
    blastRadius: 'tenant',
    wouldPassIf:
      'an enabled policy for all users on the user action "register security information" asked for more',
  }
}

function shortcomingOf({ state, isForAll, words }: Guard): string {
  if (state === 'reportOnly') return 'only reports'
  if (state === 'off') return 'is off'
  return isForAll === 'no' ? 'is for some users only' : words
}
