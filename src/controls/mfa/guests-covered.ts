import { isExternal, possibleTypesOf } from '#access/accounts.ts'
import { accountFact, policyFact } from '#access/evidence.ts'
import { homeMfaIsTrusted } from '#access/home-mfa.ts'
import { administration } from '#access/roles/administration.ts'
import { restsOn } from '#access/sign-ins/closed-ways.ts'
import { worstOf } from '#access/sign-ins/grade.ts'
import { mfaRequirements, type Uncovered } from '#access/sign-ins/requirement.ts'
import type { Ternary } from '#access/ternary.ts'
import { defineControl } from '#model/control.ts'
import type { Evidence } from '#model/outcome.ts'
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import type { User } from '#model/records/users.ts'
import { Tally } from '#model/tally.ts'
import { counted } from '#model/text/words.ts'

export const guestsCovered = defineControl({
  id: 'mfa/guests-covered',
  title: 'Guests of every kind are asked for MFA',
  practice: 'p1',
  severity: 'high',
  needs: [
    'users',
    'conditionalAccessPolicies',
    'authenticationStrengthPolicies',
    'namedLocations',
    'identitySecurityDefaultsEnforcementPolicy',
    'perUserMfaStates',
    'groupMembers',
    'roleAssignments',
    'crossTenantAccessPolicyDefault',
    'crossTenantAccessPolicyPartners',
  ],
  absences: ['conditionalAccessPolicies'],
  emptyWithoutLicence: ['conditionalAccessPolicies', 'authenticationStrengthPolicies', 'namedLocations'],
  // Trust from home asks nobody; it says only where the second factor is registered.
  supplements: ['crossTenantAccessPolicyDefault', 'crossTenantAccessPolicyPartners'],
  rationale:
    'A guest signs in with a password that another organisation looks after, and policies that were written for ' +
    'employees often leave a kind of guest out: members from elsewhere, or guests whose home is here.',
  remediation: [
    'Find the policy that is meant for guests and name every kind of guest in it, or make a policy for all users.',
    'Where the guests of an organisation do MFA at home, trust it before the policy is on: cross-tenant access settings, the organisation, inbound trust; else each of them has to register here.',
    'Report-only first, then on.',
    'Remove or disable guests that nobody needs any more.',
  ],
  references: [
    'https://learn.microsoft.com/entra/external-id/authentication-conditional-access',
    'https://learn.microsoft.com/entra/identity/conditional-access/policy-guests-mfa-strength',
  ],
  evaluate(view, { decisions }) {
    const estate = administration(view, decisions.tenant)
    const requirements = mfaRequirements({ ...view, organization: [] }, estate)
    const { crossTenantAccessPolicyDefault, crossTenantAccessPolicyPartners } = view
    const trusted = homeMfaIsTrusted(crossTenantAccessPolicyDefault, crossTenantAccessPolicyPartners)
    const tally = new Tally()
    const open = new Map<string, Open[]>()
    let elsewhere = 0
    for (const account of view.users) {
      const kind = kindOf(account)
      if (account.accountEnabled === false || kind === undefined) continue
      const requirement = requirements.of(account)
      if (account.accountEnabled !== true) tally.unknown('whether some guests are enabled was not read')
      else if ('covered' in requirement) {
        if (isExternal(account) !== false) elsewhere += 1
        tally.ok()
      } else if (kind === 'unknown') tally.unknown('whether some accounts are guests was not read')
      else if ('undecided' in requirement) tally.unknown(requirement.because.join('; '))
      else open.set(kind, [...(open.get(kind) ?? []), { account, ...requirement }])
    }
    for (const [kind, guests] of open) tally.violation(openKind(kind, guests, view.conditionalAccessPolicies))
    return tally.outcome('there is no enabled guest', noteOf(elsewhere, trusted))
  },
})

interface Open extends Uncovered {
  readonly account: User
}

/** Undefined for a member of this organisation; `guest` where only the exact kind is open. */
function kindOf(account: User): string | undefined {
  const types = possibleTypesOf(account)
  if (types.every((type) => type === 'member')) return undefined
  if (types.includes('member')) return 'unknown'
  return types.length === 1 ? types[0] : 'guest'
}

const NAMED = 3

/** One finding for a kind: what mends it is one policy. The accounts are in the verdict on every account. */
function openKind(
  kind: string,
  guests: readonly Open[],
  policies: readonly ConditionalAccessPolicy[],
): Evidence {
  const examples = guests.toSorted((a, b) => (a.account.id < b.account.id ? -1 : 1)).slice(0, NAMED)
  const [first] = examples
  const isAlways = worstOf(guests.map(({ grade }) => grade)) === 'E'
  return {
    subject: { type: 'guestType', id: kind, name: kind },
    summary: `One factor is enough${isAlways ? '' : ' at times'} for ${counted(guests.length, 'guest')} of the kind ${kind}: ${first?.because}.`,
    facts: [
      ...examples.map(({ account }) => accountFact(account)),
      ...(first?.excludedFrom ?? []).map(policyFact),
    ],
    blastRadius: 'account',
    severity: isAlways ? 'high' : 'medium',
    wouldPassIf: 'enabled policies required MFA of every sign-in of this kind of guest',
    absences: [...new Set([...restsOn(policies), 'roleAssignments' as const])],
  }
}

/** What is trusted from home is not registered here, and cannot be seen from here. */
function noteOf(elsewhere: number, trusted: Ternary): string | undefined {
  if (elsewhere === 0 || trusted === 'no') return undefined
  const guests = counted(elsewhere, 'guest')
  return trusted === 'yes'
    ? `${guests} registered at home, not visible here: their home's MFA is trusted`
    : `${guests} from elsewhere: whether their home's MFA is trusted depends on the home, or was not read; what is registered there is not visible here`
}
