/** What administrators did, for people: first what is not to be expected, then what nobody can tell. */
import { safeText } from '#model/text/safe-text.ts'
import { cut } from '#model/text/width.ts'
import { count, counted } from '#model/text/words.ts'
import type { AdminOperation, AdminReport } from '#pipeline/logs/admins.ts'
import { eventLines } from './search-text.ts'

const MOST_ACTORS = 12
const MOST_NEWEST = 2

const WHAT: Readonly<Record<AdminOperation['what'], string>> = {
  roles: 'roles',
  credentials: "applications' credentials",
  consent: 'consent and permissions',
  signInRules: 'rules of signing in',
  federation: 'domains and federation',
  exchangeRights: 'rights in Exchange and Purview',
  logSettings: 'settings of logs',
  azureAccess: 'access to Azure',
  elevation: 'elevation to all of Azure',
}

/** The report for people. @param limit how many operations are listed of each kind of answer */
export function adminsText(report: AdminReport, columns: number, limit: number): string {
  const { operations, counts, byKind, whole } = report
  const kinds = Object.entries(byKind).filter(([, number]) => number > 0)
  return [
    operations.length === 0
      ? 'No privileged operation is in the store.'
      : `${counted(operations.length, 'privileged operation')}${whole ? '' : ', the newest'}: ${count(counts.no)} not expected, ${count(counts.unknown)} not known, ${count(counts.yes)} expected.`,
    ...kinds.map(([kind, number]) =>
      line(`  ${WHAT[kind as AdminOperation['what']].padEnd(32)}${count(number).padStart(9)}`, columns),
    ),
    ...listed('Not expected:', operations, 'no', limit, columns),
    ...listed('Not known:', operations, 'unknown', limit, columns),
    ...actorLines(report, columns),
    ...breakGlassLines(report, columns),
    ...(report.unknown.length === 0 ? [] : ['', 'Could not be asked:']),
    ...report.unknown.map(({ because }) => line(`  ${because}`, columns)),
    '',
  ].join('\n')
}

function listed(
  title: string,
  operations: readonly AdminOperation[],
  state: AdminOperation['expected'],
  limit: number,
  columns: number,
): readonly string[] {
  const own = operations.filter(({ expected }) => expected === state)
  if (own.length === 0) return []
  const more = own.length - limit
  return [
    '',
    title,
    ...own.slice(0, limit).flatMap((operation) => operationLines(operation, columns)),
    ...(more > 0 ? [`and ${count(more)} more (--limit, --format json)`] : []),
  ]
}

function operationLines(operation: AdminOperation, columns: number): readonly string[] {
  const { from, unexpected, unknown, notes, changed } = operation
  const device = from.device === null ? [] : [from.device.os, from.device.browser, from.device.id]
  const place = [from.country, ...device].filter((part) => part !== null)
  const [first] = changed.fields
  const what = first === undefined ? [] : [`${first.field}: ${first.old ?? ''} → ${first.new ?? ''}`]
  return [
    ...eventLines(operation, columns),
    ...what.map((text) => line(`    ${text}`, columns)),
    ...(place.length === 0 ? [] : [line(`    with ${place.join(', ')}`, columns)]),
    ...[...unexpected, ...unknown, ...notes].map((text) => line(`    ${text}`, columns)),
  ]
}

function actorLines({ actors }: AdminReport, columns: number): readonly string[] {
  if (actors.length === 0) return []
  return [
    '',
    'By whom:',
    ...actors.slice(0, MOST_ACTORS).map(({ name, operations, unexpected, unknown }) => {
      const told = [
        ...(unexpected > 0 ? [`${count(unexpected)} not expected`] : []),
        ...(unknown > 0 ? [`${count(unknown)} not known`] : []),
      ]
      return line(
        `${count(operations).padStart(7)}  ${name}${told.length > 0 ? `: ${told.join(', ')}` : ''}`,
        columns,
      )
    }),
    ...(actors.length > MOST_ACTORS ? [`         and ${count(actors.length - MOST_ACTORS)} more`] : []),
  ]
}

function breakGlassLines({ breakGlass }: AdminReport, columns: number): readonly string[] {
  if (breakGlass.length === 0) return []
  return [
    '',
    'Accounts for emergencies:',
    ...breakGlass.flatMap(({ account, events, newest }) => [
      line(`  ${account}: ${events === 0 ? 'not used' : counted(events, 'event')}`, columns),
      ...newest
        .slice(0, MOST_NEWEST)
        .flatMap((event) => eventLines(event, columns - 4).map((text) => `    ${text}`)),
    ]),
  ]
}

const line = (text: string, columns: number): string => cut(safeText(text), columns)
