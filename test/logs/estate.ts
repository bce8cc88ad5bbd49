/** A tenant in a folder of its own: a snapshot from exported responses, and a store of logs from exports. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { tenantId } from '#model/ids.ts'
import { readInput } from '#pipeline/input/read-input.ts'
import { importLogs } from '#pipeline/logs/import.ts'
import { openStore, type Store, type TenantStore } from '#store/store.ts'
import type { TenantRecords } from '../builders/tenant.ts'
import { TENANT } from './samples.ts'

const place = mkdtempSync(join(tmpdir(), 'keyward-estate-'))
const opened: Store[] = []
let made = 0

afterAll(async () => {
  for (const store of opened) await store.close()
  rmSync(place, { recursive: true, force: true })
})

export interface Estate {
  readonly tenant: TenantStore
  /** The data folder, for the program. */
  readonly data: string
  /** Seals one more snapshot. */
  snapshot(records: TenantRecords, at: string, coverage?: object): Promise<void>
  /** Imports records as an export, one a line. */
  events(records: readonly object[]): Promise<void>
}

/** An empty tenant. */
export async function anEstate(): Promise<Estate> {
  const data = join(place, `data-${made++}`)
  const store = await openStore(data)
  opened.push(store)
  const tenant = await store.forTenant(tenantId(TENANT))
  return {
    tenant,
    data,
    snapshot: async (records, at, coverage = {}) => {
      const folder = join(place, `input-${made++}`)
      mkdirSync(folder)
      const put = (name: string, value: unknown) => writeFileSync(join(folder, name), JSON.stringify(value))
      for (const [name, list] of Object.entries(records)) put(`${name}.json`, list)
      put('manifest.json', { tenantId: TENANT, time: at, coverage })
      await readInput(store, folder, () => new Date(at))
    },
    events: async (records) => {
      const path = join(place, `export-${made++}.ndjson`)
      writeFileSync(path, records.map((record) => JSON.stringify(record)).join('\n'))
      await importLogs({ paths: [path], store: tenant.logs })
    },
  }
}
