import { blastRadiusOf } from '#access/evidence.ts'
import {
  ATTESTS_HANDOVER,
  type HandoverAttestation,
  handedOver,
  handoverOf,
  handoverSubject,
  isAsked,
  judgedHandover,
} from '#access/partners/handover.ts'
import { partnerDatasets, supplementingDatasets } from '#access/partners/records.ts'
import { type Partner, partnerRegister } from '#access/partners/register.ts'
import { isCalled } from '#access/partners/tasks.ts'
import { defineControl } from '#model/control.ts'
import type { Decisions } from '#model/decisions.ts'
import type { Evidence } from '#model/outcome.ts'
import { Tally } from '#model/tally.ts'
import { counted, listed } from '#model/text/words.ts'

const MOST_FACTS = 50

export const handoverIsAttested = defineControl({
  id: ATTESTS_HANDOVER,
  title: 'Every partner that administers here attested this year which logs it hands over',
  practice: 'p10',
  severity: 'medium',
  needs: partnerDatasets,
  absences: [],
  supplements: supplementingDatasets,
  emptyWithoutLicence: ['roleEligibilityScheduleInstances', 'azureRoleEligibility'],
  rationale:
    'Half of what a partner does here is in logs of its own: how its people signed in at home, who is behind an id, ' +
    'what passed through its remote tools. Most of it is gone within a month, and on the day of an incident nobody ' +
    'there has time to find out what there is and who may hand it over.',
  remediation: [
    'Send the list: keyward logs handover NAME --questionnaire --out FILE.csv, with the contract and again each year.',
    'Take it back, filled in: keyward logs handover --answers FILE.csv --by NAME. It holds for a year.',
    'An answer that falls short is an answer: agree on more, or write down that you live with it.',
  ],
  references: [
    'https://learn.microsoft.com/partner-center/security/customer-security-best-practices',
    'https://learn.microsoft.com/partner-center/security/csp-security-best-practices',
  ],
  evaluate(view, { now, decisions }) {
    const tally = new Tally()
    const { partners, undecided } = partnerRegister(view, decisions.tenant, now)
    for (const because of undecided) tally.unknown(because)
    const joining = mayBelongToAPartner(partners, decisions) ? JOINING : []
    let short = 0
    for (const partner of partners) {
      const asked = isAsked(partner)
      if (asked === false) continue
      const attestation = handoverOf(partner.ids, decisions, now)
      if (attestation.state === 'attested') short += judgeAnswers(partner, attestation, now, tally)
      else if (partner.doubt !== undefined) tally.unknown(partner.doubt)
      else if (asked === 'unknown')
        tally.unknown(`${partner.name}: a role that it holds could not be read, so it may administer nothing`)
      else tally.violation({ ...evidenceOf(partner, attestation), absences: joining })
    }
    return tally.outcome('no other organisation administers anything here', noteOf(short))
  },
})

/** What says that a name, a domain and a tenant are one partner. */
const JOINING = ['tenantInformation', 'partnerRelationships'] as const

/** Whether something was attested for somebody who shows nowhere: a record that is missing may say who that is. */
function mayBelongToAPartner(partners: readonly Partner[], decisions: Decisions): boolean {
  return handedOver(decisions).some((id) => !partners.some((partner) => isCalled(partner, id.toLowerCase())))
}

type Attested = Extract<HandoverAttestation, { latest: unknown }>

/** What was not said is not known; what falls short is said, and so no violation. Answers how many fall short. */
function judgeAnswers({ name }: Partner, { latest }: Attested, now: Date, tally: Tally): number {
  const logs = judgedHandover(latest.answers ?? [], now)
  const open = logs.filter((log) => log.open.length > 0).map(({ log }) => log)
  if (open.length > 0) tally.unknown(`${name} did not say all of ${listed(open)}`)
  else tally.ok()
  return logs.filter(({ state }) => state === 'short').length
}

function noteOf(short: number): string | undefined {
  if (short === 0) return undefined
  return `${counted(short, 'answer')} ${short === 1 ? 'falls' : 'fall'} short of what is asked: keyward logs handover`
}

function evidenceOf({ id, name, channels, tier }: Partner, attestation: HandoverAttestation): Evidence {
  const when =
    attestation.state === 'never'
      ? 'never attested which logs it hands over in an incident'
      : `attested which logs it hands over on ${attestation.latest.at.slice(0, 10)}, more than a year ago`
  return {
    subject: { type: 'partner', id: handoverSubject(id), name },
    summary: `${name} administers here and ${when}.`,
    facts: channels.flatMap(({ evidence }) => evidence).slice(0, MOST_FACTS),
    blastRadius: blastRadiusOf(tier),
    wouldPassIf: 'it had answered the questionnaire within the last year',
  }
}
