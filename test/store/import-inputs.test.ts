/** Inputs that are packed, cut off, in another encoding or absurd: all of it or a clear error, and never a part. */
import { execFileSync, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { importLogs } from '#pipeline/logs/import.ts'
import { type LogStore, logStore } from '#store/log-store/log-store.ts'
import { aFolder } from '../collect/harness.ts'
import { zipOf } from '../input/zip-of.ts'
import { auditData, portalSignIn, signIn } from '../logs/samples.ts'
import { importInChild } from './import-in-child.ts'
import { contentOf } from './log-content.ts'
import { manyEvents } from './many-events.ts'

const lines = manyEvents(400, 0, 7)
let expected: readonly string[]

beforeAll(async () => {
  const { store } = await imported(lines.join('\n'))
  expected = await contentOf(store)
  if (expected.length < 300) throw new Error('there is too little to lose')
})

async function imported(content: string | Uint8Array, name = 'export.json') {
  const path = join(await aFolder(), name)
  await writeFile(path, content)
  const store = logStore(join(await aFolder(), 'logs'))
  return { store, summary: await importLogs({ paths: [path], store }) }
}

const purview = [
  'RecordId,CreationDate,RecordType,Operation,UserId,AuditData',
  ...[1, 2, 3].map((number) => {
    const data = {
      ...auditData,
      Id: `50000000-0000-4000-8000-00000000000${number}`,
      UserId: 'jörg@fabrikam.example',
    }
    return `${data.Id},2026-10-05T10:11:12,1,New-InboxRule,${data.UserId},"${JSON.stringify(data).replaceAll('"', '""')}"`
  }),
].join('\r\n')

describe('an archive of several exports', () => {
  const exports = {
    'signins/a.json': lines.slice(0, 150).join('\n'),
    'signins/b.json': `[${lines
      .slice(150, 300)
      .filter((line) => line.endsWith('}'))
      .join(',')}]`,
    'audit.csv': purview,
    'readme.txt': 'These are exports.\n',
  }

  it('as .zip is read whole, and what is no log in it is named', async () => {
    const { summary } = await imported(zipOf(exports), 'exports.zip')

    expect(summary.files).toBe(3)
    expect(summary.skipped).toMatchObject([{ file: expect.stringContaining('readme.txt') }])
    expect(summary.bySource.unifiedAudit?.unique).toBeGreaterThanOrEqual(3)
    expect(summary.rows).toBeGreaterThan(290)
  })

  const tool = ['7zz', '7z', '7za'].find((name) => spawnSync(name, ['i']).status === 0)
  if (tool === undefined) console.warn('import-inputs.test.ts: .7z is skipped, no tool here packs it')
  it.skipIf(tool === undefined)('as .7z is read like the .zip', async () => {
    const folder = await aFolder()
    for (const [name, text] of Object.entries(exports))
      await writeFile(join(folder, name.replace('/', '-')), text)
    execFileSync(
      tool ?? '',
      ['a', join(folder, 'exports.7z'), ...Object.keys(exports).map((name) => name.replace('/', '-'))],
      { cwd: folder },
    )
    const store = logStore(join(await aFolder(), 'logs'))
    const zipped = await imported(zipOf(exports), 'exports.zip')

    const summary = await importLogs({ paths: [join(folder, 'exports.7z')], store })

    expect(summary).toMatchObject({ rows: zipped.summary.rows, unique: zipped.summary.unique })
    expect(await contentOf(store)).toEqual(await contentOf(zipped.store))
  })

  it.skipIf(tool !== undefined)('as .7z says that there is no tool for it', async () => {
    await expect(imported(Buffer.from('377abcaf271c0004', 'hex'), 'exports.7z')).rejects.toMatchObject({
      code: 'input-unreadable',
      message: expect.stringContaining('no tool here'),
      mend: expect.stringContaining('Install 7-Zip'),
    })
  })

  it('as .zip whose entry is damaged is refused, and nothing of it is kept', async () => {
    const whole = zipOf(exports)
    whole.fill(0xff, 2_000, 2_400)
    const store = await refused(whole, 'exports.zip')
    expect(await contentOf(store)).toEqual([])
  })
})

/** Imports what must be refused, into a store that holds nothing. */
async function refused(content: Uint8Array, name: string, why = ''): Promise<LogStore> {
  const path = join(await aFolder(), name)
  await writeFile(path, content)
  const store = logStore(join(await aFolder(), 'logs'))
  await expect(importLogs({ paths: [path], store })).rejects.toMatchObject({
    code: 'input-unreadable',
    message: expect.stringMatching(new RegExp(`${name}.*${why}`)),
    mend: expect.stringContaining('whole'),
  })
  return store
}

describe('a packed file that was cut off', () => {
  const text = Buffer.from(lines.join('\n'))

  it.each([
    ['.gz', gzipSync(text)],
    ['.zst', zstdCompressSync(text)],
  ])('%s is refused at whatever byte, and nothing of it is kept', async (ending, packed) => {
    for (const share of [0.1, 0.5, 0.9, 0.999]) {
      const store = await refused(packed.subarray(0, Math.floor(packed.length * share)), `export${ending}`)
      expect(await contentOf(store)).toEqual([])
    }
    const { store } = await imported(packed, `export${ending}`)
    expect(await contentOf(store)).toEqual(expected)
  })

  it('of several members is read to its last', async () => {
    const half = lines.slice(0, 200).join('\n')
    const rest = `\n${lines.slice(200).join('\n')}`
    for (const pack of [gzipSync, zstdCompressSync]) {
      const { store } = await imported(Buffer.concat([pack(half), pack(rest)]))
      expect(await contentOf(store)).toEqual(expected)
    }
  })
})

describe('a table in UTF-16', () => {
  const little = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
  const big = (text: string) => little(text).swap16()

  it.each([
    ['of Purview', purview, 3],
    ['of the portal', portalSignIn, 1],
  ])('%s is read as in UTF-8', async (_, table, events) => {
    const plain = await imported(table)
    expect(plain.summary).toMatchObject({ unique: events, quarantinedRows: 0 })
    for (const encode of [little, big]) {
      const { store } = await imported(encode(table))
      expect(await contentOf(store)).toEqual(await contentOf(plain.store))
    }
  })
})

describe('a line of 200 MB', () => {
  const LONG_MB = 200
  const MEGABYTE = 'y'.repeat(1024 * 1024)

  async function fileWith(before: string, after: string): Promise<string> {
    const path = join(await aFolder(), 'long.json')
    const file = createWriteStream(path)
    file.write(before)
    for (let written = 0; written < LONG_MB; written += 1)
      if (!file.write(MEGABYTE)) await once(file, 'drain')
    file.end(after)
    await once(file, 'finish')
    return path
  }

  const record = { ...signIn, id: '60000000-0000-4000-8000-000000000001' }
  const long = `{"Id":"${auditData.Id}","Operation":"New-InboxRule","CreationTime":"2026-10-05T10:11:12","x":"`
  const forms = {
    'between others': [`${JSON.stringify(signIn)}\n${long}`, `"}\n${JSON.stringify(record)}\n`, 2],
    'in a list': [`[${JSON.stringify(signIn)},${long}`, `"},${JSON.stringify(record)}]`, 2],
    'before others': [long, `"}\n${JSON.stringify(signIn)}\n${JSON.stringify(record)}\n`, 2],
    'that never ends': [`${JSON.stringify(signIn)}\n${long}`, '', 1],
    'in a table': [
      `${purview}\r\nx,2026-10-05T10:11:12,1,Other,somebody,"`,
      `"\r\n${purview.split('\r\n')[1]?.replaceAll('0001', '0009')}\r\n`,
      4,
    ],
  } as const

  it.each(Object.entries(forms))(
    '%s costs itself, in bounded memory',
    async (_, [before, after, others]) => {
      const path = await fileWith(before, after)
      const folder = join(await aFolder(), 'logs')

      const end = await importInChild({ folder, paths: [path] })

      expect(end?.summary).toMatchObject({ parsed: others, unique: others, quarantinedRows: 1 })
      expect(end?.summary?.quarantined[0]?.reason).toMatch(/longer than|larger than/)
      expect(end?.peakMb ?? 0).toBeLessThan(600)
    },
    60_000,
  )
})
