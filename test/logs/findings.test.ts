/** Hits of rules as findings: opened for each rule and actor, explained by people, brought back by new events. */
import { describe, expect, it } from 'vitest'
import { hitText, keptHitsText } from '#cli/logs/findings-text.ts'
import type { DetectionHit, DetectionReport, RuleReport } from '#model/detection.ts'
import { tenantId } from '#model/ids.ts'
import { displayWidth } from '#model/text/width.ts'
import { assessTenant } from '#pipeline/assess-tenant.ts'
import { decide } from '#pipeline/decide.ts'
import { explainHit, keepHits } from '#pipeline/logs/findings.ts'
import { findingsOfHits, MOST_EVIDENCE } from '#pipeline/logs/findings-of-hits.ts'
import { hunt } from '#pipeline/logs/hunt.ts'
import { openSession } from '#pipeline/session.ts'
import { aTenant } from '../builders/tenant.ts'
import { anEstate, type Estate } from './estate.ts'
import { audit, signIn, TENANT } from './samples.ts'

const NOW = new Date('2026-10-06T00:00:00Z')
const later = (days: number) => new Date(NOW.getTime() + days * 86_400_000)
const ROLE_GIVEN = 'A directory role was given to somebody'

const keep = async ({ tenant }: Estate, at = NOW, range = {}) =>
  (await keepHits(tenant, await hunt(tenant, { range }), at)).filter(({ finding }) =>
    finding.evidence.some(({ fields }) => fields['operation'] === 'Add member to role'),
  )

const anAudit = (id: string, day: string, changes: object = {}) => ({
  ...audit,
  id,
  activityDateTime: `2026-10-${day}T09:00:00Z`,
  ...changes,
})

async function anEstateWith(...events: readonly object[]): Promise<Estate> {
  const estate = await anEstate()
  await estate.events(events)
  return estate
}

const accept = ({ tenant }: Estate, about: string, now = NOW) =>
  decide(tenant, { kind: 'accept', about, author: 'ada', reason: 'a new colleague', until: later(90), now })

describe('keeping hits', () => {
  it('opens a finding for a rule and whoever did it, with the events as evidence', async () => {
    const somebodyElse = {
      initiatedBy: {
        user: { ...audit.initiatedBy.user, id: 'x', userPrincipalName: 'eve@fabrikam.example' },
      },
    }
    const estate = await anEstateWith(
      anAudit('a', '01'),
      anAudit('b', '02'),
      anAudit('c', '03', somebodyElse),
    )
    const kept = await keep(estate)
    const bySubject = Object.fromEntries(
      kept.map(({ finding }) => [finding.subject.id, finding.evidence.map(({ id }) => id)]),
    )
    expect(bySubject).toEqual({ 'bo@fabrikam.example': ['a', 'b'], 'eve@fabrikam.example': ['c'] })
    expect(kept.every(({ state, isNews }) => state === 'open' && isNews)).toBe(true)
    expect((await keep(estate, later(1))).every(({ isNews }) => !isNews)).toBe(true)
  })

  it('takes the severity from the level of the rule', async () => {
    const estate = await anEstateWith(anAudit('a', '01'))
    const report = await hunt(estate.tenant)
    const [kept] = await keep(estate)
    const rule = report.rules.find(({ id }) => id === kept?.rule)
    expect(kept?.finding.severity).toBe(rule?.level)
    expect(kept?.finding.summary).toContain(rule?.title ?? ROLE_GIVEN)
  })

  it('fixes nothing by a look that does not find it again', async () => {
    const estate = await anEstateWith(anAudit('a', '01'), anAudit('b', '03'))
    const [first] = await keep(estate)
    expect(await keep(estate, later(1), { from: Date.parse('2026-11-01') })).toEqual([])
    const [part] = await keep(estate, later(2), { from: Date.parse('2026-10-02') })
    expect(part?.finding.evidence.map(({ id }) => id)).toEqual(['a', 'b'])
    expect(part).toMatchObject({ id: first?.id, state: 'open', isNews: false })
  })

  it('is not fixed by an assessment of the settings either', async () => {
    const estate = await anEstateWith(anAudit('a', '01'))
    const [kept] = await keep(estate)
    await estate.snapshot(
      { ...aTenant(), organization: [{ id: TENANT, displayName: 'Fabrikam' }] },
      NOW.toISOString(),
    )
    const session = await openSession(estate.data)
    await assessTenant({ session, tenant: TENANT, clock: () => NOW })
    await session.close()
    expect((await estate.tenant.findings.states()).get(kept?.id ?? '')?.state).toBe('open')
  })
})

describe('explaining hits', () => {
  it('is explained by a person with a reason, for what was looked at', async () => {
    const estate = await anEstateWith(anAudit('a', '01'))
    const [kept] = await keep(estate)
    await accept(estate, kept?.id ?? '')
    expect(await keep(estate, later(1))).toMatchObject([{ state: 'accepted', isNews: true }])
    expect(await keep(estate, later(2))).toMatchObject([{ state: 'accepted', isNews: false }])
  })

  it('comes back with a new event, and only then', async () => {
    const estate = await anEstateWith(anAudit('a', '01'))
    const [kept] = await keep(estate)
    await accept(estate, kept?.id ?? '')
    await keep(estate, later(1))
    await estate.events([anAudit('b', '04')])
    expect(await keep(estate, later(2))).toMatchObject([{ state: 'reopened', isNews: true }])
    expect(await keep(estate, later(3))).toMatchObject([{ state: 'reopened', isNews: false }])
    await accept(estate, kept?.id ?? '', later(3))
    expect(await keep(estate, later(4))).toMatchObject([{ state: 'accepted', isNews: true }])
  })

  it('comes back when the day has come until which it was explained', async () => {
    const estate = await anEstateWith(anAudit('a', '01'))
    const [kept] = await keep(estate)
    await accept(estate, kept?.id ?? '')
    await keep(estate, later(1))
    expect(await keep(estate, later(91))).toMatchObject([{ state: 'reopened' }])
  })

  it('explains nobody else', async () => {
    const somebodyElse = {
      initiatedBy: {
        user: { ...audit.initiatedBy.user, id: 'x', userPrincipalName: 'eve@fabrikam.example' },
      },
    }
    const estate = await anEstateWith(anAudit('a', '01'), anAudit('c', '03', somebodyElse))
    const bo = (await keep(estate)).find(({ finding }) => finding.subject.id.startsWith('bo@'))
    await accept(estate, bo?.id ?? '')
    const states = (await keep(estate, later(1))).map(({ finding, state }) => [finding.subject.id, state])
    expect(Object.fromEntries(states)).toEqual({
      'bo@fabrikam.example': 'accepted',
      'eve@fabrikam.example': 'open',
    })
  })

  it('is shown with its events and what became of it', async () => {
    const estate = await anEstateWith(anAudit('a', '01'))
    const kept = await keep(estate)
    const told = await explainHit(estate.tenant, kept[0]?.id ?? '')
    expect(told).toMatchObject({ state: 'open', history: [{ state: 'open' }] })
    const text = told === undefined ? '' : hitText(told, 80)
    expect(text).toContain('Add member to role')
    const lines = [...text.split('\n'), ...keptHitsText(kept, 80).split('\n')]
    expect(lines.filter((line) => displayWidth(line) > 80)).toEqual([])
  })
})

describe('findings of hits', () => {
  const rule = (hits: readonly DetectionHit[], level: string | null = 'high'): RuleReport => ({
    id: 'r',
    title: 'Something',
    level,
    status: 'ran',
    author: null,
    licence: null,
    file: 'r.yml',
    fields: [],
    count: hits.length,
    hits,
  })
  const hit = (eventId: string, more: Partial<DetectionHit> = {}): DetectionHit => ({
    eventId,
    time: '2026-10-01T00:00:00.000Z',
    source: 'signIns',
    ...more,
  })
  const made = (report: RuleReport) => findingsOfHits(tenantId(TENANT), [report], () => undefined)

  it('stands for what the events of a correlation have in common', () => {
    const group = { user: 'bo', ip: '1.2.3.4' }
    const [finding, ...others] = made(rule([hit('z', { group, count: 3, events: ['x', 'y', 'z'] })]))
    expect(others).toEqual([])
    expect(finding?.finding.subject).toEqual({
      type: 'principal',
      id: 'ip=1.2.3.4\nuser=bo',
      name: '1.2.3.4, bo',
    })
    expect(finding?.finding.evidence.map(({ id }) => id)).toEqual(['x', 'y', 'z'])
  })

  it.each([
    ['critical', 'critical'],
    ['informational', 'info'],
    [null, 'medium'],
  ])('takes level %s for %s', (level, severity) => {
    expect(made(rule([hit('a')], level))[0]?.finding.severity).toBe(severity)
  })

  it('keeps the newest events of very many', () => {
    const hits = Array.from({ length: MOST_EVIDENCE + 7 }, (_, at) =>
      hit(String(at).padStart(4, '0'), { time: new Date(NOW.getTime() + at * 1000).toISOString() }),
    )
    const evidence = made(rule(hits))[0]?.finding.evidence ?? []
    expect([evidence.length, evidence[0]?.id]).toEqual([MOST_EVIDENCE, '0007'])
  })

  it('keeps nothing of rules that found nothing', async () => {
    const estate = await anEstateWith(signIn)
    const report: DetectionReport = { rules: [rule([])] }
    expect(await keepHits(estate.tenant, report, NOW)).toEqual([])
  })
})
