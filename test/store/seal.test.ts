/** What is sealed is what was read: nothing is lost, added or rounded, and nobody can change it unnoticed. */
import { appendFile, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { parquetReadObjects } from 'hyparquet'
import { describe, expect, it } from 'vitest'
import { complete } from '#model/coverage.ts'
import { type Dataset, keyOf } from '#model/dataset.ts'
import { type DatasetName, datasetNames, datasetOf } from '#model/datasets.ts'
import { canonicalJson } from '#model/fingerprint.ts'
import { newSnapshotId, tenantId } from '#model/ids.ts'
import { users } from '#model/records/users.ts'
import { withDuckDb } from '#store/duckdb.ts'
import { readDataset, readRecord } from '#store/snapshots/read.ts'
import { sealDataset } from '#store/snapshots/seal.ts'
import { type SnapshotHead, snapshotShelf } from '#store/snapshots/shelf.ts'
import { DatasetSpool, type SpoolPage } from '#store/spool.ts'
import { aFolder, NOW } from '../collect/harness.ts'
import { anyRecords } from './records.ts'

type AnyRecord = Readonly<Record<string, unknown>>

const HEAD: SnapshotHead = {
  source: 'graph',
  cloud: 'global',
  collectedAt: NOW.toISOString(),
  sealedAt: NOW.toISOString(),
  notices: [],
}

/** Seals these pages of a dataset in a folder of its own. */
async function sealed(name: DatasetName, pages: readonly (readonly AnyRecord[])[]) {
  const folder = await aFolder()
  const spool = await new DatasetSpool(folder, name).open()
  for (const records of pages) await spool.append({ records, broken: [], cursor: null } satisfies SpoolPage)
  await spool.finish(complete)
  const shelf = snapshotShelf(tenantId('t'), join(folder, 'snapshots'))
  const id = newSnapshotId(NOW, 'abcdef')
  const snapshot = await shelf.seal(id, HEAD, new Map([[name, spool]]))
  await spool.close()
  return { shelf, snapshot, id, place: join(folder, 'snapshots', id), hash: snapshot.manifest.recordsHash }
}

const sorted = (records: readonly AnyRecord[]) => records.map((record) => canonicalJson(record)).sort()

describe('a sealed dataset', () => {
  it.each(datasetNames)(
    'gives back every record of %s as it was: null, absent, nested and all',
    async (name) => {
      const property = fc.asyncProperty(anyRecords(datasetOf(name)), async (records) => {
        const { snapshot } = await sealed(name, [records])

        const read = await snapshot.records(name)

        expect(sorted(read)).toEqual(sorted(records))
      })

      await fc.assert(property, { numRuns: 3 })
    },
  )

  it('finds one record by its key', async () => {
    const dataset = datasetOf('groupMembers')
    const records = [0, 1, 2].map((part) => ({
      groupId: "it's",
      part,
      slice: 0,
      slices: 1,
      last: part === 2,
      members: [{ id: `m${part}` }],
    }))
    const { snapshot } = await sealed('groupMembers', [records])

    const found = await snapshot.record(
      'groupMembers',
      keyOf(dataset, { groupId: "it's", part: 1, slice: 0 }),
    )

    expect(found).toEqual(records[1])
    expect(await snapshot.record('groupMembers', "' OR 1=1 --")).toBeUndefined()
  })

  it('keeps a record of several megabytes', async () => {
    const records = [{ id: 'a', sessionControls: { long: 'x'.repeat(5 * 1024 * 1024) } }]
    const { snapshot } = await sealed('conditionalAccessPolicies', [records])

    const read = await snapshot.records('conditionalAccessPolicies')

    expect(sorted(read)).toEqual(sorted(records))
  })
})

describe('a snapshot of an earlier version', () => {
  it('is read without the fields that came later, and finds records all the same', async () => {
    const folder = await aFolder()
    const spool = await new DatasetSpool(folder, 'users').open()
    await spool.append({ records: [{ id: 'a', displayName: 'Ada' }], broken: [], cursor: null })
    const target = join(folder, 'users.parquet')
    const now = datasetOf('users')
    const earlier: Dataset = { ...now, record: users.record.pick({ id: true, displayName: true }) }
    await withDuckDb([folder], (connection) => sealDataset(connection, earlier, spool, target))
    await spool.close()

    expect(await readDataset(now, target)).toEqual([{ id: 'a', displayName: 'Ada' }])
    expect(await readRecord(now, target, 'a')).toEqual({ id: 'a', displayName: 'Ada' })
  })
})

describe('a list of hundreds of thousands', () => {
  it('fits the memory that sealing may take', async () => {
    const page = (at: number) =>
      Array.from({ length: 50_000 }, (_, n) => ({ id: `user-${at}-${n}`, displayName: 'y'.repeat(300) }))

    const { snapshot } = await sealed('users', [0, 1, 2, 3, 4, 5, 6, 7].map(page))

    expect(snapshot.manifest.datasets['users']?.records).toBe(400_000)
  })
})

describe('the hash of the records', () => {
  it('does not depend on order, on pages or on what was read twice', async () => {
    const property = fc.asyncProperty(
      anyRecords(datasetOf('users')),
      fc.integer({ min: 1, max: 5 }),
      fc.func(fc.nat()),
      async (records, size, rank) => {
        const shuffled = [...records].sort((a, b) => rank(a['id']) - rank(b['id']))
        const pages = Array.from({ length: Math.ceil(shuffled.length / size) }, (_, at) =>
          shuffled.slice(at * size, (at + 1) * size),
        )
        const twice = [...pages, shuffled.slice(0, 2)]

        const [one, other] = [await sealed('users', [records]), await sealed('users', twice)]

        expect(other.hash).toBe(one.hash)
        expect(await other.snapshot.records('users')).toHaveLength(records.length)
      },
    )

    await fc.assert(property, { numRuns: 8 })
  })

  it('depends on every value', async () => {
    const [a, b, c] = await Promise.all([
      sealed('users', [[{ id: '1', displayName: 'A' }]]),
      sealed('users', [[{ id: '1', displayName: null }]]),
      sealed('users', [[{ id: '1' }]]),
    ])

    expect(new Set([a?.hash, b?.hash, c?.hash]).size).toBe(3)
  })

  it('takes the last of what was read twice, also far apart', async () => {
    const crowd = (displayName: string) =>
      Array.from({ length: 30_000 }, (_, n) => ({ id: `user-${n}`, displayName }))
    const { snapshot } = await sealed('users', [crowd('first'), crowd('last')])

    const read = await snapshot.records('users')

    expect(read).toHaveLength(30_000)
    expect(new Set(read.map(({ displayName }) => displayName))).toEqual(new Set(['last']))
  })
})

describe('a change after sealing', () => {
  const records = Array.from({ length: 50 }, (_, n) => ({ id: `user-${n}`, displayName: `Person ${n}` }))
  const broken = { code: 'snapshot-broken' }

  it('of any byte of the data is noticed', async () => {
    const { place, snapshot } = await sealed('users', [records])
    const path = join(place, 'users.parquet')
    const whole = await readFile(path)

    for (const at of [0, 4, Math.floor(whole.length / 2), whole.length - 1]) {
      const changed = Buffer.from(whole)
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
      await writeFile(path, changed)
      await expect(snapshot.records('users')).rejects.toMatchObject(broken)
    }
    await writeFile(path, whole)
    expect(await snapshot.records('users')).toHaveLength(50)
  })

  it('of the length of the data, or its loss, is noticed', async () => {
    const { place, snapshot } = await sealed('users', [records])
    const path = join(place, 'users.parquet')

    await appendFile(path, 'x')
    await expect(snapshot.records('users')).rejects.toMatchObject(broken)
    await expect(snapshot.record('users', 'user-1')).rejects.toMatchObject(broken)
    await rm(path)
    await expect(snapshot.records('users')).rejects.toMatchObject(broken)
  })

  it.each([
    ['a coverage', '"state": "complete"', '"state": "denied"'],
    ['a count', '"records": 50', '"records": 49'],
    ['the tenant', '"tenant": "t"', '"tenant": "u"'],
    ['a hash', '"fileHash": "', '"fileHash": "0'],
    ['the form', '{', '['],
  ])('of %s in the manifest is noticed', async (_what, from, to) => {
    const { place, shelf, id } = await sealed('users', [records])
    const path = join(place, 'manifest.json')
    const text = await readFile(path, 'utf8')
    expect(text).toContain(from)

    await writeFile(path, text.replace(from, to))

    await expect(shelf.open(id)).rejects.toMatchObject(broken)
  })

  it('that takes the manifest away takes the snapshot away', async () => {
    const { place, shelf, id } = await sealed('users', [records])

    await rename(join(place, 'manifest.json'), join(place, 'manifest.json.tmp'))

    expect(await shelf.list()).toEqual([])
    await expect(shelf.open(id)).rejects.toMatchObject({ code: 'snapshot-none' })
  })
})

describe('another reader', () => {
  it('finds the same rows in the sealed file', async () => {
    const records = Array.from({ length: 5_000 }, (_, n) => ({
      id: `user-${n}`,
      displayName: n % 3 === 0 ? null : `Übung ${n}`,
      accountEnabled: n % 2 === 0,
    }))
    const { place } = await sealed('users', [records])

    const rows = await withHyparquet(join(place, 'users.parquet'))

    const expected = records.map(({ id, displayName, accountEnabled }) => [id, displayName, accountEnabled])
    expect(
      rows.map(({ id, displayName, accountEnabled }) => [id, displayName, accountEnabled]).sort(),
    ).toEqual(expected.sort())
  })
})

/** A reader in JavaScript that shares no code with DuckDB. */
async function withHyparquet(path: string): Promise<Record<string, unknown>[]> {
  const content = await readFile(path)
  const file = content.buffer.slice(content.byteOffset, content.byteOffset + content.byteLength)
  const { compressors } = await zstd()
  return parquetReadObjects({ file, compressors })
}

/** Node brings zstd; hyparquet wants it handed over. */
async function zstd() {
  const { zstdDecompressSync } = await import('node:zlib')
  return { compressors: { ZSTD: (input: Uint8Array) => new Uint8Array(zstdDecompressSync(input)) } }
}
