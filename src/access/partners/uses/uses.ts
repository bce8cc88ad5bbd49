/** Whether each way in of a partner was used, within the days of the logs, or why nobody can say. */

import type { PartnerEvent } from '../../events/event.ts'
import { eventsOf } from '../activity.ts'
import type { Partner } from '../register.ts'
import type { Power } from '../sighting.ts'
import { applicationUse } from './application-use.ts'
import { azureUse } from './azure-use.ts'
import { directoryUse } from './directory-use.ts'
import { notKnown, type PowerUse } from './power-use.ts'
import type { Change, UseFacts } from './use-facts.ts'

/** The use of every power of the partner, in their order. */
export function usesOf(partner: Partner, facts: UseFacts): readonly PowerUse[] {
  const own = eventsOf(partner, facts.events)
  return partner.powers.map((power) => useOf(power, partner, own, facts))
}

function useOf(power: Power, partner: Partner, own: readonly PartnerEvent[], facts: UseFacts): PowerUse {
  switch (power.channel) {
    case 'directoryRole':
    case 'tenantGovernance':
      return byPeople(power, partner, own, facts)
    case 'azureRole':
    case 'lighthouse':
      return inAzure(power, partner, own, facts)
    case 'application':
      return applicationUse(power, facts)
    case 'guest':
    case 'localAccount':
      return byAccount(power, partner, facts)
    default:
      return notKnown('a list that somebody copied says nothing about use')
  }
}

/** Logs name the tenant of whoever acted, and never the group that the role was held through. */
function byPeople(power: Power, partner: Partner, own: readonly PartnerEvent[], facts: UseFacts): PowerUse {
  const others = partner.powers.filter(
    ({ channel }) => channel === 'directoryRole' || channel === 'tenantGovernance',
  )
  const changes = own.flatMap(({ kind, source, time, category, app }): Change[] => {
    if (kind !== 'change') return []
    return source === 'directoryAudit'
      ? [{ time, log: 'directory', kind: category }]
      : [{ time, log: 'unified', kind: app }]
  })
  return directoryUse(power, others, changes, facts, doubtsAbout(partner, facts, 'change'))
}

function inAzure(power: Power, partner: Partner, own: readonly PartnerEvent[], facts: UseFacts): PowerUse {
  const operations = own.filter(({ kind }) => kind === 'operation')
  const use = azureUse(power, operations, facts)
  const [doubt] = use.state === 'unused' ? doubtsAbout(partner, facts, 'operation') : []
  return doubt === undefined ? use : notKnown(doubt)
}

/** Records of a provider whose tenant no log says may be this partner's. */
function doubtsAbout(
  { tenantIds, ids }: Partner,
  { events }: UseFacts,
  wanted: PartnerEvent['kind'],
): readonly string[] {
  if (tenantIds.length === 0) return ['its tenant is not known, and logs name tenants']
  const homeless = events.some(
    ({ isProvider, tenantId, principalId, kind }) =>
      isProvider && tenantId === undefined && kind === wanted && !ids.includes(principalId ?? ''),
  )
  return homeless ? ['somebody of a provider is in the logs without a word on whose it is'] : []
}

/** An account of this directory: logs name it by its id. */
function byAccount(power: Power, { powers }: Partner, facts: UseFacts): PowerUse {
  const account = power.path[0]?.id.toLowerCase()
  if (account === undefined) return notKnown('the record names no account')
  const isOfAzure = power.scope.startsWith('/subscriptions/') || power.role.endsWith('(Azure)')
  if (isOfAzure) return azureUse(power, facts.operationsBy(account), facts)
  const others = powers.filter(({ path }) => path[0]?.id.toLowerCase() === account)
  const doubts =
    facts.isCollected && power.channel === 'localAccount'
      ? ['what is collected of the logs is what people of other tenants did']
      : []
  return directoryUse(power, others, facts.changesBy(account), facts, doubts)
}
