import { type Enforcement, enforcements } from '#access/conditional-access/in-force.ts'
import { policyName } from '#access/conditional-access/policy.ts'
import { securityDefaultsState } from '#access/conditional-access/security-defaults.ts'
import { policyFact } from '#access/evidence.ts'
import { defineControl } from '#model/control.ts'
import type { TenantId } from '#model/ids.ts'
import type { Evidence } from '#model/outcome.ts'
import type { IdentitySecurityDefaultsEnforcementPolicy } from '#model/records/security-defaults.ts'
import { Tally } from '#model/tally.ts'

export const securityDefaultsOrConditionalAccessInForce = defineControl({
  id: 'mfa/security-defaults-or-conditional-access-in-force',
  title: 'Security defaults or Conditional Access are in force',
  practice: 'p1',
  severity: 'critical',
  needs: [
    'identitySecurityDefaultsEnforcementPolicy',
    'conditionalAccessPolicies',
    'authenticationStrengthPolicies',
  ],
  absences: ['conditionalAccessPolicies'],
  emptyWithoutLicence: ['conditionalAccessPolicies', 'authenticationStrengthPolicies'],
  rationale:
    'These are the two ways in which a tenant asks for a second factor. With both off, every account is one ' +
    'password away from being taken over.',
  remediation: [
    'Without Entra ID P1: turn on security defaults (Entra admin centre, Overview, Properties).',
    'With P1: declare the break-glass accounts, create the policy "Require MFA for all users" from the template excluding only them, watch it in report-only mode, then turn it on.',
  ],
  references: [
    'https://learn.microsoft.com/entra/fundamentals/security-defaults',
    'https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-policy-common',
  ],
  evaluate(view, { decisions }) {
    const defaults = securityDefaultsState(view.identitySecurityDefaultsEnforcementPolicy)
    const policies = enforcements(view)
    const tally = new Tally()
    if (defaults === 'yes' || policies.some(({ inForce }) => inForce === 'yes')) tally.ok()
    else if (defaults === 'maybe') tally.unknown('whether security defaults are on is not known')
    else if (policies.some(({ inForce }) => inForce === 'maybe')) tally.unknown(openOf(policies))
    else
      tally.violation(
        nothingInForce(decisions.tenant, policies, view.identitySecurityDefaultsEnforcementPolicy),
      )
    return tally.outcome('there is no tenant to examine')
  },
})

function openOf(policies: readonly Enforcement[]): string {
  const open = policies.filter(({ inForce }) => inForce === 'maybe').map(({ policy }) => policyName(policy))
  return `it cannot be told whether these policies enforce MFA: ${open.join(', ')}`
}

function nothingInForce(
  tenant: TenantId,
  policies: readonly Enforcement[],
  defaults: readonly IdentitySecurityDefaultsEnforcementPolicy[],
): Evidence {
  const reportOnly = policies.filter(({ policy }) => policy.state === 'enabledForReportingButNotEnforced')
  const reporting = reportOnly.length > 0 ? ` ${reportOnly.length} policies only report and stop nobody.` : ''
  return {
    subject: { type: 'tenant', id: tenant, name: 'the tenant' },
    summary: `Security defaults are off and no enabled policy requires MFA or blocks people.${reporting}`,
    facts: [
      ...defaults.map(({ id, isEnabled }) => ({
        dataset: 'identitySecurityDefaultsEnforcementPolicy' as const,
        id,
        fields: { isEnabled },
      })),
      ...policies.map(({ policy }) => policyFact(policy)),
    ],
    blastRadius: 'tenant',
    wouldPassIf: 'security defaults were on, or one enabled policy required MFA',
  }
}
