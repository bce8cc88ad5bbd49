/** A case for an investigator: what is asked for, whole, safe to open, and proven to be unchanged. */
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { madeCaseText, verifiedCaseText } from '#cli/logs/case-text.ts'
import { displayWidth } from '#model/text/width.ts'
import { makeCase } from '#pipeline/logs/case.ts'
import { verifyCase } from '#pipeline/logs/case-verify.ts'
import { anAccount } from '../builders/people.ts'
import { anEstate, type Estate } from './estate.ts'
import { activity, audit, auditData, PARTNER, signIn, TENANT, USER } from './samples.ts'

const NOW = new Date('2026-10-06T00:00:00Z')
const BO = 'bo@fabrikam.example'
let made = 0

const outOf = ({ data }: Estate) => join(data, `case-${made++}`)

async function caseOf(estate: Estate, wanted: Partial<Parameters<typeof makeCase>[1]> = {}) {
  const out = outOf(estate)
  const result = await makeCase(estate.tenant, {
    users: [],
    partners: [],
    range: {},
    out,
    author: 'ada',
    now: NOW,
    ...wanted,
  })
  const text = (path: string) => readFileSync(join(out, path), 'utf8')
  return { out, result, text, events: text('events.ndjson').split('\n').filter(Boolean) }
}

/** Bo acts, Cy is acted upon, and somebody else signs in. */
const other = {
  ...signIn,
  id: '44444444-0000-4000-8000-0000000000ff',
  userPrincipalName: 'dee@fabrikam.example',
  userId: '99999999-1111-4111-8111-111111111111',
}
const records = [signIn, audit, auditData, other]

async function anEstateWith(events: readonly object[] = records): Promise<Estate> {
  const estate = await anEstate()
  await estate.events(events)
  return estate
}

describe('what is in it', () => {
  it('holds the records as they were exported, one a line', async () => {
    const { events, result } = await caseOf(await anEstateWith())
    expect(events.map((line) => JSON.parse(line) as unknown)).toEqual(
      expect.arrayContaining([signIn, audit, auditData, other]),
    )
    expect(result.events).toBe(4)
  })

  it('can be imported again, and is then the same case', async () => {
    const first = await caseOf(await anEstateWith())
    const again = await anEstateWith(first.events.map((line) => JSON.parse(line) as object))
    expect((await caseOf(again)).events).toEqual(first.events)
  })

  it('holds what an account did and what was done to it, and nobody else', async () => {
    const estate = await anEstateWith()
    expect((await caseOf(estate, { users: ['DEE@fabrikam.example'] })).result.events).toBe(1)
    expect((await caseOf(estate, { users: ['cy@fabrikam.example'] })).result.events).toBe(1)
    expect((await caseOf(estate, { users: ['nobody@fabrikam.example'] })).result.events).toBe(0)
  })

  it('finds an account by the other of its names', async () => {
    const estate = await anEstateWith()
    await estate.snapshot(
      {
        organization: [{ id: TENANT, displayName: 'Fabrikam' }],
        users: [anAccount(USER, { userPrincipalName: BO })],
      },
      '2026-10-01T00:00:00Z',
    )
    const { result, out } = await caseOf(estate, { users: [USER] })
    // The unified log names Bo by name only.
    expect(result.events).toBe(3)
    expect(readdirSync(join(out, 'snapshots'))).toHaveLength(1)
  })

  it('finds the people of a partner by its tenant', async () => {
    const estate = await anEstateWith([...records, activity])
    const { result, events } = await caseOf(estate, { partners: [PARTNER] })
    expect(events.map((line) => (JSON.parse(line) as typeof activity).eventDataId)).toEqual([
      activity.eventDataId,
    ])
    expect(result.gaps.join('\n')).toContain(`no register knows the partner ${PARTNER}`)
  })

  it('keeps to the time', async () => {
    const range = { from: Date.parse('2026-10-05T08:30:00Z'), to: Date.parse('2026-10-05T09:30:00Z') }
    expect((await caseOf(await anEstateWith(), { range })).result.events).toBe(1)
  })

  it('says which hours nothing proves', async () => {
    const estate = await anEstateWith()
    const { text, result } = await caseOf(estate)
    const { logs } = JSON.parse(text('coverage.json')) as { logs: { source: string; days: object[] }[] }
    expect(logs.find(({ source }) => source === 'signIns')?.days).toEqual([
      { day: '2026-10-05', events: 2, provenHours: 0 },
    ])
    expect(result.gaps).toContain('signIns was imported, not collected: nothing proves that it is whole')
    expect(result.gaps).toContain('the store has no event of azureActivity in this time')
    expect(text('readme.md')).toContain('the store has no event of azureActivity')
  })

  it('proves the hours that the ledger has an answer for', async () => {
    const estate = await anEstateWith()
    const day = Date.parse('2026-10-05')
    const span = { from: day, to: day + 10.5 * 3_600_000, askFrom: day }
    const { coverage } = estate.tenant
    const feed = 'signIns'
    await coverage.keepFeed({ feed, source: 'signIns', begun: day, coverage: { state: 'complete' }, at: day })
    await coverage.plan([{ feed, round: 0, ...span, state: 'done', tries: 0, nextAttempt: 0 }], day)
    const { text } = await caseOf(estate)
    const { logs } = JSON.parse(text('coverage.json')) as { logs: { source: string; days: object[] }[] }
    expect(logs.find(({ source }) => source === 'signIns')?.days).toEqual([
      { day: '2026-10-05', events: 2, provenHours: 10 },
    ])
  })

  it('holds the hits of rules among its events, and no others', async () => {
    const estate = await anEstateWith()
    const hits = async (users: readonly string[]) => {
      const { text } = await caseOf(estate, { users })
      const { rules } = JSON.parse(text('detections.json')) as { rules: { hits: object[] }[] }
      return rules.reduce((sum, rule) => sum + rule.hits.length, 0)
    }
    expect(await hits([BO])).toBeGreaterThan(0)
    expect(await hits(['dee@fabrikam.example'])).toBe(0)
  })

  it('neither runs in a spreadsheet nor draws on a page', async () => {
    const name = '=HYPERLINK("http://elsewhere.example")<script>alert(1)</script>\u202e'
    const estate = await anEstateWith([{ ...signIn, appDisplayName: name, userPrincipalName: name }])
    const { text } = await caseOf(estate)
    expect(text('timeline.csv')).toContain(`"'=HYPERLINK`)
    expect(text('timeline.html')).not.toContain('<script>')
    expect(text('timeline.html')).toContain('&lt;script&gt;')
    expect(text('timeline.html')).not.toContain('\u202e')
    expect(text('timeline.html')).toContain("default-src 'none'")
  })

  it('is made whole or not at all, and never over something', async () => {
    const estate = await anEstateWith()
    const out = outOf(estate)
    mkdirSync(out)
    const wanted = { users: [], partners: [], range: {}, out, author: 'ada', now: NOW }
    await expect(makeCase(estate.tenant, wanted)).rejects.toMatchObject({ code: 'option-invalid' })
    await expect(
      makeCase(estate.tenant, { ...wanted, out: `${out}-2`, partners: ['nobody'] }),
    ).rejects.toMatchObject({ code: 'partner-unknown' })
    expect(readdirSync(estate.data).filter((entry) => entry.startsWith('case-'))).toEqual([
      out.slice(estate.data.length + 1),
    ])
  })
})

describe('the check', () => {
  it('finds a case as it was made', async () => {
    const { out, result } = await caseOf(await anEstateWith())
    const checked = await verifyCase(out, result.sha256)
    expect(checked).toMatchObject({ intact: true, isExpected: true, changed: [], added: [], lost: [] })
    expect(verifiedCaseText(checked)).toContain('As it was made')
  })

  it('names what was changed, added and lost', async () => {
    const { out, result } = await caseOf(await anEstateWith())
    appendFileSync(join(out, 'events.ndjson'), '{}\n')
    writeFileSync(join(out, 'new.txt'), 'new')
    rmSync(join(out, 'timeline.csv'))
    symlinkSync('/etc/hostname', join(out, 'link'))
    expect(await verifyCase(out, result.sha256)).toMatchObject({
      intact: false,
      changed: ['events.ndjson'],
      added: ['link', 'new.txt'],
      lost: ['timeline.csv'],
    })
  })

  it('knows a manifest that was made to fit by the hash that was kept apart', async () => {
    const { out, result, text } = await caseOf(await anEstateWith())
    writeFileSync(join(out, 'manifest.json'), text('manifest.json').replace('"ada"', '"eve"'))
    expect(await verifyCase(out)).toMatchObject({ intact: true })
    expect(await verifyCase(out, result.sha256)).toMatchObject({ intact: false, isExpected: false })
  })

  it('does not take a folder for a case that is none', async () => {
    const estate = await anEstate()
    for (const folder of [estate.data, join(estate.data, 'nowhere')])
      await expect(verifyCase(folder)).rejects.toMatchObject({ code: 'option-invalid' })
  })

  it('says what was made within 80 columns', async () => {
    const { result } = await caseOf(await anEstateWith())
    const lines = madeCaseText({ ...result, folder: 'case' }, 80).split('\n')
    expect(lines.filter((line) => displayWidth(line) > 80)).toEqual([])
  })
})
