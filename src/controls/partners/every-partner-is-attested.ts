import { type AttestationState, attestationOf } from '#access/attested.ts'
import { blastRadiusOf } from '#access/evidence.ts'
import { some } from '#access/partners/evidence.ts'
import { partnerDatasets, supplementingDatasets } from '#access/partners/records.ts'
import { type Partner, partnerRegister } from '#access/partners/register.ts'
import { channelNames } from '#access/partners/words.ts'
import { isPrivileged } from '#access/roles/administration.ts'
import { itemsOf } from '#model/claims.ts'
import { defineControl } from '#model/control.ts'
import type { Evidence } from '#model/outcome.ts'
import type { Severity } from '#model/severity.ts'
import { Tally } from '#model/tally.ts'

export const everyPartnerIsAttested = defineControl({
  id: 'partners/every-partner-is-attested',
  title: 'Every partner is attested as it is now',
  practice: 'p6',
  severity: 'high',
  needs: partnerDatasets,
  absences: [],
  // What applications may do in the name of users is asked for by partner-access-is-known.
  supplements: supplementingDatasets,
  emptyWithoutLicence: ['roleEligibilityScheduleInstances', 'azureRoleEligibility'],
  rationale:
    'Each provider with a key to this tenant is a way in that nobody here watches, and an attacker who gets into the ' +
    'provider uses it. Microsoft advises to remove at once what looks unfamiliar or was never audited, so somebody ' +
    'here has to vouch for each, for what it holds, and again when it holds more.',
  remediation: [
    'Ask who the provider is, what it does for you and under which contract: keyward partners NAME shows every way in.',
    'An unfamiliar one loses its access at once: keyward partners NAME --contain lists the switches in their order.',
    'Before ending a relationship, make sure that an own break-glass account can sign in and that nobody depends on the provider today.',
    'Attest what remains, with a reason and an end: keyward attest FINDING.',
  ],
  references: [
    'https://learn.microsoft.com/partner-center/customers/gdap-introduction',
    'https://learn.microsoft.com/microsoft-365/commerce/manage-partners',
    'https://learn.microsoft.com/partner-center/security/customer-security-best-practices',
  ],
  evaluate(view, { now, decisions }) {
    const tally = new Tally()
    const { partners, undecided } = partnerRegister(view, decisions.tenant, now)
    for (const because of undecided) tally.unknown(because)
    for (const partner of partners) {
      const items = itemsOf(partner.claims, decisions.fingerprint)
      const attestation = attestationOf(partner.ids, items, decisions, now)
      if (attestation.state === 'attested') tally.ok()
      else if (partner.doubt !== undefined) tally.unknown(partner.doubt)
      else tally.violation(unattested(partner, attestation))
    }
    return tally.outcome('no other organisation shows in this tenant')
  },
})

function unattested(partner: Partner, attestation: AttestationState): Evidence {
  const { id, name, powers, channels, claims, tier } = partner
  const roles = [...new Set(powers.filter((power) => isPrivileged(power.tier)).map(({ role }) => role))]
  const holds = roles.length === 0 ? '' : `; it holds ${some(roles)}`
  const shows = some(channels.map(({ kind }) => channelNames[kind]))
  return {
    subject: { type: 'partner', id, name },
    summary: `${name} shows through ${shows}${holds}; ${wordsOf(attestation)}.`,
    facts: channels.flatMap(({ evidence }) => evidence).slice(0, MOST_FACTS),
    blastRadius: blastRadiusOf(tier),
    severity: severityOf(partner),
    wouldPassIf: 'it lost its access, or somebody attested what it holds now',
    claims,
  }
}

const MOST_FACTS = 50

/** A vendor whose application may little is no administrator of this tenant. */
function severityOf({ tier, kind }: Partner): Severity {
  if (tier === 'tier0') return 'critical'
  return kind === 'vendor' && !isPrivileged(tier) ? 'medium' : 'high'
}

function wordsOf(attestation: AttestationState): string {
  switch (attestation.state) {
    case 'never':
      return 'nobody has attested it'
    case 'lapsed':
      return `its attestation lapsed on ${attestation.until.slice(0, 10)}`
    case 'gained':
      return `since it was attested on ${attestation.at.slice(0, 10)} it gained ${some(attestation.gains.map(({ what }) => what))}`
    case 'attested':
      return 'it is attested'
    default:
      return attestation satisfies never
  }
}
