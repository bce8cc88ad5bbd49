/**
 * Sign-ins of service providers: the question that Microsoft's practices ask of the log, "cross-tenant access type:
 * service provider" (identity.md §d.5 channel 3). What somebody did is no key, so nothing of it is attested.
 */
import { datasetOfSource, type PartnerEvent } from '../../events/event.ts'
import type { Sighting } from '../sighting.ts'
import type { PartnerSources } from '../sources.ts'

/** Of thousands of records the first and the last ones are evidence enough. */
const MOST_RECORDS = 50

/** Sign-ins that say themselves that a provider came in; `also` adds tenants that are on the register anyhow. */
export function signInSightings(sources: PartnerSources, also: ReadonlySet<string>): readonly Sighting[] {
  return eventSightings('signIn', sources.events, also)
}

/** Sightings of a channel from its events, a handful a tenant. */
export function eventSightings(
  channel: 'signIn' | 'audit',
  events: readonly PartnerEvent[],
  also: ReadonlySet<string>,
): readonly Sighting[] {
  const own = events.filter(({ kind }) => (kind === 'signIn') === (channel === 'signIn'))
  const byTenant = Map.groupBy(own, ({ tenantId }) => tenantId)
  return [...byTenant].flatMap(([tenantId, all]) => {
    if (tenantId === undefined) return []
    if (!also.has(tenantId) && !all.some(({ isProvider }) => isProvider)) return []
    return ends(all).map((event) => sightingOf(channel, tenantId, event))
  })
}

/** Why there may be more partners in the logs: records of providers that do not say whose they are. */
export function undecidedEvents({ events }: PartnerSources): readonly string[] {
  const homeless = events.filter(({ isProvider, tenantId }) => isProvider && tenantId === undefined)
  const ids = new Set(homeless.map(({ actorId }) => actorId ?? 'somebody without an id'))
  if (ids.size === 0) return []
  const who = ids.size === 1 ? '1 account of a provider is' : `${ids.size} accounts of providers are`
  return [`${who} in the logs without a word on whose it is: ${[...ids].slice(0, 5).join(', ')}`]
}

function ends(events: readonly PartnerEvent[]): readonly PartnerEvent[] {
  if (events.length <= MOST_RECORDS) return events
  const half = MOST_RECORDS / 2
  return [...events.slice(0, half), ...events.slice(-half)]
}

function sightingOf(channel: 'signIn' | 'audit', tenantId: string, event: PartnerEvent): Sighting {
  const { id, source, time, actorId, operation, app, resource, ip } = event
  return {
    channel,
    home: { tenantId },
    evidence: {
      dataset: datasetOfSource[source],
      id,
      fields: { time, actorId, operation, app, resource, ip },
    },
    since: time,
    powers: [],
    claims: [],
  }
}
