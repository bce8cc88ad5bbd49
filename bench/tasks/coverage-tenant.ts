/** Seals a large tenant without a cloud: collecting a million accounts takes minutes, and none of it is measured here. */
import { complete } from '#model/coverage.ts'
import type { DatasetName } from '#model/datasets.ts'
import { newSnapshotId, tenantId } from '#model/ids.ts'
import { DatasetSpool } from '#store/spool.ts'
import { openStore } from '#store/store.ts'
import { coverageTenant } from '../estate/tenant.ts'
import { inScratchFolder } from '../scratch.ts'
import { answer, timed } from './answer.ts'

interface Input {
  readonly data: string
  readonly accounts: number
  readonly policies: number
}

const TENANT = tenantId('00000000-0000-4000-a000-000000000001')
const PER_PAGE = 20_000

await answer<Input>(async ({ data, accounts, policies }) => {
  const { ms } = await timed(() =>
    inScratchFolder(async (folder) => {
      const spools = new Map<DatasetName, DatasetSpool>()
      for (const [name, records] of coverageTenant(accounts, policies)) {
        const spool = await new DatasetSpool(folder, name).open()
        for (const page of pagesOf(records)) await spool.append({ records: page, broken: [], cursor: null })
        await spool.finish(complete)
        spools.set(name, spool)
      }
      const store = await openStore(data)
      const now = new Date()
      const head = { source: 'graph' as const, cloud: 'global', collectedAt: now.toISOString(), notices: [] }
      const { snapshots } = await store.forTenant(TENANT)
      await snapshots.seal(newSnapshotId(now, 'be9c41'), { ...head, sealedAt: now.toISOString() }, spools)
      for (const spool of spools.values()) await spool.close()
      await store.close()
    }),
  )
  return { ms }
})

type AnyRecord = Readonly<Record<string, unknown>>

function* pagesOf(records: Iterable<AnyRecord>): Generator<readonly AnyRecord[]> {
  let page: AnyRecord[] = []
  for (const record of records) {
    page.push(record)
    if (page.length < PER_PAGE) continue
    yield page
    page = []
  }
  if (page.length > 0) yield page
}
