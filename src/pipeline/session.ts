/** What a command works with: the opened data folder, and the tenant that is meant. */
import { chooseTenant, openStore, type Store, type TenantStore } from '#store/store.ts'

export interface Session {
  readonly data: string
  readonly store: Store
  /** @throws KeywardError `tenant-none`, `tenant-ambiguous`, `tenant-unknown` */
  tenant(wanted: string | undefined): Promise<TenantStore>
  close(): Promise<void>
}

/** Opens the data folder. @throws KeywardError `data-unwritable`, `decisions-too-new` */
export async function openSession(data: string): Promise<Session> {
  const store = await openStore(data)
  return {
    data,
    store,
    tenant: async (wanted) => store.forTenant(await chooseTenant(store, data, wanted)),
    close: () => store.close(),
  }
}
