import { createHash } from 'node:crypto'
import type { Account, Item } from '../../estate/types.ts'
import { badRequest } from '../errors.ts'
import { type Call, download, type Route } from '../route.ts'

/** Usage reports come as CSV behind a redirect (identity reference, section b.4); the columns are Microsoft's. */
const activeUserColumns = [
  'Report Refresh Date',
  'User Principal Name',
  'Display Name',
  'Is Deleted',
  'Deleted Date',
  'Has Exchange License',
  'Has OneDrive License',
  'Has SharePoint License',
  'Has Skype For Business License',
  'Has Yammer License',
  'Has Teams License',
  'Exchange Last Activity Date',
  'OneDrive Last Activity Date',
  'SharePoint Last Activity Date',
  'Skype For Business Last Activity Date',
  'Yammer Last Activity Date',
  'Teams Last Activity Date',
  'Exchange License Assign Date',
  'OneDrive License Assign Date',
  'SharePoint License Assign Date',
  'Skype For Business License Assign Date',
  'Yammer License Assign Date',
  'Teams License Assign Date',
  'Assigned Products',
]
const mailColumns = [
  'Report Refresh Date',
  'User Principal Name',
  'Display Name',
  'Is Deleted',
  'Deleted Date',
  'Last Activity Date',
  'Send Count',
  'Receive Count',
  'Read Count',
  'Meeting Created Count',
  'Meeting Interacted Count',
  'Assigned Products',
  'Report Period',
]
const periods: Readonly<Record<string, number>> = { D7: 7, D30: 30, D90: 90, D180: 180 }

type Row = (account: Account, called: readonly string[], period: number, refreshed: string) => string[]

function report(columns: readonly string[], row: Row): (call: Call) => Iterable<string> {
  return (call) => {
    const days = periods[call.parameter('period')]
    if (days === undefined) throw badRequest(`Invalid period value '${call.parameter('period')}' specified.`)
    return lines(call, columns, row, days)
  }
}

function* lines(call: Call, columns: readonly string[], row: Row, days: number): Iterable<string> {
  const { accounts, now, reportSettings } = call.state.estate
  const refreshed = dateBefore(now, 2)
  yield `\ufeff${columns.join(',')}\n`
  for (let position = 0; position < accounts.length; position++) {
    const account = accounts.present(position)
    if (!account || !hasPlan(account.user['assignedPlans'], 'exchange')) continue
    const { userPrincipalName, displayName } = account.user
    const called = [userPrincipalName, displayName].map((name) =>
      reportSettings['displayConcealedNames'] === true ? concealed(name) : name,
    )
    yield `${row(account, called, days, refreshed).map(quoted).join(',')}\n`
  }
}

const activeUser: Row = ({ user }, [upn = '', name = ''], _days, refreshed) => {
  const has = (service: string): string => (hasPlan(user['assignedPlans'], service) ? 'True' : 'False')
  const last = lastActivity(user['signInActivity'])
  const since = String(user['createdDateTime']).slice(0, 10)
  const seen = [last, '', last, '', '', last]
  const held = [has('exchange'), 'False', has('SharePoint'), 'False', 'False', has('TeamspaceAPI')]
  return [refreshed, upn, name, 'False', '', ...held, ...seen, since, '', since, '', '', since, product]
}

const mail: Row = ({ user }, [upn = '', name = ''], days, refreshed) => {
  const last = lastActivity(user['signInActivity'])
  const sent = last === '' ? 0 : days
  const counts = [sent, sent * 4, sent * 3, 0, 0].map(String)
  return [refreshed, upn, name, 'False', '', last, ...counts, product, String(days)]
}

const product = 'MICROSOFT 365 BUSINESS'

function hasPlan(plans: unknown, service: string): boolean {
  return (plans as readonly Item[]).some((plan) => plan['service'] === service)
}

function lastActivity(activity: unknown): string {
  return String((activity as Item | undefined)?.['lastSignInDateTime'] ?? '').slice(0, 10)
}

/** Concealed names are hashes, the same for the same name, so that rows can still be told apart. */
function concealed(name: string): string {
  return createHash('md5').update(name).digest('hex').toUpperCase()
}

function quoted(field: string): string {
  return /[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field
}

function dateBefore(now: string, days: number): string {
  return new Date(Date.parse(now) - days * 86_400_000).toISOString().slice(0, 10)
}

export const usageReportRoutes: readonly Route[] = [
  download({
    template: "/v1.0/reports/getOffice365ActiveUserDetail(period='{period}')",
    context: '',
    types: [],
    lane: 'usageReports',
    file: 'Office365ActiveUserDetail.csv',
    lines: report(activeUserColumns, activeUser),
  }),
  download({
    template: "/v1.0/reports/getEmailActivityUserDetail(period='{period}')",
    context: '',
    types: [],
    lane: 'usageReports',
    file: 'EmailActivityUserDetail.csv',
    lines: report(mailColumns, mail),
  }),
]
