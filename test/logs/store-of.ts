/** A data folder with records in its store of logs, for tests of what reads it. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tenantId } from '#model/ids.ts'
import { importLogs } from '#pipeline/logs/import.ts'
import { openStore, type TenantStore } from '#store/store.ts'

/** Runs `work` on a tenant whose logs hold the records. */
export async function withLogs<T>(
  records: readonly unknown[],
  work: (tenant: TenantStore) => Promise<T>,
): Promise<T> {
  const data = mkdtempSync(join(tmpdir(), 'keyward-with-logs-'))
  const store = await openStore(data)
  try {
    const tenant = await store.forTenant(tenantId('fabrikam'))
    const path = join(data, 'export.ndjson')
    writeFileSync(
      path,
      records.map((record) => (typeof record === 'string' ? record : JSON.stringify(record))).join('\n'),
    )
    await importLogs({ paths: [path], store: tenant.logs })
    return await work(tenant)
  } finally {
    await store.close()
    await rm(data, { recursive: true })
  }
}
