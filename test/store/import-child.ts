/** A real import as a process of its own, which tells how far it is: for tests that kill it, limit it or hold it up. */
import { readFileSync } from 'node:fs'
import { KeywardError } from '#model/errors.ts'
import { importLogs } from '#pipeline/logs/import.ts'
import { logStore } from '#store/log-store/log-store.ts'
import type { ImportEnd, ImportOrder, Told } from './import-in-child.ts'

const { folder, paths } = JSON.parse(process.argv[2] ?? '{}') as ImportOrder
const tell = (told: Told) => process.send?.(told)

async function ended(): Promise<ImportEnd> {
  try {
    const summary = await importLogs({
      paths,
      store: logStore(folder),
      progress: ({ phase }) => tell({ phase }),
    })
    return { summary }
  } catch (error) {
    if (!(error instanceof KeywardError)) throw error
    return { failure: { code: error.code, message: error.message, mend: error.mend } }
  }
}

/** Where the kernel tells it; `maxRSS` is inherited from the process that started this one. */
function peakMb(): number | undefined {
  if (process.platform !== 'linux') return undefined
  const found = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))
  return found ? Math.round(Number(found[1]) / 1024) : undefined
}

tell({ end: { ...(await ended()), peakMb: peakMb() } })
process.disconnect?.()
