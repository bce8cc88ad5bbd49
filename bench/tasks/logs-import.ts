/** Importing one file of events into an empty store. */
import { importLogs } from '#pipeline/logs/import.ts'
import { logStore } from '#store/log-store/log-store.ts'
import { answer, timed } from './answer.ts'

interface Input {
  readonly records: string
  readonly store: string
}

await answer<Input>(async ({ records, store }) => {
  const logs = logStore(store)
  const { ms, result } = await timed(() => importLogs({ paths: [records], store: logs }))
  const { files } = await logs.manifest()
  return { ms, unique: result.unique, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) }
})
