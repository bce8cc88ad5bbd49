/** Sealing as a collection does it at its end: every spooled dataset, the hashes and the manifest. */
import { join } from 'node:path'
import { complete } from '#model/coverage.ts'
import { type DatasetName, datasetNames } from '#model/datasets.ts'
import { newSnapshotId, tenantId } from '#model/ids.ts'
import { snapshotShelf } from '#store/snapshots/shelf.ts'
import { DatasetSpool } from '#store/spool.ts'
import { answer, timed } from './answer.ts'

interface Input {
  readonly spool: string
  readonly target: string
}

const TENANT = tenantId('00000000-0000-0000-0000-000000000001')

await answer<Input>(async ({ spool, target }) => {
  const spools = new Map<DatasetName, DatasetSpool>()
  for (const name of datasetNames) spools.set(name, await new DatasetSpool(spool, name).open())
  const now = new Date()
  const head = { source: 'graph' as const, cloud: 'global', collectedAt: now.toISOString(), notices: [] }
  const shelf = snapshotShelf(TENANT, join(target, 'snapshots'))
  const { ms, result } = await timed(() =>
    shelf.seal(newSnapshotId(now, 'be9c41'), { ...head, sealedAt: now.toISOString() }, spools),
  )
  for (const open of spools.values()) await open.close()
  const sealed = Object.values(result.manifest.datasets)
  if (sealed.some(({ coverage }) => coverage.state !== complete.state))
    throw new Error('a dataset was cut off')
  return { ms, records: sealed.reduce((sum, { records }) => sum + records, 0) }
})
