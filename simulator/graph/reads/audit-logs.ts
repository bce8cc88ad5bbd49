import type { Item } from '../../estate/types.ts'
import { collection, type FilterForm, type Route } from '../route.ts'
import { filtered, fromList, type Keep } from '../source.ts'

/** Default and maximum (identity reference, section f.1). */
const logPageSize = 1000

const newestFirst = (items: readonly Item[], time: string): readonly Item[] =>
  items.toSorted((one, other) => String(other[time]).localeCompare(String(one[time])))

const isInteractive: Keep = (item) => kindsOf(item).includes('interactiveUser')

function kindsOf(item: Item): readonly unknown[] {
  const kinds = item['signInEventTypes']
  return Array.isArray(kinds) ? kinds : []
}

/** From a moment on and before another; text compares as time does, because all of it is UTC in one form. */
function between(time: string, from = '', to = ''): Keep {
  return (item) => {
    const at = Date.parse(String(item[time]))
    return at >= Date.parse(from) && at < Date.parse(to)
  }
}

const MOMENT = '(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?Z)'

const signInsBetween: FilterForm = {
  form: new RegExp(
    `^createdDateTime ge ${MOMENT} and createdDateTime lt ${MOMENT} and ` +
      "signInEventTypes/any\\(t: ?t eq 'interactiveUser' or t eq 'nonInteractiveUser'\\)$",
  ),
  keep: ([, from, to]) => between('createdDateTime', from, to),
  // Asked for both kinds, the log gives up the one that it hides otherwise.
  narrow: ({ state }) => fromList(newestFirst(state.estate.signIns, 'createdDateTime')),
}

const auditsBetween: FilterForm = {
  form: new RegExp(`^activityDateTime ge ${MOMENT} and activityDateTime lt ${MOMENT}$`),
  keep: ([, from, to]) => between('activityDateTime', from, to),
}

export const auditLogRoutes: readonly Route[] = [
  collection({
    template: '/beta/auditLogs/signIns',
    context: 'auditLogs/signIns',
    types: ['beta.signIn'],
    licence: 'p1',
    lane: 'reports',
    pageSize: logPageSize,
    maxTop: logPageSize,
    filters: [signInsBetween],
    // Without a filter on the kinds only interactive sign-ins come.
    read: ({ state }) =>
      filtered(fromList(newestFirst(state.estate.signIns, 'createdDateTime')), isInteractive),
  }),
  collection({
    template: '/beta/auditLogs/directoryAudits',
    context: 'auditLogs/directoryAudits',
    types: ['beta.directoryAudit'],
    lane: 'reports',
    pageSize: logPageSize,
    maxTop: logPageSize,
    filters: [auditsBetween],
    read: ({ state }) => fromList(newestFirst(state.estate.directoryAudits, 'activityDateTime')),
  }),
]
