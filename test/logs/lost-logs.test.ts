/** Events that were counted and are not there any more: coverage says so, and a case does not call their days proven. */
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { coverageText } from '#cli/logs/coverage-text.ts'
import { displayWidth } from '#model/text/width.ts'
import { makeCase } from '#pipeline/logs/case.ts'
import type { LogProof } from '#pipeline/logs/case-coverage.ts'
import { logCoverage } from '#pipeline/logs/coverage.ts'
import { pruneLogs } from '#pipeline/logs/prune.ts'
import { collected, DAYS, NOW } from './collected.ts'
import { anEstate, type Estate } from './estate.ts'
import { audit } from './samples.ts'

const lose = ({ tenant }: Estate) => rmSync(tenant.logs.folder, { recursive: true })

describe('the coverage', () => {
  it('of a store that was lost says so, and what else is known', async () => {
    const estate = await collected()
    lose(estate)
    const report = await logCoverage(estate.tenant, {}, new Date('2026-12-20T00:00:00Z'))
    expect(report).toMatchObject({ sources: [], lost: ['signIns'] })
    expect(report.unknown.filter(({ log }) => log === 'signIns')).toHaveLength(1)
    const text = coverageText(report, 80)
    const flat = text.replaceAll(/\s+/g, ' ')
    expect(flat).toMatch(/^The store of logs is empty, and was not: events of signIns were counted/)
    expect(flat).toContain('To look at: signIns: last collected up to 2026-11-22')
    expect(flat).toContain('Not known: events of signIns were counted when it was collected')
    expect(flat).toContain('the store has no event of directoryAudits')
    expect(text.split('\n').filter((line) => displayWidth(line) > 80)).toEqual([])
  })

  it('names one log that was lost while another is there', async () => {
    const estate = await collected()
    lose(estate)
    await estate.events([audit])
    const report = await logCoverage(estate.tenant, {}, NOW)
    expect(report).toMatchObject({ sources: [{ source: 'directoryAudits' }], lost: ['signIns'] })
    expect(coverageText(report, 200)).toContain('events of signIns were counted when it was collected')
  })

  it('of a store that holds what was counted, or in which nothing ever was, names none', async () => {
    expect((await logCoverage((await collected()).tenant, {}, NOW)).lost).toEqual([])
    const never = await logCoverage((await anEstate()).tenant, {}, NOW)
    expect(never.lost).toEqual([])
    expect(coverageText(never, 80)).toBe(
      'The store of logs is empty: run keyward logs collect, or keyward logs import.\n',
    )
  })
})

describe('the proof in a case', () => {
  async function signInsOf({ tenant, data }: Estate): Promise<LogProof['days']> {
    const out = join(data, 'case')
    await makeCase(tenant, { users: [], partners: [], range: {}, out, author: 'ada', now: NOW })
    const { logs } = JSON.parse(readFileSync(join(out, 'coverage.json'), 'utf8')) as { logs: LogProof[] }
    return logs.find(({ source }) => source === 'signIns')?.days ?? []
  }

  const proven = (days: LogProof['days']) => days.filter(({ provenHours }) => provenHours === 24)

  it('is of every day while the events are there', async () => {
    expect(proven(await signInsOf(await collected()))).toHaveLength(DAYS)
  })

  it('is not of days that were deleted, which are named', async () => {
    const estate = await collected()
    await pruneLogs(estate.tenant, { days: 20, reason: 'policy 7', by: 'jo', now: NOW, isMeant: true })
    const days = await signInsOf(estate)
    expect(days).toHaveLength(DAYS)
    expect(proven(days)).toHaveLength(20)
    expect(days[0]).toMatchObject({ events: 0, provenHours: 0 })
  })

  it('is of no day where the store is gone', async () => {
    const estate = await collected()
    lose(estate)
    const days = await signInsOf(estate)
    expect(days).toHaveLength(DAYS)
    expect(proven(days)).toEqual([])
  })
})
