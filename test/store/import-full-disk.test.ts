/** A disk that takes no more, while an import reads and while it seals: the error says so, the store is what it was. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { mkdir, rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { importLogs } from '#pipeline/logs/import.ts'
import { logStore } from '#store/log-store/log-store.ts'
import { aFolder, atTheEnd } from '../collect/harness.ts'
import { importInChild } from './import-in-child.ts'
import { brokenFilesOf, contentOf, strayFilesOf } from './log-content.ts'
import { manyEvents } from './many-events.ts'

const EVENTS = 4_000
let first: string
let second: string
let expected: readonly string[]
/** What the second import takes on a disk: its spool, and then beside it what is sealed of it. */
let spoolBytes = 0
let sealedBytes = 0

beforeAll(async () => {
  const folder = await aFolder()
  first = join(folder, 'first.json')
  second = join(folder, 'second.json')
  await writeFile(first, manyEvents(EVENTS / 4, 0, 1).join('\n'))
  await writeFile(second, manyEvents(EVENTS, EVENTS / 4, 2).join('\n'))
  const reference = logStore(await aFolder())
  await importLogs({ paths: [first], store: reference })
  const before = new Set((await reference.manifest()).files.map(({ path }) => path))
  await importLogs({
    paths: [second],
    store: reference,
    progress: ({ phase }) => {
      if (phase === 'sealing' && spoolBytes === 0) spoolBytes = onDisk(join(reference.folder, 'spool'))
    },
  })
  const { files } = await reference.manifest()
  sealedBytes = files.reduce((sum, { path, bytes }) => sum + (before.has(path) ? 0 : bytes), 0)
  expected = await contentOf(reference)
}, 60_000)

const PAGE = 4096

/** What the files of a folder take on a disk that gives away whole pages. */
function onDisk(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => Math.ceil(statSync(join(entry.parentPath, entry.name)).size / PAGE) * PAGE)
    .reduce((sum, size) => sum + size, 0)
}

/** A file system of its own of this size; undefined where mounting is not allowed. */
async function aSmallDisk(megabytes: number): Promise<string | undefined> {
  const folder = await aFolder()
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder])
  if (mounted.status !== 0) return undefined
  atTheEnd(() => spawnSync('umount', ['-l', folder]))
  return folder
}

const canMount = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/bin/mount')
if (!canMount)
  console.warn('import-full-disk.test.ts: the full disk is skipped, mounting a small one needs root on Linux')

describe.skipIf(!canMount)('a disk that is full', () => {
  it.for([
    ['a twentieth of the spool', 0.05, 0],
    ['half of the spool', 0.5, 0],
    ['the spool and a fifth of what is sealed', 1, 0.2],
    ['the spool and half of what is sealed', 1, 0.5],
  ] as const)(
    'but for %s: the error says so, and with space the import goes through',
    { timeout: 60_000 },
    async ([, ofSpool, ofSealed], { skip }) => {
      const disk = await aSmallDisk(24)
      if (disk === undefined) return skip('mounting is not allowed here')
      const store = logStore(join(disk, 'logs'))
      await importLogs({ paths: [first], store })
      const before = await contentOf(store)
      const free = Math.floor(spoolBytes * ofSpool + sealedBytes * ofSealed)
      const { bavail, bsize } = await statfs(disk)
      await writeFile(join(disk, 'filler'), Buffer.alloc(bavail * bsize - free))

      await expect(importLogs({ paths: [second], store })).rejects.toMatchObject({
        code: 'data-unwritable',
        mend: expect.stringContaining('Free some space'),
      })
      expect(await contentOf(store)).toEqual(before)
      await rm(join(disk, 'filler'))
      await importLogs({ paths: [second], store })
      expect(await contentOf(store)).toEqual(expected)
      expect(await strayFilesOf(store)).toEqual([])
    },
  )
})

describe.skipIf(process.platform === 'win32')('a limit on the size of files', () => {
  it('is named, and nothing is kept', async () => {
    const folder = join(await aFolder(), 'logs')
    await mkdir(folder)
    const store = logStore(folder)
    await importLogs({ paths: [first], store })
    const before = await contentOf(store)

    const end = await importInChild({ folder, paths: [second] }, { largestFile: 100 })

    expect(end?.failure).toMatchObject({
      code: 'data-unwritable',
      mend: expect.stringContaining('ulimit -f'),
    })
    expect(await contentOf(store)).toEqual(before)
    expect(await brokenFilesOf(store)).toEqual([])
    await importLogs({ paths: [second], store })
    expect(await contentOf(store)).toEqual(expected)
  }, 60_000)
})
