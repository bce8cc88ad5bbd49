/** Two months of a small company's logs with every fault in them that a review should see; made up. */
import { auditData, signIn, TENANT } from './samples.ts'
import { poisson, randomOf } from './anomaly-series.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** A Monday. */
export const START = Date.UTC(2026, 8, 7)
export const at = (day: number, hour = 0): number => START + day * DAY + hour * HOUR
const plain = (time: number): string => new Date(time).toISOString().slice(0, 19)

/** The unified log is switched off on day 45 at 12 and on again on day 46 at 18. */
export const OFF = { from: at(45, 12), to: at(46, 18) }
/** From this day on SharePoint writes nothing more. */
export const SHAREPOINT_ENDS = 50
export const LAST = 62

/** A command of Exchange as the unified log writes it. */
export function command(
  time: number,
  operation: string,
  parameters: Readonly<Record<string, string>>,
  user = 'eve@fabrikam.example',
) {
  return {
    ...auditData,
    Id: `${operation}-${time}`,
    CreationTime: plain(time),
    Operation: operation,
    UserId: user,
    Parameters: Object.entries(parameters).map(([Name, Value]) => ({ Name, Value })),
  }
}

const record = (
  time: number,
  id: number,
  workload: string,
  operation: string,
  user: string,
  userType: number,
) => ({
  CreationTime: plain(time),
  Id: `${workload}-${id}`,
  Operation: operation,
  OrganizationId: TENANT,
  RecordType: workload === 'SharePoint' ? 6 : workload === 'Exchange' ? 2 : 8,
  UserType: userType,
  Workload: workload,
  UserId: user,
  ResultStatus: 'Success',
})

function isLogged(workload: string, time: number, day: number): boolean {
  const isOff = time >= OFF.from && time < OFF.to
  return !isOff && (workload !== 'SharePoint' || day < SHAREPOINT_ENDS)
}

function worked(workload: string, time: number, id: number): object {
  return workload === 'AzureActiveDirectory'
    ? record(time, id, workload, 'Update device', 'ServicePrincipal_1', 4)
    : record(time, id, workload, 'FileModified', 'bo@fabrikam.example', 0)
}

/** The records as exports hold them. @param hasFaults without, the same company with nothing wrong */
export function holedLogs(hasFaults = true): readonly object[] {
  const random = randomOf(42)
  const records: object[] = []
  for (let day = 0; day < LAST; day += 1) {
    for (let hour = 0; hour < 24; hour += 1) {
      const isWork = day % 7 < 5 && hour >= 8 && hour < 18
      const times = (mean: number) =>
        Array.from({ length: poisson(random, mean) }, () => at(day, hour) + Math.floor(random() * HOUR))
      for (const time of times(isWork ? 4 : 0.05))
        records.push({ ...signIn, id: `s-${records.length}`, createdDateTime: new Date(time).toISOString() })
      const unified = [
        ...times(isWork ? 6 : 0.1).map((time) => ['Exchange', time] as const),
        ...times(isWork ? 5 : 0.1).map((time) => ['SharePoint', time] as const),
        ...times(3).map((time) => ['AzureActiveDirectory', time] as const),
      ]
      const kept = hasFaults ? unified.filter(([workload, time]) => isLogged(workload, time, day)) : unified
      for (const [workload, time] of kept) records.push(worked(workload, time, records.length))
    }
  }
  if (!hasFaults) return records
  return [
    ...records,
    command(OFF.from - 60_000, 'Set-AdminAuditLogConfig', { UnifiedAuditLogIngestionEnabled: 'False' }),
    command(OFF.to, 'Set-AdminAuditLogConfig', { UnifiedAuditLogIngestionEnabled: 'True' }),
    command(at(20, 9), 'Set-MailboxAuditBypassAssociation', { Identity: 'bo', AuditBypassEnabled: 'True' }),
    { ...signIn, id: 'future', createdDateTime: '2031-01-01T00:00:00Z' },
  ]
}
