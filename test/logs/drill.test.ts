/** A drill: one day of logs asked for, what came kept apart, and held against our store and our ledger. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { drillDay } from '#pipeline/logs/drill/day.ts'
import { drillHistory, drillReport } from '#pipeline/logs/drill/history.ts'
import { handoverQuestionnaire } from '#pipeline/logs/handover.ts'
import { takeHandover } from '#pipeline/logs/handover-answers.ts'
import { pruneLogs } from '#pipeline/logs/prune.ts'
import { searchEvents } from '#pipeline/logs/search.ts'
import { hashFile } from '#store/files.ts'
import {
  anEstateWith,
  answered,
  came,
  cameAs,
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
import { signIn } from './samples.ts'

describe('the day', () => {
  const at = (held: readonly string[], drilled: readonly string[] = []) => drillDay(held, drilled, NOW)

  it('is the working day nearest to two months ago that is held', () => {
    expect(at(['2026-10-02', '2026-10-03', '2026-10-04', '2026-10-07'])).toBe('2026-10-07')
    expect(at(['2026-10-03', '2026-10-04', '2026-12-03'])).toBe('2026-12-03')
    expect(at(['2026-10-03', '2026-10-04'])).toBe('2026-10-04')
  })

  it('is another one the next time, where there is another', () => {
    expect(at(['2026-10-05', '2026-10-06'])).toBe('2026-10-05')
    expect(at(['2026-10-05', '2026-10-06'], ['2026-10-05'])).toBe('2026-10-06')
    expect(at(['2026-10-05'], ['2026-10-05'])).toBe('2026-10-05')
  })

  it('is never one that is not over, and one of the calendar where nothing is held', () => {
    expect(at(['2026-12-04', '2026-12-05'])).toBe('2026-10-05')
    expect(at([])).toBe('2026-10-05')
  })
})

describe('the start', () => {
  it('keeps the request, asks for what our side holds, and writes the letter', async () => {
    const estate = await anEstateWith()
    await answered(estate, 'nonInteractiveSignIns', 0, 24)
    const { drill, letter, because } = await start(estate, { from: 'Harbour Payroll' })
    expect(drill).toMatchObject({
      id: DAY,
      day: DAY,
      from: { id: 'Harbour Payroll' },
      requestedAt: NOW.toISOString(),
      asked: ['signIns', 'nonInteractiveSignIns', 'directoryAudits'],
      results: [],
    })
    expect(because).toEqual([])
    expect(letter).toContain('To    Harbour Payroll')
    expect(letter).toContain('from  2026-10-05 00:00 UTC')
    expect(letter).toContain('to    2026-10-06 00:00 UTC')
    expect(letter).toContain('(Entra ID, non-interactive)')
    expect(letter).not.toContain('Azure')
    expect((await drillHistory(estate.tenant)).drills).toEqual([drill])
  })

  it('twice goes on with the first, whose clock runs', async () => {
    const estate = await anEstateWith()
    await start(estate)
    const again = await start(estate, { now: LATER })
    expect(again).toMatchObject({ resumed: true, drill: { requestedAt: NOW.toISOString() } })
    expect((await start(estate, { from: 'Harbour' })).drill.id).toBe(`${DAY}-2`)
    expect((await start(estate, { from: 'Northgate' })).drill.id).toBe(`${DAY}-3`)
    expect((await drillReport(estate.tenant, NOW)).drills.map(({ state }) => state)).toEqual(
      Array.from({ length: 3 }, () => 'waiting'),
    )
  })

  it('says before that nothing will be known of a day that nobody holds', async () => {
    const { because } = await start(await anEstateWith(), { day: '2026-08-03' })
    expect(because).toEqual(['our store holds nothing of 2026-08-03, and the ledger has no answer'])
  })

  it.each(['2026-12-04', '2027-01-01', '2026-02-30', 'monday', '2026-10-05T00:00'])(
    'refuses %s as a day',
    async (day) => {
      const estate = await anEstateWith()
      await expect(start(estate, { day })).rejects.toMatchObject({ code: 'option-invalid' })
      expect((await drillHistory(estate.tenant)).drills).toEqual([])
    },
  )
})

describe('what came', () => {
  it('agrees when both sides have the same events, whatever else they have', async () => {
    const estate = await anEstateWith()
    const { result } = await drilled(estate, OURS)
    expect(result).toMatchObject({ verdict: 'agrees', short: [], because: [], tookHours: 10 })
    expect(result.logs).toMatchObject([
      { source: 'signIns', state: 'agrees', ours: 3, theirs: 3, both: 3 },
      { source: 'directoryAudits', state: 'agrees', ours: 1, theirs: 1, both: 1 },
    ])
    expect(result.logs[0]?.hours.map(({ hour, both }) => [hour, both])).toEqual([
      ['2026-10-05T07', 1],
      ['2026-10-05T08', 1],
      ['2026-10-05T09', 1],
    ])
  })

  it('is never among our own events', async () => {
    const estate = await anEstateWith()
    const own = (await estate.tenant.logs.manifest()).files
    await drilled(estate, [...OURS, ...signInsAt([10, 11, 12])])
    expect((await estate.tenant.logs.manifest()).files).toEqual(own)
    for (const { path, sha256 } of own)
      expect(await hashFile(join(estate.tenant.logs.folder, path))).toBe(sha256)
    const all = { query: '', now: NOW, limit: 50, timeLimitMs: 30_000 }
    expect((await searchEvents(estate.tenant, all)).total).toBe(4)
    const order = { days: 1, reason: 'policy', by: 'jo', now: LATER, isMeant: true }
    expect(await pruneLogs(estate.tenant, order)).toMatchObject({ events: 4 })
    expect((await estate.tenant.drills.logs(DAY).manifest()).files.length).toBeGreaterThan(0)
  })

  it('falls short by what it lacks, log by log and hour by hour', async () => {
    const { result } = await drilled(await anEstateWith(), signInsAt([8, 9]))
    expect(result.verdict).toBe('fallsShort')
    expect(result.short).toEqual([
      { whose: 'theirs', source: 'signIns', what: 'lacks 1 of our 3 events' },
      { whose: 'theirs', source: 'directoryAudits', what: 'nothing came, and our store has 1 event' },
    ])
    expect(result.logs[0]?.hours[0]).toMatchObject({ hour: '2026-10-05T07', both: 0, onlyOurs: 1 })
  })

  it('has more than ours where nobody here asked: that is explained', async () => {
    const estate = await anEstateWith()
    await answered(estate, 'signIns', 0, 10)
    const { result } = await drilled(estate, [...OURS, ...signInsAt([15])])
    expect(result).toMatchObject({ verdict: 'agrees', short: [] })
    expect(result.logs[0]).toMatchObject({ onlyTheirs: 1, explained: 1, answeredHours: 10 })
    expect(result.logs[0]?.hours.at(-1)).toMatchObject({ ledger: 'neverAsked' })
    expect(result.notes.join()).toMatch(/1 event of signIns that our store lacks: it was never asked for/)
  })

  it('has more than ours where our ledger says that it has all: we fall short', async () => {
    const estate = await anEstateWith()
    await answered(estate, 'signIns', 0, 24)
    const { result } = await drilled(estate, [...OURS, ...signInsAt([15])])
    expect(result).toMatchObject({ verdict: 'fallsShort', short: [{ whose: 'ours', source: 'signIns' }] })
  })

  it('came late, by what we ask or by what was attested', async () => {
    const estate = await anEstateWith()
    const came30 = { now: new Date(NOW.getTime() + 30 * HOUR) }
    expect((await drilled(estate, OURS, came30)).result.short).toEqual([
      { whose: 'theirs', what: 'came after 30 hours; we ask 24' },
    ])
    const file = join(estate.data, 'handover.json')
    const { text } = await handoverQuestionnaire(estate.tenant, 'Harbour', 'json', NOW)
    const sent = JSON.parse(text) as { logs: { log: string }[] }
    const logs = sent.logs.map((row) => (row.log === 'sign-ins' ? { ...row, exists: true, hours: 48 } : row))
    writeFileSync(file, JSON.stringify({ ...sent, logs }))
    await takeHandover(estate.tenant, { file, by: 'olga', now: NOW })
    await start(estate, { from: 'Harbour' })
    const { result } = await compare(estate, [came(estate, OURS)], came30)
    expect(result).toMatchObject({ verdict: 'agrees', agreedHours: 48, tookHours: 30 })
  })

  it('took as long as somebody says, between the request and now', async () => {
    const estate = await anEstateWith()
    const files = [came(estate, OURS)]
    await start(estate)
    const at = (came: string) => compare(estate, files, { came: new Date(came) })
    expect((await at('2026-12-04T12:30:00Z')).result.tookHours).toBe(2.5)
    for (const wrong of ['2026-12-04T09:59:00Z', '2026-12-05T00:00:00Z'])
      await expect(at(wrong)).rejects.toMatchObject({ code: 'option-invalid' })
  })

  it('is without a field that ours have', async () => {
    const bare = OURS.map((record) => ({ ...record, ipAddress: null }))
    const { result } = await drilled(await anEstateWith(), bare)
    expect(result.logs[0]?.fields).toEqual([{ field: 'ip', ours: 3, lacking: 3 }])
    expect(result.short).toEqual([{ whose: 'theirs', source: 'signIns', what: 'no record says ip' }])
    const some = signInsAt([7], { ipAddress: null })
    const partly = await drilled(await anEstateWith(), [...some, ...OURS.slice(1)])
    expect(partly.result).toMatchObject({ verdict: 'agrees' })
    expect(partly.result.logs[0]?.fields).toEqual([{ field: 'ip', ours: 3, lacking: 1 }])
  })

  it('is counted apart where it is of other days, of another tenant or of no time', async () => {
    const estate = await anEstateWith()
    const wrapped = (record: object, tenantId: string) => ({
      time: `${DAY}T08:20:00Z`,
      category: 'SignInLogs',
      operationName: 'Sign-in activity',
      tenantId,
      properties: record,
    })
    const [other] = signInsAt([13])
    const { result } = await drilled(estate, [
      ...OURS,
      { ...signIn, id: 'elsewhen', createdDateTime: '2026-10-06T00:00:00Z' },
      { ...signIn, id: 'undated', createdDateTime: 'some day' },
      wrapped(other ?? {}, '99999999-2222-4333-8444-555555555555'),
    ])
    expect(result).toMatchObject({ verdict: 'agrees', logs: [{ source: 'signIns', theirs: 3 }, {}] })
    expect(result.notes.join('\n')).toMatch(/1 event of signIns is of another tenant/)
    expect(result.notes.join('\n')).toMatch(/1 event of signIns is of other days/)
    expect(result.notes.join('\n')).toMatch(/1 event of signIns has no time/)
  })

  it('is cut off: rows that nobody can read fall short', async () => {
    const estate = await anEstateWith()
    await start(estate)
    const lines = OURS.map((record) => JSON.stringify(record))
    const path = cameAs(estate, `${lines.join('\n')}\n${lines[0]?.slice(0, 90)}`)
    expect((await compare(estate, [path])).result.short.map(({ what }) => what).join()).toMatch(/1 row could/)
  })

  it('is nothing at all, and somebody says so', async () => {
    const estate = await anEstateWith()
    await start(estate)
    await expect(compare(estate, [])).rejects.toMatchObject({ code: 'option-invalid' })
    const { result } = await compare(estate, [], { nothingCame: true })
    expect(result.verdict).toBe('fallsShort')
    expect(result.short).toHaveLength(2)
  })

  it('is no file with a row in it: a wrong path is not taken for nothing', async () => {
    const estate = await anEstateWith()
    await start(estate)
    const folder = join(estate.data, 'empty')
    mkdirSync(folder)
    for (const path of [folder, cameAs(estate, '')])
      await expect(compare(estate, [path])).rejects.toMatchObject({ code: 'option-invalid' })
    expect((await drillReport(estate.tenant, LATER)).drills).toMatchObject([{ state: 'waiting' }])
  })
})
