/** Whose logs are meant. */
import { tenantId } from '#model/ids.ts'
import type { TenantStore } from '#store/store.ts'
import type { Session } from '../session.ts'

/** Exports that nobody gave a tenant lie here; tenant ids inside them stay columns. */
const NOBODYS = 'local'

/**
 * The tenant to import into: as named, else the only one there is, else one for exports without a tenant.
 * @throws KeywardError `tenant-ambiguous`, `tenant-id-invalid`
 */
export async function tenantToImportInto(session: Session, wanted: string | undefined): Promise<TenantStore> {
  const there = await session.store.tenants()
  if (wanted === undefined)
    return there.length === 0 ? session.store.forTenant(tenantId(NOBODYS)) : session.tenant(undefined)
  const known = there.some(
    ({ id, name }) => id === wanted.toLowerCase() || name?.toLowerCase() === wanted.toLowerCase(),
  )
  return known ? session.tenant(wanted) : session.store.forTenant(tenantId(wanted))
}
