/** The spool of collected records: files are whole or not there. */
import { appendFile, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openCollectedSpool } from '#store/collected-spool.ts'
import { aFolder } from '../collect/harness.ts'

const rowsIn = async (path: string) =>
  (await readFile(path, 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)

describe('the spool of logs', () => {
  it('keeps records as they came, a line each, in a file for each source and shape', async () => {
    const spool = await openCollectedSpool(await aFolder(), () => new Date('2026-11-15T08:00:00Z'))
    await spool.add('signIns', [{ id: 'a', text: 'line\nbreak \u2028' }, { id: 'b' }], 'graph')
    await spool.add('unifiedAudit', [{ Id: 'c' }], 'managementActivity')
    await spool.add('signIns', [{ id: 'd' }, null], 'graph')
    await spool.flush()

    // Of one moment, so that their order is by chance.
    const files = (await spool.files()).toSorted()

    expect(files.map((file) => basename(file).replace(/-[0-9a-f]{8}/, ''))).toEqual([
      'signIns.graph.20261115T080000000Z.ndjson',
      'unifiedAudit.managementActivity.20261115T080000000Z.ndjson',
    ])
    expect(await rowsIn(files[0] ?? '')).toEqual([
      { id: 'a', text: 'line\nbreak \u2028' },
      { id: 'b' },
      { id: 'd' },
      null,
    ])
  })

  it('shows nothing before it is flushed, and makes no file of nothing', async () => {
    const spool = await openCollectedSpool(await aFolder())
    await spool.add('signIns', [], 'graph')
    await spool.flush()
    await spool.add('signIns', [{ id: 'a' }], 'graph')

    expect(await spool.files()).toEqual([])
    await spool.flush()
    expect(await spool.files()).toHaveLength(1)
  })

  it('gives up what was not flushed, at its end and after a crash', async () => {
    const folder = await aFolder()
    const spool = await openCollectedSpool(folder)
    await spool.add('signIns', [{ id: 'a' }], 'graph')
    await spool.close()
    const afterClose = await readdir(folder)
    await writeFile(join(folder, 'signIns.graph.x.ndjson.part'), '{"id":')

    const next = await openCollectedSpool(folder)

    expect(afterClose).toEqual(['seen'])
    expect(await readdir(folder)).toEqual(['seen'])
    expect(await next.files()).toEqual([])
  })

  it('takes pages from several feeds at once, each line whole', async () => {
    const spool = await openCollectedSpool(await aFolder())
    const page = (feed: number) =>
      Array.from({ length: 200 }, (_, row) => ({ id: `${feed}-${row}`, pad: 'x'.repeat(500) }))

    await Promise.all([0, 1, 2, 3].map((feed) => spool.add('unifiedAudit', page(feed), 'managementActivity')))
    await spool.flush()

    const [file = ''] = await spool.files()
    const ids = (await rowsIn(file)).map((row) => (row as { id: string }).id)
    expect(new Set(ids).size).toBe(800)
  })

  it('takes a record once, whenever and however often it comes, also when its file was taken away', async () => {
    const folder = await aFolder()
    const record = (id: string) => ({ id, createdDateTime: '2026-11-14T08:00:00Z' })
    const first = await openCollectedSpool(folder)
    const counts = [await first.add('signIns', [record('a'), record('A'), record('b')], 'graph')]
    await first.flush()
    counts.push(await first.add('signIns', [record('b'), record('c')], 'graph'))
    await first.close()
    for (const file of await first.files()) await rm(file)

    const next = await openCollectedSpool(folder)
    counts.push(await next.add('signIns', [record('a'), record('b'), record('c'), record('d')], 'graph'))
    counts.push(await next.add('directoryAudits', [record('a')], 'graph'))
    await next.flush()

    expect(counts.map(({ added, duplicates }) => [added, duplicates])).toEqual([
      [2, 1],
      // Not flushed, so it counts as never seen: c is new once more.
      [1, 1],
      [2, 2],
      [1, 0],
    ])
    const rows = (await Promise.all((await next.files()).map(rowsIn))).flat()
    expect(rows).toEqual(expect.arrayContaining([record('c'), record('d'), record('a')]))
    expect(rows).toHaveLength(3)
  })

  it('never takes two records without an id for one', async () => {
    const spool = await openCollectedSpool(await aFolder())

    expect(await spool.add('signIns', [{}, {}, null, 'text', { id: 5 }], 'graph')).toMatchObject({ added: 5 })
  })

  it('goes on after a crash in the middle of an id', async () => {
    const folder = await aFolder()
    const record = { id: 'a', activityDateTime: '2026-11-14T08:00:00Z' }
    const first = await openCollectedSpool(folder)
    await first.add('directoryAudits', [record], 'graph')
    await first.flush()
    const ids = join(folder, 'seen', 'directoryAudits.2026-11-14.ids')
    await appendFile(ids, Buffer.from([1, 2, 3]))

    const next = await openCollectedSpool(folder)
    const counts = [await next.add('directoryAudits', [record, { ...record, id: 'b' }], 'graph')]
    await next.flush()
    const last = await openCollectedSpool(folder)
    counts.push(await last.add('directoryAudits', [record, { ...record, id: 'b' }], 'graph'))

    expect(counts.map(({ added, duplicates }) => [added, duplicates])).toEqual([
      [1, 1],
      [0, 2],
    ])
    expect((await stat(ids)).size).toBe(16)
  })

  it('forgets records that cannot be asked for again, and none whose day is lost', async () => {
    const folder = await aFolder()
    const spool = await openCollectedSpool(folder)
    const of = (id: string, day: string) => ({ id, activityDateTime: `${day}T08:00:00Z` })
    const records = [of('a', '2026-01-01'), of('b', '2026-05-01'), of('c', '2026-05-02'), { id: 'd' }]
    await spool.add('directoryAudits', records, 'graph')
    await spool.flush()

    expect(await spool.forgetBefore('2026-05-02')).toBe(2)
    expect((await readdir(join(folder, 'seen'))).toSorted()).toEqual([
      'directoryAudits.2026-05-02.ids',
      'directoryAudits.undated.ids',
    ])
    expect(await spool.add('directoryAudits', records, 'graph')).toMatchObject({ added: 2, duplicates: 2 })
  })
})
