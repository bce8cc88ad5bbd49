/** What a drill that could not be compared comes to, and how its record is kept. */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { comparedText, drillsText, startedText } from '#cli/logs/drill-text.ts'
import { displayWidth } from '#model/text/width.ts'
import { drillHistory, drillReport } from '#pipeline/logs/drill/history.ts'
import { pruneLogs } from '#pipeline/logs/prune.ts'
import {
  anEstateWith,
  answered,
  came,
  compare,
  DAY,
  drilled,
  HOUR,
  LATER,
  NOW,
  OURS,
  signInsAt,
  start,
} from './drilled.ts'
import { anEstate } from './estate.ts'
import { TENANT } from './samples.ts'

describe('unknown', () => {
  it('is the answer while our side holds nothing, and the ledger no answer', async () => {
    const estate = await anEstateWith([])
    const { result } = await drilled(estate, OURS)
    expect(result.verdict).toBe('unknown')
    expect(result.because).toContain('our store has nothing of signIns of this day, and the ledger no answer')
    expect(result.short).toEqual([])
  })

  it('is the answer for a log that was counted into our store and is gone from it', async () => {
    const estate = await anEstateWith([])
    const { coverage } = estate.tenant
    await answered(estate, 'signIns', 0, 24)
    const [window] = await coverage.windows('signIns', 0)
    if (!window) throw new Error('nothing was planned')
    const { feed, round, from, to, askFrom } = window
    const tally = { pages: 1, rows: 9, added: 9, duplicates: 0, quarantined: 0 }
    const entry = { feed, round, from, to, askFrom, at: to, act: 'answered' } as const
    await coverage.settle({ window: { ...window, answeredAt: to, tally }, halves: [], entry })
    await start(estate, { day: DAY })
    const { result } = await compare(estate, [], { nothingCame: true })
    expect(result.verdict).toBe('unknown')
    expect(result.because).toContain(
      'events of signIns were counted into our store, and it holds none any more',
    )
  })

  it('is the answer while the ledger says nothing of the hours of what came', async () => {
    const estate = await anEstateWith(signInsAt([7], { createdDateTime: '2026-10-06T08:00:00Z' }))
    await answered(estate, 'signIns', 0, 10)
    await start(estate, { day: DAY })
    const { result } = await compare(estate, [came(estate, signInsAt([15]))])
    expect(result).toMatchObject({ verdict: 'unknown', short: [], logs: [{ theirs: 1, answeredHours: 10 }] })
    expect(result.because.join()).toMatch(/nothing of signIns of this day, and the ledger no answer for/)
  })

  it('is the answer when the day was deleted in between', async () => {
    const estate = await anEstateWith()
    await start(estate)
    await pruneLogs(estate.tenant, { days: 1, reason: 'policy 7', by: 'jo', now: LATER, isMeant: true })
    const { result } = await compare(estate, [came(estate, OURS)])
    expect(result).toMatchObject({ verdict: 'unknown', short: [] })
    expect(result.because[0]).toMatch(/the day of signIns was deleted from our store on 2026-12-04/)
  })

  it('is no agreement while one of the logs that were asked for cannot be compared', async () => {
    const estate = await anEstateWith()
    await start(estate)
    await pruneLogs(estate.tenant, {
      days: 1,
      reason: 'policy 7',
      by: 'jo',
      now: LATER,
      isMeant: true,
      sources: ['signIns'],
    })
    const { result } = await compare(estate, [came(estate, OURS)])
    expect(result.verdict).toBe('unknown')
    expect(result.logs.map(({ state }) => state)).toEqual(['unknown', 'agrees'])
  })

  it('is the answer when no id is on both sides', async () => {
    const renamed = signInsAt([7, 8, 9]).map((record, at) => ({ ...record, id: `other-${at}` }))
    const { result } = await drilled(await anEstateWith(signInsAt([7, 8, 9])), renamed)
    expect(result).toMatchObject({ verdict: 'unknown', short: [] })
    expect(result.because[0]).toMatch(
      /no record id of signIns is on both sides, of 3 events here and 3 there/,
    )
  })

  it('is the answer when both sides agree that there was nothing', async () => {
    const estate = await anEstateWith(signInsAt([7], { createdDateTime: '2026-10-06T08:00:00Z' }))
    await answered(estate, 'signIns', 0, 24)
    await start(estate, { day: DAY })
    const { result } = await compare(estate, [], { nothingCame: true })
    expect(result).toMatchObject({ verdict: 'unknown', logs: [{ state: 'agrees', answeredHours: 24 }] })
    expect(result.because).toEqual(['no log that was compared has an event of this day'])
  })
})

describe('a log of which neither side has an event', () => {
  async function withQuietAudits(hours: number) {
    const estate = await anEstateWith(signInsAt([7, 8, 9]))
    await answered(estate, 'directoryAudits', 0, hours)
    return drilled(estate, signInsAt([7, 8, 9]))
  }

  it('agrees where the ledger vouches for the whole day', async () => {
    const compared = await withQuietAudits(24)
    expect(compared.result).toMatchObject({ verdict: 'agrees', logs: [{}, { state: 'agrees', ours: 0 }] })
    expect(comparedText(compared, 80)).toMatch(/directoryAudits .* 24 of 24 h {2}agrees: no event/)
  })

  it.each([1, 20, 23])('is unknown where the ledger has an answer for %i hours only', async (hours) => {
    const compared = await withQuietAudits(hours)
    const because = `neither side has an event of directoryAudits, and our ledger has an answer for ${hours} of 24 hours only`
    expect(compared.result).toMatchObject({
      verdict: 'unknown',
      because: [because],
      logs: [{ state: 'agrees' }, { state: 'unknown', because }],
    })
    expect(comparedText(compared, 80)).toMatch(/directoryAudits .* of 24 h {2}not known/)
  })
})

describe('the record', () => {
  it('keeps every comparison, and what comes later adds to what came before', async () => {
    const estate = await anEstateWith()
    await drilled(estate, signInsAt([8]))
    const later = { now: new Date(LATER.getTime() + HOUR) }
    const again = await compare(estate, [came(estate, OURS)], later)
    expect(again.result).toMatchObject({ verdict: 'agrees', tookHours: 11 })
    expect(again.drill.results.map(({ verdict }) => verdict)).toEqual(['fallsShort', 'agrees'])
    const third = await compare(estate, [], { now: new Date(LATER.getTime() + 9 * HOUR) })
    expect(third.result).toMatchObject({ verdict: 'agrees', tookHours: 11 })
    expect((await drillReport(estate.tenant, LATER)).drills).toMatchObject([{ id: DAY, state: 'agrees' }])
  })

  it('tells when the next is due, and that one is overdue', async () => {
    const estate = await anEstateWith()
    expect(await drillReport(estate.tenant, NOW)).toMatchObject({ state: 'overdue', drills: [] })
    await start(estate)
    expect(await drillReport(estate.tenant, NOW)).toMatchObject({ state: 'overdue' })
    await compare(estate, [came(estate, signInsAt([8]))])
    const due = '2027-12-04T20:00:00.000Z'
    expect(await drillReport(estate.tenant, LATER)).toMatchObject({ state: 'done', due })
    expect(await drillReport(estate.tenant, new Date(due))).toMatchObject({ state: 'overdue', due })
    expect(await drillReport((await anEstate()).tenant, NOW)).toMatchObject({ state: 'notNeeded' })
  })

  it('is asked for where the store was lost and the ledger knows that there was one', async () => {
    const estate = await anEstateWith([])
    await answered(estate, 'signIns', 0, 24)
    expect(await drillReport(estate.tenant, NOW)).toMatchObject({ state: 'overdue', drills: [] })
  })

  it('that cannot be read is unknown, and nothing is taken for none', async () => {
    const estate = await anEstateWith()
    await start(estate)
    const file = join(estate.data, 'tenants', TENANT, 'drills', DAY, 'drill.json')
    for (const content of ['{"half":', '{}', JSON.stringify({ id: '2026-01-01' })]) {
      writeFileSync(file, content)
      expect(await drillReport(estate.tenant, NOW)).toMatchObject({ state: 'unknown', drills: [] })
      await expect(compare(estate, [file])).rejects.toMatchObject({ code: 'drill-broken' })
    }
    expect((await start(estate)).drill.id).toBe(`${DAY}-2`)
  })

  it('of a start that was killed before it was whole is no drill', async () => {
    const estate = await anEstateWith()
    const folder = join(estate.data, 'tenants', TENANT, 'drills')
    mkdirSync(join(folder, DAY), { recursive: true })
    writeFileSync(join(folder, DAY, 'drill.json.0a0b.tmp'), '{"schema')
    writeFileSync(join(folder, 'drill.lock'), '999999999')
    expect(await drillReport(estate.tenant, NOW)).toMatchObject({ state: 'overdue', drills: [] })
    expect((await start(estate)).drill.id).toBe(DAY)
  })

  it('of a comparison that was stopped is as before, and the same comparison goes through', async () => {
    const estate = await anEstateWith()
    await start(estate)
    const files = [came(estate, OURS)]
    const stop = AbortSignal.abort(new Error('interrupted'))
    await expect(compare(estate, files, { signal: stop })).rejects.toThrow('interrupted')
    expect((await drillReport(estate.tenant, NOW)).drills).toMatchObject([{ state: 'waiting' }])
    // Killed between the import and the record: the events are there already.
    await compare(estate, files)
    const shelf = estate.tenant.drills
    const [drill] = (await shelf.list()).drills
    if (drill === undefined) throw new Error('there is no drill')
    await shelf.keep({ ...drill, results: [] })
    expect((await compare(estate, files)).result).toMatchObject({
      verdict: 'agrees',
      logs: [{ both: 3 }, {}],
    })
  })

  it('lies in the folder of the tenant, and goes with it', async () => {
    const estate = await anEstateWith()
    await drilled(estate, OURS)
    const folder = join(estate.data, 'tenants', TENANT)
    expect(readdirSync(folder)).toContain('drills')
    rmSync(folder, { recursive: true })
    expect(existsSync(folder)).toBe(false)
    expect((await drillHistory(estate.tenant)).drills).toEqual([])
  })

  it('names none where there is none', async () => {
    const estate = await anEstateWith()
    await expect(compare(estate, [])).rejects.toMatchObject({ code: 'drill-unknown' })
    await start(estate)
    const wrong = compare(estate, [], { drill: '../../..' })
    await expect(wrong).rejects.toMatchObject({ code: 'drill-unknown' })
  })
})

it('is told within 80 columns, and hostile names stay text', async () => {
  const estate = await anEstateWith()
  const from = `North\u202egate ${'x'.repeat(90)}`
  const started = await start(estate, { from })
  const compared = await compare(estate, [came(estate, [...signInsAt([8], { ipAddress: null })])])
  const texts = [
    startedText(started, 80, undefined),
    startedText(started, 80, 'letter.txt'),
    comparedText(compared, 80),
    drillsText(await drillReport(estate.tenant, NOW), 80),
  ]
  for (const text of texts) {
    expect(text).not.toContain('\u202e')
    expect(text.split('\n').filter((line) => displayWidth(line) > 80)).toEqual([])
  }
})
