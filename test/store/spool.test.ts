/** What the journal vouches for is there after any crash, and nothing else is. */
import { spawnSync } from 'node:child_process'
import { appendFile, readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { complete } from '#model/coverage.ts'
import { newSnapshotId } from '#model/ids.ts'
import { takeLock } from '#store/run-lock.ts'
import { openRun, type RunPurpose } from '#store/runs.ts'
import { DatasetSpool } from '#store/spool.ts'
import { aFolder, NOW } from '../collect/harness.ts'

const page = (n: number) => ({
  records: [{ id: `a${n}` }, { id: `b${n}` }],
  broken: [{ reason: 'r', raw: 'x' }],
  cursor: { next: `${n}` },
})

async function aSpool(pages: number): Promise<{ folder: string; spool: DatasetSpool }> {
  const folder = await aFolder()
  const spool = await new DatasetSpool(folder, 'users').open()
  for (let n = 0; n < pages; n += 1) await spool.append(page(n))
  await spool.close()
  return { folder, spool: new DatasetSpool(folder, 'users') }
}

async function idsOf(spool: DatasetSpool): Promise<unknown[]> {
  const ids: unknown[] = []
  for await (const { id } of spool.records()) ids.push(id)
  return ids
}

describe('a spool', () => {
  it.each([
    ['a torn page', 'users.ndjson', '{"id":"to'],
    ['a whole page without its journal line', 'users.ndjson', '{"id":"a9"}\n'],
    ['a torn journal line', 'users.journal', '{"pages":3,"rec'],
    ['a journal line of rubbish', 'users.journal', '\u0000\u0000\u0000\u0000\n'],
    ['a torn broken record', 'users.broken.ndjson', '{"rea'],
  ])('cuts off %s and goes on', async (_what, file, rest) => {
    const { folder, spool } = await aSpool(2)
    await appendFile(join(folder, file), rest)

    await spool.open()
    await spool.append(page(2))
    const ids = await idsOf(spool)
    await spool.close()

    expect(ids).toEqual(['a0', 'b0', 'a1', 'b1', 'a2', 'b2'])
    expect(spool.progress).toMatchObject({ pages: 3, records: 6, quarantined: 3, cursor: { next: '2' } })
    expect((await readFile(join(folder, 'users.broken.ndjson'), 'utf8')).trim().split('\n')).toHaveLength(3)
  })

  it('cut at any byte of its journal holds whole pages only', async () => {
    const { folder } = await aSpool(3)
    const journal = await readFile(join(folder, 'users.journal'))
    const data = await readFile(join(folder, 'users.ndjson'))

    for (let end = 0; end <= journal.length; end += 7) {
      await writeFile(join(folder, 'users.journal'), journal.subarray(0, end))
      await writeFile(join(folder, 'users.ndjson'), data)
      const spool = await new DatasetSpool(folder, 'users').open()
      const ids = await idsOf(spool)
      await spool.close()
      expect(ids).toHaveLength(spool.progress.pages * 2)
      expect(spool.progress.records).toBe(ids.length)
    }
  })

  it('whose data is shorter than its journal says begins again: the file system lost what it promised', async () => {
    const { folder, spool } = await aSpool(2)
    await truncate(join(folder, 'users.ndjson'), 12)

    await spool.open()
    const ids = await idsOf(spool)
    await spool.close()

    expect(ids).toEqual([])
    expect(spool.progress).toMatchObject({ pages: 0, records: 0, restarts: 1 })
    expect(spool.progress.cursor).toBeUndefined()
  })

  it('that begins again remembers it over a crash, and forgets the pages', async () => {
    const { folder, spool } = await aSpool(2)
    await spool.open()
    await spool.finish(complete)
    await spool.restart()
    await spool.append(page(7))
    await spool.close()

    const again = await new DatasetSpool(folder, 'users').open()
    const ids = await idsOf(again)
    await again.close()

    expect(ids).toEqual(['a7', 'b7'])
    expect(again.progress).toMatchObject({ pages: 1, records: 2, quarantined: 1, restarts: 1 })
    expect(again.progress.coverage).toBeUndefined()
  })
})

describe('an unfinished run', () => {
  const purpose = (changes: Partial<RunPurpose> = {}): RunPurpose => ({
    source: 'graph',
    cloud: 'global',
    endpoint: 'https://graph.microsoft.com',
    datasets: ['users'],
    startedAt: NOW.toISOString(),
    ...changes,
  })
  const id = (random: string) => newSnapshotId(NOW, random)

  it.each([
    ['of another cloud', { cloud: 'dod' }],
    ['of another endpoint', { endpoint: 'http://127.0.0.1:1' }],
    ['of other datasets', { datasets: ['users', 'groups'] }],
    ['for exported files', { source: 'input' }],
  ] as const)('is not taken for one %s, and survives it', async (_what, changes) => {
    const folder = await aFolder()
    await (await openRun(folder, purpose(), id('aaaaaa'))).close()

    const other = await openRun(folder, purpose(changes), id('bbbbbb'))
    await other.discard()
    const again = await openRun(folder, purpose(), id('cccccc'))
    await again.close()

    expect(other).toMatchObject({ resumed: false, id: id('bbbbbb') })
    expect(again).toMatchObject({ resumed: true, id: id('aaaaaa') })
  })
})

describe('the lock of a tenant', () => {
  it.each([
    ['a process that is gone', () => String(spawnSync(process.execPath, ['-e', '']).pid)],
    ['an earlier process with our own number, as containers have', () => String(process.pid)],
    ['nobody: it is empty', () => ''],
    ['rubbish', () => 'not a number'],
  ])('is taken over from %s', async (_what, content) => {
    const path = join(await aFolder(), 'collect.lock')
    await writeFile(path, content())

    const lock = await takeLock(path)

    await expect(takeLock(path)).rejects.toMatchObject({
      code: 'run-in-progress',
      details: { pid: process.pid },
    })
    await lock.release()
    await (await takeLock(path)).release()
  })

  it('stays with a living process', async () => {
    const path = join(await aFolder(), 'collect.lock')
    await writeFile(path, String(process.ppid))

    await expect(takeLock(path)).rejects.toMatchObject({
      code: 'run-in-progress',
      details: { pid: process.ppid },
    })

    expect(await readFile(path, 'utf8')).toBe(String(process.ppid))
  })

  it('goes to one of many who ask at once', async () => {
    const path = join(await aFolder(), 'collect.lock')
    await writeFile(path, '999999999')

    const asked = await Promise.allSettled(Array.from({ length: 10 }, () => takeLock(path)))

    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
})
