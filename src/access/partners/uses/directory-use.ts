/** Whether a role of the directory was used: changes of the kind that it allows, in the logs that would hold them. */
import type { Power } from '../sighting.ts'
import { notKnown, type PowerUse, unusedWithin } from './power-use.ts'
import { areaOf, type RoleArea } from './role-areas.ts'
import type { Change, UseFacts } from './use-facts.ts'

/**
 * The use of one role by these changes.
 * @param others the other roles of the same holder
 * @param doubts why a change of the holder may be missing among them
 */
export function directoryUse(
  power: Power,
  others: readonly Power[],
  changes: readonly Change[],
  facts: UseFacts,
  doubts: readonly string[],
): PowerUse {
  const area = areaOf(power.roleId, power.role)
  if (typeof area === 'string') return notKnown(area)
  const own = changes.filter((change) => fits(change, area) === 'yes')
  const last = own.at(-1)
  if (last !== undefined) return used(own, last, power, others)
  const vague = changes.some((change) => fits(change, area) === 'maybe')
  const reasons = [
    ...doubts,
    ...(vague ? ['a change of its holder is in the logs without a word on its kind'] : []),
    ...(area.elsewhere === undefined ? [] : [area.elsewhere]),
  ]
  return unusedWithin([...reasons, ...reachesOf(area, facts)])
}

function used(own: readonly Change[], last: Change, power: Power, others: readonly Power[]): PowerUse {
  const also = others.find((other) => {
    const area = areaOf(other.roleId, other.role)
    return (
      other.roleId !== power.roleId && typeof area !== 'string' && own.some((one) => fits(one, area) !== 'no')
    )
  })
  const shared = also === undefined ? {} : { sharedWith: also.role }
  return { state: 'used', what: 'change', times: own.length, last: last.time, ...shared }
}

/** What Entra tells the unified log as well has no category there. */
function fits({ log, kind }: Change, { categories, workloads }: RoleArea): 'yes' | 'no' | 'maybe' {
  const isOf = (names: readonly string[]) => names.some((name) => name.toLowerCase() === kind?.toLowerCase())
  if (log === 'directory') {
    if (categories === 'all') return 'yes'
    if (kind === undefined) return categories.length > 0 ? 'maybe' : 'no'
    return isOf(categories) ? 'yes' : 'no'
  }
  if (kind === undefined || /^AzureActiveDirectory/i.test(kind)) return categories === 'all' ? 'yes' : 'maybe'
  return isOf(workloads) ? 'yes' : 'no'
}

function reachesOf({ categories, workloads }: RoleArea, { reach }: UseFacts) {
  const directory = categories.length > 0 ? [reach('directoryAudits')] : []
  // A log of one workload may be switched off or left out of an export while the others are there.
  const [first] = workloads
  return first === undefined ? directory : [...directory, reach('unifiedAudit', first)]
}
