/** Whether a role of Azure was used: operations in its scope by its holder (azure.md §2.2, §3). */
import type { ActivityLogRecord } from '#model/records/activity-log.ts'
import { counted } from '#model/text/words.ts'
import { isAboveSubscriptions } from '../../azure-roles.ts'
import { foreignTenant } from '../../events/event.ts'
import type { Power } from '../sighting.ts'
import { notKnown, type PowerUse, unusedWithin } from './power-use.ts'
import type { Operation, UseFacts } from './use-facts.ts'

/** The use of one role. Azure writes down what was changed, and of reading next to nothing. */
export function azureUse(power: Power, operations: readonly Operation[], facts: UseFacts): PowerUse {
  const own = operations.filter(({ resource }) => isWithin(resource, power.scope))
  const last = own.at(-1)
  if (last !== undefined) return { state: 'used', what: 'operation', times: own.length, last: last.time }
  const why = facts.gap('activityLog')
  if (why !== undefined) return notKnown(why)
  if (power.tier === 'other') return notKnown('it only reads, and Azure logs no reading')
  if (isAboveSubscriptions(power.scope))
    return notKnown('it reaches subscriptions of which the log at hand may hold nothing')
  const subscription = power.scope.split('/')[2] ?? ''
  const strangers = facts
    .operationsIn(subscription)
    .filter((row) => isWithin(row.resourceId, power.scope) && !isKnown(row, facts))
  if (strangers.length > 0)
    return notKnown(
      `${counted(strangers.length, 'operation there is', 'operations there are')} by somebody whom neither the log nor the directory names`,
    )
  return unusedWithin([facts.reach('activityLog', subscription)])
}

function isWithin(resource: string | null | undefined, scope: string): boolean {
  const wanted = scope.toLowerCase()
  if (isAboveSubscriptions(wanted)) return true
  const id = resource?.toLowerCase() ?? ''
  return id === wanted || id.startsWith(`${wanted}/`)
}

/** Somebody of another tenant by the token, or an object of the own directory. Only people and applications change things. */
function isKnown(
  { category, actorTenantId, identityProvider, actorId, appId }: ActivityLogRecord,
  { isKnown: isInDirectory, own }: UseFacts,
): boolean {
  if (category && category.toLowerCase() !== 'administrative') return true
  const isFromElsewhere =
    foreignTenant(actorTenantId, own) !== undefined || (identityProvider ?? '').includes('sts.windows.net/')
  return isFromElsewhere || [actorId, appId].some((id) => id && isInDirectory(id.toLowerCase()))
}
