/** A large dataset is sealed piece by piece; nobody can tell from the result. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { datasetOf } from '#model/datasets.ts'
import { canonicalJson } from '#model/fingerprint.ts'
import { withDuckDb } from '#store/duckdb.ts'
import { streamDataset } from '#store/snapshots/read.ts'
import { sealDataset } from '#store/snapshots/seal.ts'
import { DatasetSpool } from '#store/spool.ts'
import { aFolder } from '../collect/harness.ts'
import { anyRecords } from './records.ts'

type AnyRecord = Readonly<Record<string, unknown>>

async function sealedWith(name: 'users' | 'groupMembers', records: readonly AnyRecord[], largest: number) {
  const folder = await aFolder()
  const spool = await new DatasetSpool(folder, name).open()
  await spool.append({ records, broken: [], cursor: null })
  const target = join(folder, `${name}.parquet`)
  const dataset = datasetOf(name)
  const sealed = await withDuckDb([folder], (connection) =>
    sealDataset(connection, dataset, spool, target, largest),
  )
  await spool.close()
  const read: string[] = []
  if (sealed.fileHash !== undefined)
    for await (const chunk of streamDataset(dataset, target))
      read.push(...chunk.map((one) => canonicalJson(one)))
  return { sealed, read, left: await readdir(folder) }
}

describe('sealing in pieces', () => {
  it.each(['users', 'groupMembers'] as const)('gives the same %s as sealing at once', async (name) => {
    const twice = anyRecords(datasetOf(name)).map((records) => [...records, ...records.slice(0, 2)])
    const property = fc.asyncProperty(twice, fc.integer({ min: 1, max: 2_000 }), async (records, largest) => {
      const whole = await sealedWith(name, records, Number.POSITIVE_INFINITY)
      const pieces = await sealedWith(name, records, largest)

      expect(pieces.sealed.recordsHash).toBe(whole.sealed.recordsHash)
      expect(pieces.sealed.records).toBe(whole.sealed.records)
      expect(pieces.read).toEqual(whole.read)
      expect(pieces.left.filter((file) => /piece|part$|tmp$/.test(file))).toEqual([])
    })

    await fc.assert(property, { numRuns: 15 })
  })

  it('cuts a group with many parts too', async () => {
    const records = Array.from({ length: 40 }, (_, part) => ({
      groupId: 'g',
      part,
      slice: 0,
      slices: 1,
      last: part === 39,
      members: [{ id: `m${part}`, '@odata.type': '#microsoft.graph.user' }],
    }))

    const { sealed, read } = await sealedWith('groupMembers', records.toReversed(), 100)

    const parts = read.map((line) => (JSON.parse(line) as { part: number }).part)
    expect(sealed.records).toBe(40)
    // As text, which is what keys are sorted by.
    expect(parts).toEqual(
      records.map(({ part }) => part).sort((one, other) => (`${one}` < `${other}` ? -1 : 1)),
    )
  })
})
