import type { Item } from '../../estate/types.ts'
import { badFilter, unauthorized } from '../errors.ts'
import type { ArmCall, ArmRoute } from '../route.ts'
import { demandSight, seesRoot } from '../sight.ts'

const ACTION = 'Microsoft.Insights/eventtypes/values/Read'
const MOMENT = "'(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?Z)'"

/** A start is required and nothing finer than the documented fields may be asked for (Azure reference, section 2.2). */
const FORM = new RegExp(`^eventTimestamp ge ${MOMENT}(?: and eventTimestamp le ${MOMENT})?$`)

function events({ state, query }: ArmCall, place: string): readonly Item[] {
  const filter = query.get('$filter') ?? ''
  const match = FORM.exec(filter.trim())
  if (!match) throw badFilter(filter)
  const now = state.clock()
  const from = Date.parse(match[1] ?? '')
  // `le`: the last moment is part of it.
  const to = match[2] === undefined ? now : Date.parse(match[2]) + 1
  return state.logs.rows({ kind: 'azureActivity', from, to, now, place })
}

const LOG = 'providers/Microsoft.Insights/eventtypes/management/values'

/** The activity log, of a subscription and of the tenant itself. */
export const activityRoutes: readonly ArmRoute[] = [
  {
    template: `/subscriptions/{subscription}/${LOG}`,
    read: (call) => {
      const id = call.parameter('subscription')
      demandSight(call.state, `/subscriptions/${id}`, ACTION)
      return events(call, id)
    },
  },
  {
    template: `/${LOG}`,
    read: (call) => {
      if (!seesRoot(call.state)) throw unauthorized(call.state.clientId, ACTION, '/')
      return events(call, 'tenant')
    },
  },
]
