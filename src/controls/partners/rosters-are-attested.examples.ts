import { ATTESTS_ROSTERS, rostersOf } from '#access/partners/roster-attestation.ts'
import { notAttempted, partial } from '#model/coverage.ts'
import type { RosterEntry } from '#model/records/partner-roster.ts'
import {
  anAttestation,
  aRosterEntry,
  aTenant,
  defineExamples,
  FABRIKAM,
  FRED,
  NOW,
  theDecisions,
} from '../../../test/builders/index.ts'
import { rostersAreAttested as control } from './rosters-are-attested.ts'

const fay = aRosterEntry()
const fred = aRosterEntry({ objectId: FRED, person: 'Fred Mill' })
const SUBJECT = `roster of ${FABRIKAM}`

/** Somebody vouched for these people on that day. */
function attested(people: readonly RosterEntry[], at = '2026-05-01T09:00:00Z', subject = SUBJECT) {
  const [roster] = rostersOf(people, [], NOW)
  const attestation = anAttestation(ATTESTS_ROSTERS, subject, roster?.claims ?? [])
  return theDecisions({ attestations: [{ ...attestation, at }] })
}

export const examples = defineExamples(control, [
  {
    name: 'somebody vouched for these people this quarter',
    given: aTenant({ partnerRoster: [fay, fred] }),
    decisions: attested([fay, fred]),
    then: 'pass',
  },
  {
    name: 'nobody vouched for them',
    given: aTenant({ partnerRoster: [fay] }),
    then: 'fail',
    subjects: [SUBJECT],
    severity: 'medium',
    because: /Fay Brick; nobody has attested it/,
  },
  {
    name: 'there is one more of them',
    given: aTenant({ partnerRoster: [fay, fred] }),
    decisions: attested([fay]),
    then: 'fail',
    subjects: [SUBJECT],
    because: /it gained Fred Mill/,
  },
  {
    name: 'one of them is gone',
    given: aTenant({ partnerRoster: [fay] }),
    decisions: attested([fay, fred]),
    then: 'pass',
  },
  {
    name: 'the account is in other hands now',
    given: aTenant({ partnerRoster: [{ ...fay, person: 'Gil Stone' }] }),
    decisions: attested([fay]),
    then: 'fail',
    because: /it gained Gil Stone/,
  },
  {
    name: 'somebody stays for longer than was looked at',
    given: aTenant({ partnerRoster: [{ ...fay, until: '2027-12-31' }] }),
    decisions: attested([{ ...fay, until: '2026-12-31' }]),
    then: 'fail',
    because: /it gained Fay Brick/,
  },
  {
    name: 'somebody leaves earlier',
    given: aTenant({ partnerRoster: [{ ...fay, until: '2026-06-30' }] }),
    decisions: attested([{ ...fay, until: '2026-12-31' }]),
    then: 'pass',
  },
  {
    name: 'it was vouched for more than a quarter ago, whatever end was given',
    given: aTenant({ partnerRoster: [fay] }),
    decisions: attested([fay], '2026-02-28T09:00:00Z'),
    then: 'fail',
    because: /nobody attested it this quarter/,
  },
  {
    name: 'the last day of the quarter',
    given: aTenant({ partnerRoster: [fay] }),
    decisions: attested([fay], '2026-03-01T09:00:00Z'),
    then: 'pass',
  },
  {
    name: 'what somebody vouched for was the partner and not its people',
    given: aTenant({ partnerRoster: [fay] }),
    decisions: theDecisions({
      attestations: [
        anAttestation(
          'partners/every-partner-is-attested',
          FABRIKAM,
          rostersOf([fay], [], NOW)[0]?.claims ?? [],
        ),
      ],
    }),
    then: 'fail',
  },
  {
    name: 'all who are listed have left',
    given: aTenant({ partnerRoster: [{ ...fay, until: '2026-05-01' }] }),
    then: 'pass',
  },
  {
    name: 'the roster tells the partner by its domain, and its tenant is known meanwhile',
    given: aTenant({
      partnerRoster: [{ ...fay, tenantId: null, domain: 'fabrikam.example' }],
      tenantInformation: [{ tenantId: FABRIKAM, defaultDomainName: 'fabrikam.example' }],
    }),
    decisions: attested([fay], '2026-05-01T09:00:00Z', 'roster of fabrikam.example'),
    then: 'pass',
  },
  {
    name: 'no partner gave one',
    given: aTenant(),
    then: 'notApplicable',
  },
  {
    name: 'no list was kept',
    given: aTenant(),
    coverage: { partnerRoster: notAttempted('nobody kept one') },
    then: 'unknown',
  },
  {
    name: 'the list is older than a quarter',
    given: aTenant({ partnerRoster: [fay] }),
    decisions: attested([fay]),
    coverage: { partnerRoster: partial('copied by hand 120 days ago') },
    then: 'unknown',
    because: /120 days ago/,
  },
])
