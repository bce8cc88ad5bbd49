/** The roster of a partner as the subject of a decision: `keyward attest "roster of Northgate Managed IT"`. */
import { ATTESTS_ROSTERS, rostersOf } from '#access/partners/roster-attestation.ts'
import type { Claim } from '#model/claims.ts'
import type { TenantStore } from '#store/store.ts'
import { loadFacts } from './facts.ts'
import { withRegister } from './register.ts'

export interface RosterSubject {
  readonly control: string
  readonly subject: string
  readonly name: string
  readonly claims: readonly Claim[]
}

const OF = /^roster of (?<whose>.+)$/i

/** The roster as it is kept now; undefined for words that mean none. @throws KeywardError `snapshot-broken` */
export async function rosterSubject(
  store: TenantStore,
  about: string,
  now: Date,
): Promise<RosterSubject | undefined> {
  const whose = OF.exec(about.trim())?.groups?.['whose']?.trim().toLowerCase()
  const snapshot = await store.snapshots.latest()
  if (whose === undefined || snapshot === undefined) return undefined
  const loaded = await loadFacts(snapshot, ['partnerRoster', 'tenantInformation'])
  const facts = withRegister(loaded, await store.decisions.view(), now)
  const rosters = rostersOf(facts.records('partnerRoster'), facts.records('tenantInformation'), now)
  const roster = rosters.find(({ of }) => of.includes(whose))
  if (roster === undefined) return undefined
  return {
    control: ATTESTS_ROSTERS,
    subject: roster.id,
    name: `roster of ${roster.partner}`,
    claims: roster.claims,
  }
}
