import { policyName } from '#access/conditional-access/policy.ts'
import { type ServiceProvider, serviceProvidersIn } from '#access/conditional-access/service-providers.ts'
import { policyFact } from '#access/evidence.ts'
import { homeMfaIsTrusted } from '#access/home-mfa.ts'
import { restsOn } from '#access/sign-ins/closed-ways.ts'
import { witnessWords } from '#access/sign-ins/gaps.ts'
import type { Uncovered } from '#access/sign-ins/requirement.ts'
import { serviceProviderRequirement } from '#access/sign-ins/service-provider-requirement.ts'
import { defineControl, type View } from '#model/control.ts'
import type { Evidence } from '#model/outcome.ts'
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import { Tally } from '#model/tally.ts'
import { counted } from '#model/text/words.ts'

const needs = [
  'conditionalAccessPolicies',
  'authenticationStrengthPolicies',
  'namedLocations',
  'identitySecurityDefaultsEnforcementPolicy',
  'crossTenantAccessPolicyDefault',
  'crossTenantAccessPolicyPartners',
] as const

export const serviceProvidersCovered = defineControl({
  id: 'mfa/service-providers-covered',
  title: 'People of service providers are asked for MFA, whatever they open',
  practice: 'p1',
  severity: 'high',
  needs: [...needs],
  absences: ['conditionalAccessPolicies'],
  emptyWithoutLicence: ['conditionalAccessPolicies', 'authenticationStrengthPolicies', 'namedLocations'],
  // Whose MFA is trusted decides whether partners get in, not whether they are asked.
  supplements: ['crossTenantAccessPolicyDefault'],
  rationale:
    'Partners reach in with delegated administrator rights and without an account here, so no list of accounts shows ' +
    'them. What this tenant asks of them is decided by its policies alone; a policy for named groups misses them all.',
  remediation: [
    'Keep this order. The wrong one shuts out the partner, who may be the only one who can help.',
    'First trust: cross-tenant access settings, the organisation of the partner, inbound access, trust settings, trust multifactor authentication. Ask the partner in writing how its people do MFA.',
    'Then report-only: a Conditional Access policy for "Guest or external users: Service provider users", all resources, that requires MFA. Name the partner organisations, or all.',
    'Then the partner signs in from its own portal and does ordinary work; read in the sign-in logs that the policy would have been met.',
    'Then turn it on, with the partner on the telephone and a break-glass account of your own at hand.',
    'For organisations that are no partner of yours: a second policy for service provider users of all others that blocks access.',
  ],
  references: [
    'https://learn.microsoft.com/entra/external-id/authentication-conditional-access',
    'https://learn.microsoft.com/entra/external-id/cross-tenant-access-settings-b2b-collaboration',
    'https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-users-groups',
  ],
  evaluate(view) {
    const { conditionalAccessPolicies, crossTenantAccessPolicyPartners } = view
    const tally = new Tally()
    let untrusted = 0
    for (const provider of serviceProvidersIn(crossTenantAccessPolicyPartners, conditionalAccessPolicies)) {
      const requirement = serviceProviderRequirement(provider, view)
      if ('covered' in requirement) {
        if (requirement.grade !== 'blocked' && isUntrusted(provider, view)) untrusted += 1
        tally.ok()
      } else if ('undecided' in requirement) tally.unknown(requirement.because.join('; '))
      else tally.violation(open(provider, requirement, conditionalAccessPolicies))
    }
    return tally.outcome('there is no service provider to examine', noteOf(untrusted))
  },
})

type Records = View<(typeof needs)[number]>

/** For certain: what was not read of the default says nothing. */
function isUntrusted({ tenantId }: ServiceProvider, view: Records): boolean {
  const own = view.crossTenantAccessPolicyPartners.filter(
    (partner) => tenantId !== undefined && partner.tenantId.toLowerCase() === tenantId,
  )
  const [accepted] = own.flatMap(({ inboundTrust }) => inboundTrust?.isMfaAccepted ?? [])
  if (accepted !== undefined) return !accepted
  return homeMfaIsTrusted(view.crossTenantAccessPolicyDefault, []) === 'no'
}

function open(
  { tenantId }: ServiceProvider,
  { grade, because, excludedFrom, witness }: Uncovered,
  policies: readonly ConditionalAccessPolicy[],
): Evidence {
  const whose = tenantId === undefined ? 'any organisation that is named nowhere' : tenantId
  const left = excludedFrom.map((policy) => `${policyName(policy)} leaves service providers out`)
  const why = left.length > 0 ? left.join('; ') : because
  return {
    subject: { type: 'partner', id: tenantId ?? 'any-other-tenant', name: whose },
    summary:
      `One factor is enough${grade === 'D' ? ' at times' : ''} for people of ${whose} as a service provider: ${why}. ${witness ? `For example ${witnessWords(witness)}.` : ''}`.trim(),
    facts: excludedFrom.map(policyFact),
    blastRadius: 'tenant',
    severity: grade === 'D' || tenantId === undefined ? 'medium' : 'high',
    wouldPassIf: 'an enabled policy for service provider users required MFA for all resources',
    absences: restsOn(policies).filter((name) => name !== 'roleAssignments'),
  }
}

function noteOf(untrusted: number): string | undefined {
  if (untrusted === 0) return undefined
  return `${counted(untrusted, 'service provider')} (any other organisation counted as one) would be asked for an MFA that this tenant does not trust from home: their people may not get in`
}
