/** `keyward coverage` for a spreadsheet: a row per account. */
import type { ReportedAccount, SignInReport } from '#model/sign-in-report.ts'
import { csvLine } from '../csv-line.ts'
import { clientWords, resourceWords } from './figures.ts'

const ways = Object.keys(resourceWords).flatMap((resource) =>
  Object.keys(clientWords).map((client) => [resource, client] as const),
)

/** The report as CSV, line by line. */
export function* signInCsv({ accounts }: SignInReport): Generator<string> {
  const header = [
    'id',
    'upn',
    'type',
    'enabled',
    'verdict',
    'registered',
    ...ways.map((way) => way.join(' ')),
    'because',
    'as activated',
  ]
  yield csvLine(header)
  for (const account of accounts) yield csvLine(cells(account))
}

function cells(account: ReportedAccount): readonly string[] {
  const { id, upn, type, enabled, verdict, registered, grades, gaps, asActivated } = account
  const worst = gaps.find(({ resource }) => resource === 'all') ?? gaps[0]
  return [
    id,
    upn,
    type,
    String(enabled),
    verdict,
    String(registered),
    ...ways.map(([resource, client]) => grades[resource]?.[client] ?? 'unknown'),
    worst?.because ?? '',
    asActivated ?? '',
  ]
}
