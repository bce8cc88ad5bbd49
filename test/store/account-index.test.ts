/** The index of a snapshot's accounts says what the datasets say, sealed or made when it is asked for. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { complete } from '#model/coverage.ts'
import type { DatasetName } from '#model/datasets.ts'
import { canonicalJson } from '#model/fingerprint.ts'
import { newSnapshotId, tenantId } from '#model/ids.ts'
import type { GroupMembers } from '#model/records/group-members.ts'
import type { User } from '#model/records/users.ts'
import { withDuckDb } from '#store/duckdb.ts'
import { AccountIdsBuilder, unpackIds } from '#store/snapshots/account-ids.ts'
import type { AccountIndex } from '#store/snapshots/account-index.ts'
import { readIndex, writeIndex } from '#store/snapshots/account-index-files.ts'
import { snapshotShelf } from '#store/snapshots/shelf.ts'
import { DatasetSpool } from '#store/spool.ts'
import { seeded } from '../access/reference/dice.ts'
import { indexOf } from '../access/reference/indexed.ts'
import { tenantFrom } from '../access/reference/random-tenant.ts'
import { aFolder, NOW } from '../collect/harness.ts'

type Records = Partial<Record<DatasetName, readonly Readonly<Record<string, unknown>>[]>>

async function sealed(records: Records) {
  const folder = await aFolder()
  const spools = new Map<DatasetName, DatasetSpool>()
  for (const name of Object.keys(records) as DatasetName[]) {
    const spool = await new DatasetSpool(folder, name).open()
    await spool.append({ records: records[name] ?? [], broken: [], cursor: null })
    await spool.finish(complete)
    spools.set(name, spool)
  }
  const head = { source: 'graph' as const, cloud: 'global', collectedAt: '', sealedAt: '', notices: [] }
  const shelf = snapshotShelf(tenantId('t'), join(folder, 'snapshots'))
  const snapshot = await shelf.seal(newSnapshotId(NOW, 'abcdef'), head, spools)
  for (const spool of spools.values()) await spool.close()
  return snapshot
}

/** What the index says of each account and each row, however it numbers it. */
function told({ ids, kinds, clues, perUserMfa, states, members }: AccountIndex) {
  const accounts = Array.from({ length: ids.count }, (_, position) => ({
    id: ids.idAt(position),
    clues: plain(clues[kinds[position] ?? -1]),
    state: states[perUserMfa[position] ?? -1],
  }))
  const rows = members.map(({ people, ...row }) => ({
    ...plain(row),
    people: [...people].map((position) => ids.idAt(position)).sort(),
  }))
  return { accounts: accounts.sort(byId), rows: rows.map((row) => canonicalJson(row)).sort() }
}

const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1)

/** Null and absent mean the same in identities, and in the switches of a row. */
function plain(value: object | undefined): Record<string, unknown> {
  const text = JSON.stringify(value, (name, it: unknown) =>
    it === null && name !== 'userType'
      ? undefined
      : name === 'notFound' || name === 'transitive'
        ? it === true
        : it,
  )
  const fields = { notFound: false, transitive: false, ...(JSON.parse(text) as Record<string, unknown>) }
  return Object.fromEntries(Object.entries(fields).sort())
}

describe('the index of the accounts', () => {
  it('says what the records of random tenants say', async () => {
    for (let seed = 1; seed <= 25; seed += 1) {
      const { users, perUserMfaStates, groupMembers } = tenantFrom(seed)
      const snapshot = await sealed({ users, perUserMfaStates, groupMembers: distinct(groupMembers) })

      const index = await snapshot.accounts()

      const expected = indexOf({ users, perUserMfaStates, groupMembers: distinct(groupMembers) })
      expect(told(index), `tenant ${seed}`).toEqual(told(expected))
    }
  })

  it('is read back as it was written', async () => {
    for (const seed of [3, 4, 5]) {
      const index = indexOf(tenantFrom(seed))
      const folder = await aFolder()
      const files = { accounts: join(folder, 'a.parquet'), members: join(folder, 'm.parquet') }

      const read = await withDuckDb([folder], async (connection) => {
        await writeIndex(connection, index, files)
        return readIndex(connection, files)
      })

      expect(told(read)).toEqual(told(index))
    }
  })

  it('is sealed with many accounts, found again by id, and refused when somebody changed it', async () => {
    const ids = guids(12_000)
    const users = ids.map((id, index): User => ({ id, userType: index % 2 === 0 ? 'Member' : 'Guest' }))
    const perUserMfaStates = ids.slice(0, 9_000).map((userId) => ({ userId, perUserMfaState: 'enforced' }))
    const members = ids.slice(500, 600).map((id) => ({ id, '@odata.type': '#microsoft.graph.user' }))
    const row: GroupMembers = { groupId: 'g', part: 0, slice: 0, slices: 1, last: true, members }
    const snapshot = await sealed({ users, perUserMfaStates, groupMembers: [row] })

    const index = await snapshot.accounts()

    expect(snapshot.manifest.index?.accounts.file).toBe('accounts.index.parquet')
    expect(index.ids.packed).toBe(true)
    expect(ids.every((id) => index.ids.idAt(index.ids.positionsOf(id.toUpperCase())[0] ?? -1) === id)).toBe(
      true,
    )
    expect(index.ids.positionsOf('00000000-0000-0000-0000-000000000000')).toEqual([])
    expect(told(index)).toEqual(told(indexOf({ users, perUserMfaStates, groupMembers: [row] })))
  })

  it('keeps ids that are no GUIDs, or not in order, as texts', () => {
    const [first = '', second = ''] = guids(2)
    for (const ids of [[first, 'ada', 'ADA'], [second, first], [first.toUpperCase()]]) {
      const builder = new AccountIdsBuilder()
      for (const id of ids) builder.add(id)
      const built = builder.done()

      const read = unpackIds(built.packed, [built.bytes(0, ids.length)])

      expect(read.packed).toBe(false)
      expect(ids.map((_, position) => read.idAt(position))).toEqual(ids)
      expect(read.positionsOf('Ada')).toEqual(ids.includes('ada') ? [1, 2] : [])
    }
  })
})

/** Random ones, sorted. */
function guids(count: number): string[] {
  const roll = seeded(7)
  const hex = (digits: number) =>
    Math.floor(roll() * 16 ** digits)
      .toString(16)
      .padStart(digits, '0')
  return Array.from(
    { length: count },
    () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(6)}${hex(6)}`,
  ).sort()
}

/** Rows of one key are one record in a seal. */
function distinct(rows: readonly GroupMembers[]): readonly GroupMembers[] {
  return [...new Map(rows.map((row) => [`${row.groupId} ${row.part} ${row.slice}`, row])).values()]
}
