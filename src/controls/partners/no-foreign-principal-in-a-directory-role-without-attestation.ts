import { type AttestationState, attestationOf } from '#access/attested.ts'
import { type ForeignPrincipal, foreignPrincipals, seenOf } from '#access/partners.ts'
import { administration, isPrivileged } from '#access/roles/administration.ts'
import { defineControl } from '#model/control.ts'
import type { Evidence } from '#model/outcome.ts'
import { Tally } from '#model/tally.ts'

const ID = 'partners/no-foreign-principal-in-a-directory-role-without-attestation'

export const noForeignPrincipalInADirectoryRoleWithoutAttestation = defineControl({
  id: ID,
  title: 'No foreign principal holds a directory role without attestation',
  practice: 'p6',
  severity: 'high',
  needs: ['organization', 'users', 'roleAssignments', 'roleEligibilityScheduleInstances', 'groupMembers'],
  absences: [],
  emptyWithoutLicence: ['roleEligibilityScheduleInstances'],
  rationale:
    'A directory role in the hands of another organisation is how a partner administers this tenant, and how an ' +
    'attacker who got into the partner does. Nobody here sees who is behind it, so somebody here has to vouch for it.',
  remediation: [
    'Ask who the partner is, what it does for you and under which contract; an unfamiliar one loses its access at once.',
    'Before ending a relationship, make sure that an own break-glass account can sign in and that nobody depends on the partner today.',
    'Microsoft 365 admin centre, Settings, Partner relationships: remove the roles, or have the partner request fewer of them.',
    'Attest what remains, with an owner and an end: keyward attest FINDING.',
  ],
  references: [
    'https://learn.microsoft.com/partner-center/customers/gdap-introduction',
    'https://learn.microsoft.com/microsoft-365/commerce/manage-partners',
    'https://learn.microsoft.com/partner-center/security/customer-security-best-practices',
  ],
  evaluate(view, { now, decisions }) {
    const { grants, holders } = administration(view, decisions.tenant)
    const tally = new Tally()
    for (const { origin } of grants) {
      if (origin.home === 'own') tally.ok()
      if (origin.home === 'unknown') tally.unknown(origin.because)
    }
    for (const principal of foreignPrincipals(holders.foreign)) {
      const fingerprint = decisions.fingerprint(seenOf(principal))
      const attestation = attestationOf(ID, principal.subjectId, fingerprint, decisions, now)
      if (attestation.state === 'attested') tally.ok()
      else tally.violation(unattested(principal, attestation, fingerprint))
    }
    return tally.outcome('no directory role is assigned to anybody')
  },
})

function unattested(
  principal: ForeignPrincipal,
  attestation: AttestationState,
  fingerprint: string,
): Evidence {
  const roles = [...new Set(principal.powers.map(({ role }) => role))].join(', ')
  const evidence: Evidence = {
    subject: { type: 'partner', id: principal.subjectId, name: principal.name },
    summary: `${calledIn(principal)} holds ${roles}; ${wordsOf(attestation)}.`,
    facts: principal.grants.map(({ dataset, id, role, scope, mode, until }) => ({
      dataset,
      id,
      fields: { role: role.name, tier: role.tier, scope, mode, until, home: principal.tenantId },
    })),
    blastRadius:
      principal.tier === 'tier0' ? 'tenant' : isPrivileged(principal.tier) ? 'privileged' : 'account',
    severity: principal.tier === 'tier0' ? 'critical' : 'high',
    wouldPassIf: 'it lost its roles, or somebody attested what it holds now',
    fingerprint,
  }
  // Fewer rows read than attested look like a change; a missing dataset suspends the comparison.
  return attestation.state === 'changed'
    ? { ...evidence, absences: ['roleAssignments', 'roleEligibilityScheduleInstances'] }
    : evidence
}

function calledIn({ name, isNamed, tenantId }: ForeignPrincipal): string {
  return isNamed ? `${name} of organisation ${tenantId}` : name
}

function wordsOf(attestation: AttestationState): string {
  switch (attestation.state) {
    case 'never':
      return 'nobody has attested it'
    case 'lapsed':
      return `its attestation lapsed on ${attestation.until.slice(0, 10)}`
    case 'changed':
      return `what it holds has changed since it was attested on ${attestation.at.slice(0, 10)}`
    case 'attested':
      return 'it is attested'
    default:
      return attestation satisfies never
  }
}
