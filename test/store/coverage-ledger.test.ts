/** The coverage ledger: one transaction for each step, a journal that takes no change, tenants apart. */

import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { afterAttempt } from '#logs/windows/attempt.ts'
import { complete, denied } from '#model/coverage.ts'
import { tenantId } from '#model/ids.ts'
import { openStore } from '#store/store.ts'
import { aFolder, aPlace } from '../collect/harness.ts'
import { aPolicy, aWindow, HOUR, NOW } from '../logs/windows/builders.ts'

const tally = { pages: 1, rows: 9, added: 7, duplicates: 2, quarantined: 0 }
const window = aWindow(NOW - 2 * HOUR, NOW - HOUR, { askFrom: NOW - 2 * HOUR - 300_000 })

async function aLedger() {
  const { store, data } = await aPlace()
  const { coverage } = await store.forTenant(tenantId('contoso'))
  return { ledger: coverage, store, data }
}

describe('a window in the ledger', () => {
  it('comes back as it was planned, and as it was left', async () => {
    const { ledger } = await aLedger()
    await ledger.plan([window], NOW)
    const { window: after, ...rest } = afterAttempt(
      aPolicy(),
      window,
      { kind: 'waiting', handle: 'q@1', because: 'running' },
      { now: NOW, random: 0 },
    )

    const planned = await ledger.windows('signIns', 0)
    await ledger.settle({ window: after, ...rest })

    expect(planned).toEqual([window])
    expect(await ledger.windows('signIns', 0)).toEqual([after])
    expect(await ledger.windows('signIns', NOW)).toEqual([])
    expect(await ledger.windows('directoryAudits', 0)).toEqual([])
  })

  it('that is there is not planned over, unless it was withdrawn', async () => {
    const { ledger } = await aLedger()
    await ledger.plan([window], NOW)
    const entry = { ...window, at: NOW, act: 'answered' } as const
    await ledger.settle({ window: { ...window, state: 'done', answeredAt: NOW, tally }, halves: [], entry })

    await ledger.plan([window], NOW)
    const afterDone = await ledger.windows('signIns', 0)
    await ledger.settle({
      window: { ...window, state: 'withdrawn' },
      halves: [],
      entry: { ...entry, act: 'withdrawn' },
    })
    await ledger.plan([window], NOW)

    expect(afterDone.map(({ state }) => state)).toEqual(['done'])
    expect(await ledger.windows('signIns', 0)).toEqual([window])
  })

  it('that is split and its halves are one step', async () => {
    const { ledger } = await aLedger()
    await ledger.plan([window], NOW)
    const outcome = { kind: 'tooFull', tally, rowsByHour: {}, seen: undefined } as const

    await ledger.settle(afterAttempt(aPolicy(), window, outcome, { now: NOW, random: 0 }))

    const states = (await ledger.windows('signIns', 0)).map(({ state }) => state)
    expect(states.toSorted()).toEqual(['open', 'open', 'split'])
  })

  it('that is lost or given up on is the last hole, unless it was a second look', async () => {
    const { ledger } = await aLedger()
    const none = await ledger.lastHole('signIns')
    await ledger.plan(
      [{ ...window, state: 'lost' }, aWindow(NOW, NOW + HOUR, { state: 'dead', round: 1 })],
      NOW,
    )

    expect(none).toBeUndefined()
    expect(await ledger.lastHole('signIns')).toBe(window.to)
  })

  it('fits into many at once', async () => {
    const { ledger } = await aLedger()
    const many = Array.from({ length: 2_000 }, (_, index) =>
      aWindow(NOW + index * HOUR, NOW + (index + 1) * HOUR),
    )

    await ledger.plan(many, NOW)

    expect(await ledger.windows('signIns', 0)).toHaveLength(2_000)
  })
})

describe('the journal', () => {
  it('has every step of what touches a span, in order', async () => {
    const { ledger } = await aLedger()
    await ledger.plan([window], NOW)
    await ledger.begin(window, NOW)
    const failed = { kind: 'failed', because: '500: no', tally } as const
    await ledger.settle(afterAttempt(aPolicy(), window, failed, { now: NOW + 1, random: 0 }))
    const lost = aWindow(NOW - 9 * HOUR, NOW - 8 * HOUR, { state: 'lost', because: 'nobody asked' })
    await ledger.plan([lost], NOW + 2)

    const touching = await ledger.entries('signIns', { from: NOW - 2 * HOUR, to: NOW })

    expect(touching.map(({ act, at, because }) => [act, at, because])).toEqual([
      ['begun', NOW, undefined],
      ['failed', NOW + 1, '500: no'],
    ])
    expect(touching[1]?.tally).toEqual(tally)
    const before = await ledger.entries('signIns', { from: NOW - 9 * HOUR, to: NOW - 8 * HOUR })
    expect(before).toMatchObject([{ act: 'lost', because: 'nobody asked' }])
  })

  it('is refused a change by the database itself', async () => {
    const { ledger, store, data } = await aLedger()
    await ledger.begin(window, NOW)
    await store.close()

    const database = new DatabaseSync(join(data, 'decisions.sqlite'))

    for (const change of ["update log_attempts set act = 'answered'", 'delete from log_attempts'])
      expect(() => database.exec(change)).toThrow('the ledger takes no change')
    database.close()
  })
})

describe('a feed in the ledger', () => {
  it('is as it was last said, and each tenant has its own', async () => {
    const { ledger, store } = await aLedger()
    const record = { feed: 'signIns', source: 'signIns', begun: NOW, at: NOW } as const
    await ledger.keepFeed({ ...record, coverage: denied('403', ['AuditLog.Read.All']) })
    await ledger.keepFeed({ ...record, begun: NOW - HOUR, coverage: complete, at: NOW + 1 })
    const other = await store.forTenant(tenantId('fabrikam'))
    await other.coverage.plan([window], NOW)

    expect(await ledger.feeds()).toEqual([{ ...record, begun: NOW - HOUR, coverage: complete, at: NOW + 1 }])
    expect(await other.coverage.feeds()).toEqual([])
    expect(await ledger.windows('signIns', 0)).toEqual([])
  })
})

/** The tables that the first two migrations did not make. */
function tablesAfter(database: DatabaseSync): readonly string[] {
  const before =
    /^(sqlite_|kysely_|tenants$|declarations$|attestations$|findings$|finding_history$|journal$|registers$)/
  const rows = database.prepare("select name from sqlite_master where type = 'table'").all()
  return rows.map(({ name }) => String(name)).filter((name) => !before.test(name))
}

describe('a database of before', () => {
  it('gets its tables at the next start, and keeps what is in it', async () => {
    const folder = await aFolder()
    const first = await openStore(folder)
    await (await first.forTenant(tenantId('contoso'))).decisions.name('Contoso')
    await first.close()
    const database = new DatabaseSync(join(folder, 'decisions.sqlite'))
    for (const table of tablesAfter(database)) database.exec(`drop table ${table}`)
    database.exec('alter table attestations drop column answers')
    database.exec("delete from kysely_migration where name >= '003'")
    database.close()

    const store = await openStore(folder)

    const { coverage } = await store.forTenant(tenantId('contoso'))
    expect(await coverage.feeds()).toEqual([])
    expect((await store.tenants()).map(({ name }) => name)).toEqual(['Contoso'])
    await store.close()
  })
})
