import type { Item } from '../../estate/types.ts'
import type { LogKind } from '../../logs/log-book.ts'
import { unlicensed } from '../errors.ts'
import { type Call, collection, type FilterForm, type Route } from '../route.ts'
import { fromList, type Source } from '../source.ts'

/** Default and maximum (identity reference, section f.1). */
const logPageSize = 1000

const MOMENT = '(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?Z)'

const EVER: readonly [number, number] = [0, Date.UTC(9999, 0)]

function spanOf(from = '', to = ''): readonly [number, number] {
  return [Date.parse(from), Date.parse(to)]
}

/** Rows of the estate, newest first, then those that the book lets be seen. */
function rows(
  { state }: Call,
  items: readonly Item[],
  time: string,
  kinds: readonly LogKind[],
  [from, to]: readonly [number, number],
): Source {
  const own = items.filter((item) => {
    const at = Date.parse(String(item[time]))
    return at >= from && at < to
  })
  const newest = own.toSorted((one, other) => String(other[time]).localeCompare(String(one[time])))
  const now = state.clock()
  return fromList([...newest, ...kinds.flatMap((kind) => state.logs.rows({ kind, from, to, now }))])
}

function kindsOf(item: Item): readonly unknown[] {
  const kinds = item['signInEventTypes']
  return Array.isArray(kinds) ? kinds : []
}

function signIns(call: Call, kinds: readonly LogKind[], span: readonly [number, number]): Source {
  const items = call.state.estate.signIns.filter((item) => kinds.some((kind) => kindsOf(item).includes(kind)))
  return rows(call, items, 'createdDateTime', kinds, span)
}

const KINDS = ['interactiveUser', 'nonInteractiveUser', 'servicePrincipal', 'managedIdentity'] as const

/** A span of time and one kind, or the two kinds of people. */
const signInsBetween: FilterForm = {
  form: new RegExp(
    `^createdDateTime ge ${MOMENT} and createdDateTime lt ${MOMENT} and ` +
      `signInEventTypes/any\\(t: ?t eq '(${KINDS.join('|')})'( or t eq 'nonInteractiveUser')?\\)$`,
  ),
  keep: () => () => true,
  narrow: (call, [, from, to, kind, and]) => {
    const first = KINDS.filter((one) => one === kind)
    return signIns(call, and === undefined ? first : [...first, 'nonInteractiveUser'], spanOf(from, to))
  },
}

/** A span of time by the one field that the log has for it. */
function between(time: string, find: (call: Call, span: readonly [number, number]) => Source): FilterForm {
  return {
    form: new RegExp(`^${time} ge ${MOMENT} and ${time} lt ${MOMENT}$`),
    keep: () => () => true,
    narrow: (call, [, from, to]) => find(call, spanOf(from, to)),
  }
}

const audits = (call: Call, span: readonly [number, number]): Source =>
  rows(call, call.state.estate.directoryAudits, 'activityDateTime', ['directoryAudits'], span)

const provisioning = (call: Call, span: readonly [number, number]): Source =>
  rows(call, [], 'activityDateTime', ['provisioning'], span)

const riskDetections = (call: Call, span: readonly [number, number]): Source =>
  rows(call, [], 'detectedDateTime', ['riskDetections'], span)

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
    read: (call) => signIns(call, ['interactiveUser'], EVER),
  }),
  collection({
    template: '/beta/auditLogs/directoryAudits',
    context: 'auditLogs/directoryAudits',
    types: ['beta.directoryAudit'],
    lane: 'reports',
    pageSize: logPageSize,
    maxTop: logPageSize,
    filters: [between('activityDateTime', audits)],
    read: (call) => audits(call, EVER),
  }),
  collection({
    template: '/v1.0/auditLogs/provisioning',
    context: 'auditLogs/provisioning',
    types: ['v1.provisioningObjectSummary'],
    licence: 'p1',
    lane: 'reports',
    pageSize: logPageSize,
    maxTop: logPageSize,
    filters: [between('activityDateTime', provisioning)],
    read: (call) => provisioning(call, EVER),
  }),
  collection({
    template: '/v1.0/identityProtection/riskDetections',
    context: 'identityProtection/riskDetections',
    types: ['v1.riskDetection'],
    lane: 'conditionalAccess',
    pageSize: logPageSize,
    maxTop: logPageSize,
    filters: [between('detectedDateTime', riskDetections)],
    check: ({ state }) => {
      if (!state.settings.licences.includes('p2')) throw unlicensed.risk()
    },
    read: (call) => riskDetections(call, EVER),
  }),
]
