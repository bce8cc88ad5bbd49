/** Stores of logs for tests of detections: records in, hits out, as `keyward logs detect` finds them. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type HuntOptions, hunt } from '#pipeline/logs/hunt.ts'
import { importLogs } from '#pipeline/logs/import.ts'
import { logStore } from '#store/log-store/log-store.ts'

/** Titles of the rules that found something in the files, without those that only feed others. */
export async function foundIn(
  paths: readonly string[],
  options: HuntOptions = {},
): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'keyward-hunt-'))
  try {
    const logs = logStore(join(folder, 'logs'))
    await importLogs({ paths, store: logs })
    const { rules } = await hunt({ logs }, options)
    return rules.filter(({ hits }) => hits.length > 0).map(({ title }) => title)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** The same for records. */
export async function foundAmong(
  records: readonly unknown[],
  options: HuntOptions = {},
): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'keyward-events-'))
  try {
    const path = join(folder, 'events.ndjson')
    writeFileSync(path, records.map((record) => JSON.stringify(record)).join('\n'))
    return await foundIn([path], options)
  } finally {
    await rm(folder, { recursive: true })
  }
}
