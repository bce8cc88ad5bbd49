/** The store of logs: the same events whatever was imported before, in whatever order, however it was cut. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { importLogs } from '#pipeline/logs/import.ts'
import { type LogStore, logStore } from '#store/log-store/log-store.ts'
import { activity, audit, auditData, signIn } from '../logs/samples.ts'
import { contentOf } from './log-content.ts'

const folder = mkdtempSync(join(tmpdir(), 'keyward-logs-'))
afterAll(() => rm(folder, { recursive: true }))
let made = 0
const fresh = (name: string) => join(folder, `${made++}-${name}`)

async function importTexts(store: LogStore, ...texts: (string | Uint8Array)[]) {
  const paths = texts.map((text) => {
    const path = fresh('export')
    writeFileSync(path, text)
    return path
  })
  return importLogs({ paths, store })
}

const records = [
  ...Array.from({ length: 12 }, (_, at) => ({
    ...signIn,
    id: `00000000-0000-4000-8000-0000000000${10 + at}`,
    createdDateTime: `2026-10-0${1 + (at % 4)}T08:00:00Z`,
  })),
  ...Array.from({ length: 6 }, (_, at) => ({ ...audit, id: `Directory_${at}` })),
  ...Array.from({ length: 6 }, (_, at) => ({
    ...auditData,
    Id: `10000000-0000-4000-8000-0000000000${10 + at}`,
  })),
  activity,
]
const lines = records.map((record) => JSON.stringify(record))
const cutLines = [lines[0], lines[13], lines[20]].map((line) => (line ?? '').slice(0, -40))

it('holds the same whatever the order, the cuts and the repetitions of what was imported', async () => {
  const reference = logStore(fresh('reference'))
  await importTexts(reference, [...lines, ...cutLines].join('\n'))
  const expected = await contentOf(reference)
  expect(expected).toHaveLength(records.length)

  const all = [...lines, ...cutLines, ...lines.slice(0, 8)]
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
      fc.array(fc.integer({ min: 0, max: all.length }), { maxLength: 3 }),
      fc.boolean(),
      async (shuffled, cuts, atOnce) => {
        const store = logStore(fresh('store'))
        const places = [0, ...cuts.toSorted((one, other) => one - other), shuffled.length]
        const parts = places.slice(1).map((end, at) => shuffled.slice(places[at], end).join('\n'))
        if (atOnce) await importTexts(store, ...parts)
        else for (const part of parts) await importTexts(store, part)
        expect(await contentOf(store)).toEqual(expected)
      },
    ),
    { numRuns: 12 },
  )
})

it('counts what was in the input and what was new', async () => {
  const store = logStore(fresh('store'))
  const first = await importTexts(
    store,
    [...lines.slice(0, 10), ...lines.slice(0, 3), cutLines[1]].join('\n'),
  )
  expect(first).toMatchObject({
    rows: 14,
    parsed: 13,
    unique: 10,
    added: 10,
    duplicates: 3,
    quarantinedRows: 1,
  })
  const again = await importTexts(store, lines.slice(0, 12).join('\n'))
  expect(again).toMatchObject({ rows: 12, unique: 12, added: 2, duplicates: 0 })
  expect(again.bySource.signIns).toEqual({ rows: 12, unique: 12, added: 2 })
})

it('puts a whole row in the place of one that was cut off, and never the other way', async () => {
  const store = logStore(fresh('store'))
  await importTexts(store, cutLines[2] ?? '')
  expect((await contentOf(store))[0]).toContain('"unifiedAudit","10000000-0000-4000-8000-000000000012",false')
  const whole = await importTexts(store, lines[20] ?? '')
  expect(whole).toMatchObject({ unique: 1, added: 1 })
  const content = await contentOf(store)
  expect(content).toHaveLength(1)
  expect(content[0]).toContain('true')
  await importTexts(store, cutLines[2] ?? '')
  expect(await contentOf(store)).toEqual(content)
})

it('seals one file per log and day, and removes none of them without need', async () => {
  const store = logStore(fresh('store'))
  await importTexts(store, lines.join('\n'))
  const before = await store.manifest()
  expect(before.files.map(({ source, day, rows }) => [source, day, rows])).toEqual([
    ['azureActivity', '2026-10-05', 1],
    ['directoryAudits', '2026-10-05', 6],
    ['signIns', '2026-10-01', 3],
    ['signIns', '2026-10-02', 3],
    ['signIns', '2026-10-03', 3],
    ['signIns', '2026-10-04', 3],
    ['unifiedAudit', '2026-10-05', 6],
  ])
  await importTexts(store, lines.join('\n'))
  expect(await store.manifest()).toEqual(before)
})

it('reads packed files by what they are', async () => {
  const text = lines.join('\n')
  for (const packed of [gzipSync(text), zstdCompressSync(text)]) {
    const store = logStore(fresh('store'))
    expect(await importTexts(store, packed)).toMatchObject({ unique: records.length })
  }
})

it('refuses a file that was made to fill the disk, and keeps nothing of it', async () => {
  const store = logStore(fresh('store'))
  const bomb = gzipSync(Buffer.concat([Buffer.from('{"Operation":"'), Buffer.alloc(1_200_000_000, 'x')]))
  await expect(importTexts(store, lines[0] ?? '', bomb)).rejects.toMatchObject({ code: 'input-unreadable' })
  expect(await contentOf(store)).toEqual([])
})

it('leaves out a file that is no log, and says so; alone it is an error', async () => {
  const store = logStore(fresh('store'))
  const readme = 'Read me\nThis folder holds exports.\n'
  const summary = await importTexts(store, readme, lines.join('\n'))
  expect(summary).toMatchObject({
    files: 1,
    unique: records.length,
    skipped: [{ reason: expect.stringContaining('neither JSON') }],
  })
  await expect(importTexts(store, readme)).rejects.toMatchObject({ code: 'input-unreadable' })
})

it('keeps nothing of a file that changes while it is read', async () => {
  const store = logStore(fresh('store'))
  const path = fresh('growing')
  writeFileSync(path, `${lines.join('\n')}\n`.repeat(400))
  let isChanged = false
  const importing = importLogs({
    paths: [path],
    store,
    progress: () => {
      if (isChanged) return
      isChanged = true
      writeFileSync(path, lines[0] ?? '')
    },
  })
  await expect(importing).rejects.toMatchObject({
    code: 'input-unreadable',
    message: expect.stringContaining('changed while it was read'),
  })
  expect(await contentOf(store)).toEqual([])
})

it('keeps nothing of an import that was stopped', async () => {
  const store = logStore(fresh('store'))
  const stop = new AbortController()
  const path = fresh('export')
  await writeFile(path, lines.join('\n'))
  const importing = importLogs({
    paths: [path],
    store,
    signal: stop.signal,
    progress: () => stop.abort(new Error('stopped')),
  })
  await expect(importing).rejects.toThrow('stopped')
  expect(await contentOf(store)).toEqual([])
  expect(await importLogs({ paths: [path], store })).toMatchObject({ added: records.length })
})

it('lets one importer in at a time', async () => {
  const store = logStore(fresh('store'))
  const lock = await store.lock()
  await expect(importTexts(store, lines[0] ?? '')).rejects.toMatchObject({ code: 'run-in-progress' })
  await lock.release()
  expect(await importTexts(store, lines[0] ?? '')).toMatchObject({ added: 1 })
})

it('keeps characters that would break its own files apart', async () => {
  const store = logStore(fresh('store'))
  const hostile = {
    ...signIn,
    userDisplayName: 'a\u001fb\u0000c\nd\te"f\\N',
    userAgent: '\\N',
    appDisplayName: '=cmd|\u001e',
    userPrincipalName: '𝔅o\ud800@fabrikam.example',
  }
  expect(await importTexts(store, JSON.stringify(hostile))).toMatchObject({ unique: 1, added: 1 })
  const [found] = await store.read({}, async ({ connection, relation }) =>
    (await connection.runAndReadAll(`SELECT "userName", "user", "id" FROM ${relation}`)).getRows(),
  )
  expect(found).toEqual(['a b c d e"f\\N', '𝔅o\ufffd@fabrikam.example', signIn.id])
})

it('reads on when an import takes a file away between the manifest and the reading', async () => {
  const store = logStore(fresh('store'))
  await importTexts(store, cutLines[2] ?? '')
  let isFirst = true
  const content = await store.read({}, async ({ connection, relation }) => {
    if (isFirst) {
      isFirst = false
      // The whole row takes the place of the one that was cut off: its file goes.
      await importTexts(store, lines[20] ?? '')
    }
    return (await connection.runAndReadAll(`SELECT whole FROM ${relation}`)).getRows()
  })
  expect(content).toEqual([[true]])
})
