/** Exports that nobody here wrote, counted by a second way of reading them. */
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, describe, expect, it } from 'vitest'
import { importLogs } from '#pipeline/logs/import.ts'
import { logStore } from '#store/log-store/log-store.ts'
import { hasShared, needing, sharedFile } from '../shared-data.ts'

const LOGS = 'logs'
const folder = mkdtempSync(join(tmpdir(), 'keyward-shared-logs-'))
afterAll(() => rm(folder, { recursive: true }))

/** The records of a file, read as plainly as can be: this knows these files and no shapes. */
function recordsOf(path: string): readonly Record<string, unknown>[] {
  const text = readFileSync(path, 'utf8').trim()
  if (path.endsWith('.csv'))
    return (parse(text, { columns: true }) as { AuditData: string }[]).map(
      (row) => JSON.parse(row.AuditData) as Record<string, unknown>,
    )
  try {
    const whole = JSON.parse(text) as Record<string, unknown>
    return [whole]
  } catch {
    return text.split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)
  }
}

function idOf(record: Record<string, unknown>): string {
  const wrapped = record['event'] ?? record['AuditData']
  const inner = (typeof wrapped === 'string' ? JSON.parse(wrapped) : (wrapped ?? record)) as Record<
    string,
    unknown
  >
  const properties = inner['properties'] as Record<string, unknown> | undefined
  const id = inner['OfficeId'] ?? inner['eventDataId'] ?? inner['Id'] ?? properties?.['id'] ?? inner['id']
  return typeof id === 'string' ? id.toLowerCase() : JSON.stringify(inner)
}

describe.skipIf(!hasShared(LOGS))(`${needing(LOGS, 'exports of the shared data')}`, () => {
  const files = hasShared(LOGS)
    ? readdirSync(sharedFile(LOGS), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
    : []

  it('are read whole: rows, different events and repetitions agree with a plain count', async () => {
    const records = files.flatMap(recordsOf)
    const different = new Set(records.map(idOf))
    const store = logStore(join(folder, 'all'))
    const summary = await importLogs({ paths: [sharedFile(LOGS)], store })
    expect(summary).toMatchObject({
      files: files.length,
      rows: records.length,
      parsed: records.length,
      unique: different.size,
      added: different.size,
      duplicates: records.length - different.size,
      quarantined: [],
      skipped: [],
    })
    expect(summary.bySource).not.toHaveProperty('other')
    const again = await importLogs({ paths: [sharedFile(LOGS)], store })
    expect(again).toMatchObject({ rows: records.length, unique: different.size, added: 0 })
  })

  it.each(files.map((file) => [file.slice(sharedFile(LOGS).length + 1), file] as const))(
    '%s',
    async (name, file) => {
      const records = recordsOf(file)
      const summary = await importLogs({
        paths: [file],
        store: logStore(join(folder, name.replaceAll('/', '-'))),
      })
      expect(summary).toMatchObject({
        rows: records.length,
        unique: new Set(records.map(idOf)).size,
        quarantined: [],
      })
    },
  )
})
