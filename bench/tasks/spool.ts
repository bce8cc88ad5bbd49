/** Puts a sealed snapshot back into the spool it was sealed from. */
import { complete } from '#model/coverage.ts'
import { datasetNames } from '#model/datasets.ts'
import { openSession } from '#pipeline/session.ts'
import { DatasetSpool } from '#store/spool.ts'
import { answer, timed } from './answer.ts'

interface Input {
  readonly data: string
  readonly spool: string
}

await answer<Input>(async ({ data, spool }) => {
  const session = await openSession(data)
  const snapshot = await (await session.tenant(undefined)).snapshots.latest()
  const files: string[] = []
  const { ms } = await timed(async () => {
    for (const name of datasetNames) {
      const records = (await snapshot?.records(name)) ?? []
      const open = await new DatasetSpool(spool, name).open()
      if (records.length > 0) files.push(open.path)
      await open.append({ records, broken: [], cursor: null })
      await open.finish(complete)
      await open.close()
    }
  })
  await session.close()
  return { ms, files }
})
