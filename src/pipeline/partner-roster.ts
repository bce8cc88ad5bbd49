/** The roster of a partner on its page: how many people, and whether somebody vouches for them this quarter. */
import type { Partner } from '#access/partners/register.ts'
import { type Roster, rosterDecision, rosterState } from '#access/partners/roster-attestation.ts'
import type { Decisions } from '#model/decisions.ts'
import type { ReportedRoster } from '#model/partner-report.ts'

/** The roster that names one of the partner's tenants or domains; undefined where it gave none. */
export function reportedRoster(
  { ids }: Partner,
  rosters: readonly Roster[],
  decisions: Decisions,
  now: Date,
): ReportedRoster | undefined {
  const roster = rosters.find(({ of }) => of.some((name) => ids.includes(name)))
  if (roster === undefined) return undefined
  const state = rosterState(roster, decisions, now)
  const { latest, lost } = rosterDecision(roster, decisions)
  return {
    id: roster.id,
    people: roster.entries.length,
    state: state.state,
    ...(latest === undefined ? {} : { author: latest.author, at: latest.at, until: latest.until }),
    gained: state.state === 'gained' ? state.gains.map(({ what }) => what) : [],
    lost,
  }
}
