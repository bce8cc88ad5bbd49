/** Signs that an account is used for mail and collaboration (identity.md §b.4). */
import type { Fact } from '#model/outcome.ts'
import type { AdministratorProfile } from '#model/records/administrator-profiles.ts'
import type { EmailActivityUserDetail, Office365ActiveUserDetail } from '#model/records/usage-reports.ts'

const DAY_MS = 24 * 60 * 60 * 1000
/** What was done longer ago says nothing of how the account is used now. */
const RECENT_DAYS = 30

export interface Sign {
  readonly strength: 'strong' | 'medium'
  readonly words: string
  readonly fact: Fact
}

export interface Usage {
  readonly active: Office365ActiveUserDetail | undefined
  readonly mail: EmailActivityUserDetail | undefined
}

/** Usage by user name, and whether the reports say who is who. */
export interface UsageReports {
  readonly concealed: boolean
  of(userPrincipalName: string): Usage
}

/** Indexes the two reports. Where one row conceals its name, all do (identity.md §b.4, pitfalls). */
export function usageReports(
  active: readonly Office365ActiveUserDetail[],
  mail: readonly EmailActivityUserDetail[],
): UsageReports {
  const byName = <
    Row extends { readonly userPrincipalName: string; readonly isDeleted?: boolean | null | undefined },
  >(
    rows: readonly Row[],
  ) =>
    new Map(
      rows
        .filter(({ isDeleted }) => isDeleted !== true)
        .map((row) => [row.userPrincipalName.toLowerCase(), row]),
    )
  const [actives, mails] = [byName(active), byName(mail)]
  return {
    concealed: [...actives.keys(), ...mails.keys()].some((name) => !name.includes('@')),
    of: (name) => ({ active: actives.get(name.toLowerCase()), mail: mails.get(name.toLowerCase()) }),
  }
}

/** One strong sign, or two others, make daily work (identity.md §b.4). */
export function isDailyWork(signs: readonly Sign[]): boolean {
  return signs.some(({ strength }) => strength === 'strong') || signs.length >= 2
}

/** All signs of one account, the strong ones first. */
export function signsOfDailyWork(
  usage: Usage,
  profile: AdministratorProfile | undefined,
  now: Date,
): readonly Sign[] {
  const found = [usedServices(usage, now), usedMail(usage, now), planned(profile), hasMailbox(profile)]
  return found.filter((sign) => sign !== undefined)
}

const SERVICES = [
  ['exchangeLastActivityDate', 'Exchange'],
  ['teamsLastActivityDate', 'Teams'],
  ['sharePointLastActivityDate', 'SharePoint'],
  ['oneDriveLastActivityDate', 'OneDrive'],
] as const

function usedServices({ active }: Usage, now: Date): Sign | undefined {
  if (active === undefined) return undefined
  const used = SERVICES.filter(([field]) => isRecent(active[field], active.reportRefreshDate, now))
  if (used.length === 0) return undefined
  return {
    strength: 'strong',
    words: `it was used in ${used.map(([, name]) => name).join(', ')} within ${RECENT_DAYS} days`,
    fact: {
      dataset: 'office365ActiveUserDetail',
      id: active.userPrincipalName,
      fields: Object.fromEntries(used.map(([field]) => [field, active[field]])),
    },
  }
}

/** What arrives is no use: alerts are sent to administrators. */
function usedMail({ mail }: Usage, now: Date): Sign | undefined {
  if (mail === undefined) return undefined
  const { sendCount, readCount, lastActivityDate, reportRefreshDate, userPrincipalName: id } = mail
  const isUsed = (sendCount ?? 0) > 0 || (readCount ?? 0) > 0
  const isOld = typeof lastActivityDate === 'string' && !isRecent(lastActivityDate, reportRefreshDate, now)
  if (!isUsed || isOld) return undefined
  return {
    strength: 'strong',
    words: `it sent ${sendCount ?? 0} mails and read ${readCount ?? 0}`,
    fact: { dataset: 'emailActivityUserDetail', id, fields: { sendCount, readCount, lastActivityDate } },
  }
}

/** Counted back from the day that the report is of: the report may be older than the judgement. */
function isRecent(date: string | null | undefined, refreshed: string | null | undefined, now: Date): boolean {
  const at = Date.parse(date ?? '')
  const until = Date.parse(refreshed ?? '')
  return at > (Number.isNaN(until) ? now.getTime() : until) - RECENT_DAYS * DAY_MS
}

const WORKLOADS: Readonly<Record<string, string>> = {
  exchange: 'Exchange',
  microsoftcommunicationsonline: 'Teams',
  teamspaceapi: 'Teams',
  sharepoint: 'SharePoint',
  // Plans of Exchange, Teams and SharePoint, for records that name no service (identity.md §b.4).
  '9aaf7827-d63c-4b61-89c3-182f06f82e5c': 'Exchange',
  'efb87545-963c-4e0d-99df-69c6916d9eb0': 'Exchange',
  '57ff2da0-773e-42df-b2af-ffb7a2317929': 'Teams',
  'c7699d2e-19aa-44de-8edf-1736da088ca1': 'SharePoint',
  '5dbe027f-2339-4123-9542-606e4d348a72': 'SharePoint',
}

function planned(profile: AdministratorProfile | undefined): Sign | undefined {
  const plans = (profile?.assignedPlans ?? []).filter(
    ({ capabilityStatus }) => capabilityStatus?.toLowerCase() === 'enabled',
  )
  const names = plans.flatMap(
    ({ service, servicePlanId }) =>
      WORKLOADS[service?.toLowerCase() ?? ''] ?? WORKLOADS[servicePlanId?.toLowerCase() ?? ''] ?? [],
  )
  const workloads = [...new Set(names)].sort()
  if (profile === undefined || workloads.length === 0) return undefined
  return {
    strength: 'medium',
    words: `it has a licence for ${workloads.join(', ')}`,
    fact: { dataset: 'administratorProfiles', id: profile.id, fields: { plans: workloads } },
  }
}

/** `SMTP:` in capitals is the main address; every account has one on the first domain, a working one elsewhere. */
function hasMailbox(profile: AdministratorProfile | undefined): Sign | undefined {
  const main = profile?.proxyAddresses?.find((address) => address.startsWith('SMTP:'))
  const domain = main?.split('@').at(-1)?.toLowerCase()
  if (profile === undefined || domain === undefined || /\.onmicrosoft\.[a-z.]+$/.test(domain))
    return undefined
  return {
    strength: 'medium',
    words: `it has a mail address of its own at ${domain}`,
    fact: { dataset: 'administratorProfiles', id: `${profile.id}/mail`, fields: { domain } },
  }
}
