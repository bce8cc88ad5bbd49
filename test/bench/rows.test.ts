/** The benchmark's frame. No time is asserted here: a test that fails on a slow machine tells nothing. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { allRows, chosen } from '../../bench/catalogue.ts'
import { inTurns, quickest } from '../../bench/interleave.ts'
import { asJson, asTable } from '../../bench/print.ts'
import { atMost, defineRow } from '../../bench/row.ts'
import { run } from '../../bench/run.ts'

const rows = await allRows()
const files = readdirSync(join(import.meta.dirname, '../../bench/rows')).map((file) =>
  file.replace(/\.ts$/, ''),
)

describe('the rows', () => {
  it('are one per file and named like it', () => {
    expect(rows.map(({ name }) => name)).toEqual(files.sort())
  })

  it.each(rows.map((row) => [row.name, row] as const))('%s has a goal in words and a measure', (_, row) => {
    expect(row.goal.text).toMatch(/^[≤≥] \d/)
    expect(row.measure).toBeTypeOf('function')
  })

  it('are chosen by name or by family', () => {
    const names = (only?: string) => chosen(rows, only).map(({ name }) => name)

    expect(names()).toEqual(rows.map(({ name }) => name))
    expect(names('start-help')).toEqual(['start-help'])
    expect(names('collect')).toEqual(['collect-100k', 'collect-10k'])
    expect(names('nothing')).toEqual([])
  })
})

const aRow = (measure: () => Promise<{ value: number; floor: number }>) =>
  defineRow({
    name: 'a-row',
    goal: atMost(1.5),
    accounts: 10,
    measure: async () => ({ ...(await measure()), unit: 'ms', memoryMb: 40 }),
  })
const met = await run(aRow(async () => ({ value: 30, floor: 20 })))
const missed = await run(aRow(async () => ({ value: 40, floor: 20 })))
const failed = await run(aRow(() => Promise.reject(new Error('the service is gone'))))

describe('a result', () => {
  it('is a ratio with its verdict', () => {
    const figures = { name: 'a-row', value: 30, unit: 'ms', floor: 20, goal: '≤ 1.50', memoryMb: 40 }

    expect(met).toEqual({ ...figures, ratio: 1.5, met: true, accounts: 10 })
    expect(missed).toMatchObject({ ratio: 2, met: false })
  })

  it('hands the number of accounts on', async () => {
    const asked: number[] = []
    const row = {
      ...aRow(async () => ({ value: 1, floor: 1 })),
      measure: (accounts: number) => {
        asked.push(accounts)
        return Promise.reject(new Error('enough'))
      },
    }
    await run(row)
    await run(row, 500)

    expect(asked).toEqual([10, 500])
  })

  it('of a row that threw is its reason', () => {
    expect(failed).toEqual({ name: 'a-row', goal: '≤ 1.50', failed: 'the service is gone' })
  })

  it('prints as a table of at most 100 columns', () => {
    const lines = asTable([met, missed, failed]).split('\n')

    expect(lines[1]).toMatch(/^a-row +30\.0 ms +20\.0 ms +1\.50 +≤ 1\.50 +met +40 MB$/)
    expect(lines[2]).toContain('missed')
    expect(lines[3]).toContain('failed: the service is gone')
    expect(lines.filter((line) => line.length > 100)).toEqual([])
  })

  it('prints as JSON', () => {
    expect(JSON.parse(asJson([met, missed, failed]))).toEqual([met, missed, failed])
  })
})

it('measures both sides in turns and takes the quickest', async () => {
  const order: string[] = []
  const side = (name: string, times: number[]) => async () => {
    order.push(name)
    return { ms: times.shift() ?? 0 }
  }

  const { ours, floor } = await inTurns(2, side('ours', [5, 3]), side('floor', [2, 4]))

  expect(order).toEqual(['ours', 'floor', 'ours', 'floor'])
  expect([quickest(ours), quickest(floor)]).toEqual([3, 2])
})
