/** First and last sight in the words of the published report. */
import type { Partner, PartnerChannel } from '#access/partners/register.ts'
import { type Seen, sightOfAll } from '#access/partners/seen.ts'
import type { SeenFact } from '#model/partner-history.ts'
import type {
  ReportedChannel,
  ReportedFormerPartner,
  ReportedGoneFact,
  UnknownChannel,
} from '#model/partner-report.ts'

/** A channel with its records and when they were seen. */
export function reportedChannel(channel: PartnerChannel, partner: Partner, seen: Seen): ReportedChannel {
  const { kind, since, until, evidence } = channel
  const sights = seen.factsOf(channel, partner)
  return {
    kind,
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...sightOfAll(sights),
    evidence: evidence.map((fact, index) => ({ ...fact, ...sights[index] })),
  }
}

/** What went. */
export function reportedGone({ channel, dataset, record: id, what, ...fact }: SeenFact): ReportedGoneFact {
  const { firstSeen, lastSeen, goneAt = lastSeen } = fact
  return { channel, dataset, id, what, firstSeen, lastSeen, goneAt }
}

/** Who is on the register no more, by the id and name that it was last seen under. */
export function formerPartners({ gone }: Seen): readonly ReportedFormerPartner[] {
  const byPartner = Map.groupBy(gone, ({ partners }) => partners[0] ?? '')
  return [...byPartner].map(([id, all]) => ({
    id,
    name: all.at(-1)?.partner ?? id,
    gone: all.map(reportedGone),
  }))
}

/** A snapshot that was changed after its seal proves nothing about what was there. */
export function brokenSnapshot(id: string): UnknownChannel {
  return {
    channel: 'history',
    because: `when things were first and last seen leaves out snapshot ${id}, which was changed after its seal`,
    how: 'Put the folder of that snapshot back from a copy, and delete partner-history.json beside it: it is made again.',
  }
}
