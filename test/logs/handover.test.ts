/** What third parties hand over in an incident: asked as a file, taken back as an attestation, whole or not at all. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgedHandover } from '#access/partners/handover.ts'
import { handoverTakenText, handoverText } from '#cli/logs/handover-text.ts'
import { readHandover } from '#imports/handover-answers.ts'
import { type HandoverAnswer, handoverLogs } from '#model/handover.ts'
import { displayWidth } from '#model/text/width.ts'
import { revoke } from '#pipeline/decide.ts'
import { handoverQuestionnaire, handoverReport } from '#pipeline/logs/handover.ts'
import { takeHandover } from '#pipeline/logs/handover-answers.ts'
import { csvLine } from '#reports/csv-line.ts'
import { aForeignApplication, aForeignAssignment, FABRIKAM } from '../builders/index.ts'
import { anEstate, type Estate } from './estate.ts'
import { TENANT } from './samples.ts'

const NOW = new Date('2026-10-06T00:00:00Z')
const TODAY = '2026-10-06'
const YEAR_LATER = new Date('2027-10-06T00:00:01Z')
const RUNS_HERE = {
  organization: [{ id: TENANT, displayName: 'Contoso' }],
  roleAssignments: [aForeignAssignment('agents')],
  tenantInformation: [{ tenantId: FABRIKAM, displayName: 'Fabrikam', defaultDomainName: 'fabrikam.example' }],
}
/** As we ask it, of every log. */
const asAsked: readonly HandoverAnswer[] = handoverLogs.map(({ id, leastDays, mostHours }) => ({
  log: id,
  exists: true,
  ...(leastDays === null ? {} : { days: leastDays, since: '2024-01-01' }),
  who: 'Nia Moss, +44 20 7946 0000',
  hours: mostHours,
}))

let made = 0

async function anEstateWithPartner(): Promise<Estate> {
  const estate = await anEstate()
  await estate.snapshot(RUNS_HERE, '2026-10-01T00:00:00Z')
  return estate
}

/** The file that goes out, with its last cells filled in, as a spreadsheet saves it. */
async function answered(
  { tenant, data }: Estate,
  answers: readonly HandoverAnswer[],
  { to = 'Fabrikam', format = 'text' }: { to?: string; format?: 'text' | 'json' } = {},
): Promise<string> {
  const { text } = await handoverQuestionnaire(tenant, to, format, NOW)
  const path = join(data, `answers-${made++}.${format === 'json' ? 'json' : 'csv'}`)
  writeFileSync(path, format === 'json' ? filledInJson(text, answers) : filledInCsv(text, answers))
  return path
}

const said = (answer: HandoverAnswer | undefined) => [
  answer === undefined ? '' : answer.exists ? 'Yes' : 'no',
  answer?.since ?? '',
  String(answer?.days ?? ''),
  answer?.who ?? '',
  String(answer?.hours ?? ''),
  answer?.remark ?? '',
]

function filledInCsv(text: string, answers: readonly HandoverAnswer[]): string {
  return text
    .split('\r\n')
    .map((line, at) => {
      const log = handoverLogs[at - 1]
      if (log === undefined) return line === '' ? '' : `${line}\r\n`
      const answer = answers.find((one) => one.log === log.id)
      return line.replace(/,{6}$/, `,${csvLine(said(answer))}`)
    })
    .join('')
}

function filledInJson(text: string, answers: readonly HandoverAnswer[]): string {
  const sent = JSON.parse(text) as { logs: { log: string }[] }
  const logs = sent.logs.map((row) => ({ ...row, ...answers.find(({ log }) => log === row.log) }))
  return JSON.stringify({ ...sent, logs })
}

const take = ({ tenant }: Estate, file: string, thirdParty?: string) =>
  takeHandover(tenant, { file, thirdParty, by: 'olga', now: NOW })

describe('the questionnaire', () => {
  it.each(['text', 'json'] as const)('goes out as %s, and comes back as an attestation', async (format) => {
    const estate = await anEstateWithPartner()
    const before = await handoverReport(estate.tenant, undefined, NOW)
    expect(before.thirdParties).toMatchObject([
      { id: FABRIKAM, name: 'Fabrikam', onRegister: true, isAsked: true, state: 'never', logs: [] },
    ])
    const taken = await take(estate, await answered(estate, asAsked, { format }))
    expect(taken).toMatchObject({ thirdParty: { id: FABRIKAM }, by: 'olga', due: '2027-10-06T00:00:00.000Z' })
    const after = await handoverReport(estate.tenant, undefined, NOW)
    expect(after.thirdParties).toMatchObject([{ state: 'attested', at: NOW.toISOString(), by: 'olga' }])
    const logs = after.thirdParties[0]?.logs ?? []
    expect(logs.map(({ state }) => state)).toEqual(handoverLogs.map(() => 'enough'))
    expect(logs).toMatchObject(asAsked)
  })

  it('is overdue after a year', async () => {
    const estate = await anEstateWithPartner()
    await take(estate, await answered(estate, asAsked))
    const { thirdParties } = await handoverReport(estate.tenant, undefined, YEAR_LATER)
    expect(thirdParties).toMatchObject([{ state: 'overdue', due: '2027-10-06T00:00:00.000Z' }])
  })

  it('says what falls short, and what was not said', async () => {
    const estate = await anEstateWithPartner()
    const answers: readonly HandoverAnswer[] = [
      { log: 'sign-ins', exists: true, since: '2024-01-01', days: 30, who: 'Nia', hours: 24 },
      { log: 'people', exists: true, since: '2026-09-01', days: 365, who: 'Nia', hours: 30 },
      { log: 'groups', exists: true, since: '2024-01-01', days: 365, hours: 24 },
      { log: 'activations', exists: false, remark: 'we have no licence' },
      { log: 'lighthouse', exists: true, who: 'Nia' },
    ]
    const { logs } = await take(estate, await answered(estate, answers))
    const of = (id: string) => logs.find(({ log }) => log === id)
    expect(of('sign-ins')).toMatchObject({ state: 'short', short: ['kept for 30 of 365 days'], open: [] })
    expect(of('people')?.short).toEqual(['there since 2026-09-01 only', 'within 30 in place of 24 hours'])
    expect(of('groups')).toMatchObject({ state: 'short', short: ['nobody is named to hand it over'] })
    expect(of('activations')).toMatchObject({ state: 'short', short: ['there is no such log'], open: [] })
    expect(of('lighthouse')).toMatchObject({
      state: 'open',
      short: [],
      open: ['for how long it is kept', 'since when', 'within how many hours'],
    })
    expect(of('incidents')).toMatchObject({ state: 'open', open: ['whether there is one'] })
  })

  it('is for anybody who has a name, and says that no register knows it', async () => {
    const estate = await anEstateWithPartner()
    const { thirdParty } = await handoverQuestionnaire(estate.tenant, 'Harbour Payroll', 'text', NOW)
    expect(thirdParty).toEqual({ id: 'Harbour Payroll', name: 'Harbour Payroll', onRegister: false })
    await take(estate, await answered(estate, asAsked, { to: 'Harbour Payroll' }))
    const { thirdParties } = await handoverReport(estate.tenant, undefined, NOW)
    expect(thirdParties).toMatchObject([
      { id: FABRIKAM, state: 'never' },
      { id: 'Harbour Payroll', onRegister: false, isAsked: false, state: 'attested' },
    ])
  })

  it('is found again under the tenant id, when only the domain was known before', async () => {
    const estate = await anEstate()
    await take(estate, await answered(estate, asAsked, { to: 'fabrikam.example' }))
    expect((await handoverReport(estate.tenant, undefined, NOW)).thirdParties).toMatchObject([
      { id: 'fabrikam.example', onRegister: 'unknown' },
    ])
    await estate.snapshot(RUNS_HERE, '2026-10-01T00:00:00Z')
    expect((await handoverReport(estate.tenant, undefined, NOW)).thirdParties).toMatchObject([
      { id: FABRIKAM, onRegister: true, state: 'attested' },
    ])
  })

  it('can be taken back', async () => {
    const estate = await anEstateWithPartner()
    await take(estate, await answered(estate, asAsked))
    const by = { author: 'olga', reason: 'of another company', now: NOW }
    await revoke(estate.tenant, { about: `handover of ${FABRIKAM}`, ...by })
    expect((await handoverReport(estate.tenant, 'Fabrikam', NOW)).thirdParties).toMatchObject([
      { state: 'never' },
    ])
  })

  it('keeps the answers in the journal, and the last word counts', async () => {
    const estate = await anEstateWithPartner()
    await take(estate, await answered(estate, asAsked))
    await takeHandover(estate.tenant, {
      file: await answered(estate, asAsked.slice(0, 1)),
      by: 'paul',
      now: new Date(NOW.getTime() + 1),
    })
    const { thirdParties } = await handoverReport(estate.tenant, undefined, NOW)
    expect(thirdParties).toMatchObject([{ by: 'paul' }])
    expect(thirdParties[0]?.logs.filter(({ state }) => state === 'open')).toHaveLength(asAsked.length - 1)
    const journal = await estate.tenant.decisions.journal()
    expect(journal).toMatchObject([{ detail: { answers: asAsked } }, { author: 'paul' }])
  })
})

describe('what is not known', () => {
  it('is said where there is no register', async () => {
    const { tenant } = await anEstate()
    const report = await handoverReport(tenant, undefined, NOW)
    expect(report.thirdParties).toEqual([])
    expect(report.unknown.join()).toContain('there is no snapshot')
    expect(handoverText(report, 80, false)).toContain('No third party is known.')
  })

  it('is said of every dataset that is gone', async () => {
    const estate = await anEstate()
    await estate.snapshot({ organization: [{ id: TENANT }] }, '2026-10-01T00:00:00Z', {
      roleAssignments: { state: 'denied', because: 'HTTP 403', missing: ['RoleManagement.Read.Directory'] },
    })
    const report = await handoverReport(estate.tenant, undefined, NOW)
    expect(report.unknown.join('\n')).toMatch(/roleAssignments: (denied|not read)/)
  })

  it('asks no vendor whose application administers nothing', async () => {
    const estate = await anEstate()
    const records = { ...RUNS_HERE, roleAssignments: [], servicePrincipals: [aForeignApplication()] }
    await estate.snapshot(records, '2026-10-01T00:00:00Z')
    expect((await handoverReport(estate.tenant, undefined, NOW)).thirdParties).toEqual([])
  })
})

describe('a file with a fault', () => {
  const good = { log: 'people', exists: true, days: 365 }
  const json = (...rows: readonly object[]) => JSON.stringify({ thirdParty: 'Fabrikam', logs: rows })
  const faults: readonly (readonly [why: RegExp, content: string])[] = [
    [/there is no such log on the list/, json(good, { log: 'dreams', exists: true })],
    [/write yes or no/, json({ ...good, exists: 'perhaps' })],
    [/whole number of days/, json({ ...good, days: 'a year' })],
    [/whole number of days/, json({ ...good, days: -3 })],
    [/whole number of days/, json({ ...good, days: 1.5 })],
    [/no more than 36500/, json({ ...good, days: 36_501 })],
    [/whole number of hours/, json({ ...good, hours: 'soon' })],
    [/2026-12-31/, json({ ...good, since: '31.12.2025' })],
    [/begins in the future/, json({ ...good, since: '2026-10-07' })],
    [/longer than 300 characters/, json({ ...good, who: 'x'.repeat(301) })],
    [/people: it is answered twice/, json(good, good)],
    [/people: the column exists is empty/, json({ log: 'people', days: 30 })],
    [/people: there is no such log, and yet/, json({ ...good, exists: false })],
    [/nothing in it is answered/, json({ log: 'people' })],
    [/and 1 more fault/, json({ ...good, days: -3 }, { log: 'dreams' })],
    [/the JSON does not parse/, '{"logs": ['],
    [/has none in "logs"/, '{"questions": []}'],
    [/names no column log/, 'a,b\r\n1,2\r\n'],
    [/lacks 7 columns: thirdParty, exists, since, days, who, hours/, 'log\r\npeople\r\n'],
    [/more than 200 rows/, json(...Array.from({ length: 201 }, () => ({ log: 'people' })))],
    [/is empty/, ''],
  ]

  it.each(faults)('is refused, and changes nothing: %s', async (why, content) => {
    const estate = await anEstateWithPartner()
    const file = join(estate.data, 'bad')
    writeFileSync(file, content)
    await expect(take(estate, file, 'Fabrikam')).rejects.toMatchObject({
      code: 'handover-broken',
      message: expect.stringMatching(why) as unknown,
      mend: expect.stringContaining('--questionnaire') as unknown,
    })
    expect((await estate.tenant.decisions.view()).attestations).toEqual([])
    expect(await estate.tenant.decisions.journal()).toEqual([])
  })

  it('of another third party, of several or of nobody is refused', async () => {
    const estate = await anEstateWithPartner()
    const file = await answered(estate, asAsked)
    await expect(take(estate, file, 'Harbour')).rejects.toMatchObject({ code: 'handover-broken' })
    expect(await take(estate, file, 'fabrikam.example')).toMatchObject({ thirdParty: { id: FABRIKAM } })
    const mixed = join(estate.data, 'mixed.csv')
    writeFileSync(mixed, readFileSync(file, 'utf8').replace(FABRIKAM, 'Harbour'))
    await expect(take(estate, mixed)).rejects.toThrow(/several third parties/)
    const nobodys = join(estate.data, 'nobodys.json')
    writeFileSync(nobodys, JSON.stringify([good]))
    await expect(take(estate, nobodys)).rejects.toThrow(/does not say whose/)
    await expect(take(estate, join(estate.data, 'nowhere'))).rejects.toMatchObject({
      code: 'input-not-found',
    })
  })

  it('never gets through as something else, whatever it holds', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.json().map((text) => new TextEncoder().encode(text)),
      fc
        .array(fc.dictionary(fc.constantFrom('log', 'exists', 'days', 'since', 'who'), fc.anything()))
        .map((rows) => new TextEncoder().encode(JSON.stringify(rows) ?? '')),
    )
    await fc.assert(
      fc.asyncProperty(bytes, async (content) => {
        const read = await readHandover('x', content, TODAY).catch((error: unknown) => error)
        if (read instanceof Error) {
          expect(read.message).not.toBe('')
          return
        }
        const { answers } = read as Awaited<ReturnType<typeof readHandover>>
        expect(answers.length).toBeGreaterThan(0)
        for (const { log } of answers) expect(handoverLogs.map(({ id }) => id)).toContain(log)
      }),
      { numRuns: 300 },
    )
  })
})

it('shows hostile answers as text, within 80 columns', async () => {
  const estate = await anEstateWithPartner()
  const hostile = '\u001b[31m=HYPERLINK("http://x")\u202e' + 'x'.repeat(100)
  const answers = asAsked.map((answer) => ({ ...answer, who: hostile, hours: 99, remark: hostile }))
  const taken = await take(estate, await answered(estate, answers, { format: 'json' }))
  const report = await handoverReport(estate.tenant, undefined, NOW)
  for (const text of [handoverTakenText(taken, 80), handoverText(report, 80, true)]) {
    expect(text).not.toMatch(/[\u001b\u202e]/)
    expect(text.split('\n').filter((line) => displayWidth(line) > 80)).toEqual([])
  }
})

it('names in the guide what is on the list, with the same figures', () => {
  const guide = readFileSync(new URL('../../docs/guide/logs-incident.md', import.meta.url), 'utf8')
  const rows = guide.split('\n').filter((line) => line.startsWith('| `'))
  const told = rows.map((row) => row.split('|').map((cell) => cell.trim()))
  expect(told.map(([, id, , , days, hours]) => [id, days, hours])).toEqual(
    handoverLogs.map(({ id, leastDays, mostHours }) => [
      `\`${id}\``,
      leastDays === null ? '' : String(leastDays),
      String(mostHours),
    ]),
  )
})

it('holds a day that is a year back to be a year', () => {
  const [first] = handoverLogs
  const answer = { log: first?.id ?? '', exists: true, days: 365, who: 'Nia', hours: 1 }
  const of = (since: string) => judgedHandover([{ ...answer, since }], NOW)[0]?.state
  expect(of('2025-10-06')).toBe('enough')
  expect(of('2025-10-07')).toBe('short')
})
