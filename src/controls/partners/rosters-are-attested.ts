import type { AttestationState } from '#access/attested.ts'
import { some } from '#access/partners/evidence.ts'
import { ATTESTS_ROSTERS, type Roster, rosterState, rostersOf } from '#access/partners/roster-attestation.ts'
import { defineControl } from '#model/control.ts'
import type { Evidence } from '#model/outcome.ts'
import { Tally } from '#model/tally.ts'

const MOST_FACTS = 50

export const rostersAreAttested = defineControl({
  id: ATTESTS_ROSTERS,
  title: 'Every roster of a partner is attested this quarter',
  practice: 'p9',
  severity: 'medium',
  needs: ['partnerRoster', 'tenantInformation'],
  absences: [],
  // It gives partners their names.
  supplements: ['tenantInformation'],
  rationale:
    'A roster says whose the ids in the logs are, and what somebody on it does here raises no question. Whoever sends ' +
    'the list can put anybody on it, and people leave without a word, so that somebody here has to go through it each ' +
    'quarter and again when there is one more name.',
  remediation: [
    'Go through the people with the partner, over another way than the mail that the list came with.',
    'Somebody who left: have the partner send the list again, with the day in the column until, and keep it: keyward partners --roster FILE.',
    'Then vouch for it: keyward attest FINDING, or keyward attest "roster of NAME". It holds for a quarter and covers these people alone.',
  ],
  references: [
    'https://learn.microsoft.com/partner-center/security/customer-security-best-practices',
    'https://learn.microsoft.com/partner-center/security/csp-security-best-practices',
  ],
  evaluate({ partnerRoster, tenantInformation }, { now, decisions }) {
    const tally = new Tally()
    for (const roster of rostersOf(partnerRoster, tenantInformation, now)) {
      const attestation = rosterState(roster, decisions, now)
      if (attestation.state === 'attested' || roster.entries.length === 0) tally.ok()
      else tally.violation(evidenceOf(roster, attestation))
    }
    return tally.outcome('no partner gave a roster')
  },
})

function evidenceOf({ id, partner, entries, claims }: Roster, attestation: AttestationState): Evidence {
  const people = some(entries.map(({ person }) => person))
  return {
    subject: { type: 'roster', id, name: `roster of ${partner}` },
    summary: `The roster of ${partner} names ${people}; ${wordsOf(attestation)}.`,
    facts: entries.slice(0, MOST_FACTS).map(({ id: row, person, objectId, from, until }) => ({
      dataset: 'partnerRoster',
      id: row,
      fields: { person, objectId, from, until },
    })),
    blastRadius: 'privileged',
    wouldPassIf: 'somebody here had gone through these people this quarter',
    claims,
  }
}

function wordsOf(attestation: AttestationState): string {
  switch (attestation.state) {
    case 'gained':
      return `since it was attested on ${attestation.at.slice(0, 10)} it gained ${some(attestation.gains.map(({ what }) => what))}`
    case 'lapsed':
      return `nobody attested it this quarter, and the last time lapsed on ${attestation.until.slice(0, 10)}`
    case 'never':
      return 'nobody has attested it'
    case 'attested':
      return 'it is attested'
    default:
      return attestation satisfies never
  }
}
