/** The people whom a partner lists, by the ids under which logs name them. */
import type { RosterEntry } from '#model/records/partner-roster.ts'
import type { TenantInformation } from '#model/records/tenant-information.ts'

/** What the rosters say of an account on a day; `none`: there is no roster of its tenant for that day. */
export type Listed = { readonly is: 'listed'; readonly person: string } | { readonly is: 'missing' | 'none' }

export interface Rosters {
  /** Whether there is a roster of the tenant, of whichever days. */
  isOf(tenantId: string): boolean
  /** What the roster calls the partner. */
  nameOf(tenantId: string): string | undefined
  /** The person behind the account at a time (ISO 8601). */
  on(tenantId: string, objectId: string, time: string): Listed
  /** The person behind the account at any time. */
  personOf(tenantId: string, objectId: string): string | undefined
}

/** Indexes the rosters by tenant; a row with a domain alone is of the tenant whose default domain that is. */
export function rosters(entries: readonly RosterEntry[], tenants: readonly TenantInformation[]): Rosters {
  const byDomain = new Map(
    tenants.flatMap(({ tenantId, defaultDomainName }) =>
      defaultDomainName ? [[defaultDomainName.toLowerCase(), tenantId.toLowerCase()] as const] : [],
    ),
  )
  const tenantOf = ({ tenantId, domain }: RosterEntry): string =>
    tenantId?.toLowerCase() ?? byDomain.get(domain?.toLowerCase() ?? '') ?? ''
  const byTenant = Map.groupBy(entries, tenantOf)
  const rowsOf = (tenantId: string): readonly RosterEntry[] =>
    tenantId === '' ? [] : (byTenant.get(tenantId) ?? [])
  return {
    isOf: (tenantId) => rowsOf(tenantId).length > 0,
    nameOf: (tenantId) => rowsOf(tenantId).find(({ name }) => name)?.name ?? undefined,
    on: (tenantId, objectId, time) => listed(rowsOf(tenantId), objectId, time.slice(0, DAY.length)),
    personOf: (tenantId, objectId) => rowsOf(tenantId).find((row) => row.objectId === objectId)?.person,
  }
}

const DAY = 'yyyy-mm-dd'

function listed(rows: readonly RosterEntry[], objectId: string, day: string): Listed {
  const own = rows.find((row) => row.objectId === objectId && isValid(row, day))
  if (own !== undefined) return { is: 'listed', person: own.person }
  return { is: rows.some((row) => isValid(row, day)) ? 'missing' : 'none' }
}

/** Both days are included; a row without one is open at that end. */
function isValid({ from, until }: RosterEntry, day: string): boolean {
  return (!from || from <= day) && (!until || day <= until)
}
