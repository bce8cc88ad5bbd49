import { describe, expect, it } from 'vitest'
import { defineControl } from '#model/control.ts'
import { denied, notAttempted, partial, unlicensed } from '#model/coverage.ts'
import type { Evidence, Outcome } from '#model/outcome.ts'
import { judge } from '#pipeline/judge.ts'
import { aTenant, factsOf, NOW, theDecisions } from '../builders/index.ts'

const circumstances = { now: NOW, decisions: theDecisions() }

const evidence = (id: string, changes: Partial<Evidence> = {}): Evidence => ({
  subject: { type: 'account', id, name: id },
  summary: `${id} is wrong`,
  facts: [],
  blastRadius: 'account',
  ...changes,
})

const failing = (first: Evidence, ...others: Evidence[]): Outcome => ({
  outcome: 'fail',
  examined: 5,
  evidence: [first, ...others],
  proven: 1 + others.length,
  rest: { undecided: 1, because: ['one was odd'] },
})

const aControl = (outcome: Outcome | (() => Outcome), absences: readonly ('users' | 'groups')[] = []) =>
  defineControl({
    id: 'test/control',
    title: 'A control',
    practice: 'p1',
    severity: 'high',
    needs: ['users', 'groups'],
    absences,
    emptyWithoutLicence: ['groups'],
    rationale: '',
    remediation: [],
    references: [],
    evaluate: () => (typeof outcome === 'function' ? outcome() : outcome),
  })

const gap = { groups: denied('HTTP 403', ['Group.Read.All']) }

describe('judge', () => {
  const outcomes: Outcome[] = [
    { outcome: 'pass', examined: 3 },
    { outcome: 'notApplicable', examined: 0, because: 'nobody' },
    { outcome: 'needsReview', examined: 1, evidence: [evidence('ada')] },
    { outcome: 'unknown', examined: 1, because: ['one was odd'] },
    failing(evidence('ada')),
  ]

  it.each(outcomes)('leaves $outcome as it is when everything was read', (outcome) => {
    expect(judge(aControl(outcome), factsOf(aTenant()), circumstances)).toEqual(outcome)
  })

  it.each(outcomes.slice(0, 4))(
    'turns $outcome into unknown with the gap when something was not',
    (outcome) => {
      const judged = judge(aControl(outcome), factsOf(aTenant(), gap), circumstances)

      expect(judged.outcome).toBe('unknown')
      expect(judged).toMatchObject({
        because: expect.arrayContaining([expect.stringContaining('Group.Read.All')]),
      })
    },
  )

  it('keeps what present records prove, and says what is missing', () => {
    const judged = judge(aControl(failing(evidence('ada'))), factsOf(aTenant(), gap), circumstances)

    expect(judged).toMatchObject({ outcome: 'fail', proven: 1, rest: { undecided: 1 } })
    expect(judged).toMatchObject({ rest: { because: [expect.stringContaining('groups'), 'one was odd'] } })
  })

  it('takes back a fail that rests on what is not there', () => {
    const judged = judge(
      aControl(failing(evidence('ada')), ['groups']),
      factsOf(aTenant(), gap),
      circumstances,
    )

    expect(judged).toMatchObject({ outcome: 'unknown', examined: 5 })
  })

  it('sets aside the single violations that rest on what is not there', () => {
    const mixed = failing(evidence('ada'), evidence('bob', { absences: ['groups'] }))
    const judged = judge(aControl(mixed), factsOf(aTenant(), gap), circumstances)

    expect(judged).toMatchObject({ outcome: 'fail', proven: 1, rest: { undecided: 2 } })
    expect(judged).toMatchObject({ evidence: [{ subject: { id: 'ada' } }] })
  })

  it('is unknown when every violation rests on what is not there', () => {
    const resting = failing(evidence('bob', { absences: ['groups'] }))

    expect(judge(aControl(resting), factsOf(aTenant(), gap), circumstances).outcome).toBe('unknown')
  })

  it('takes an unlicensed dataset for empty only where the control says so', () => {
    const pass = aControl({ outcome: 'pass', examined: 3 })
    const coverage = unlicensed('HTTP 403', 'Entra ID P2')

    expect(judge(pass, factsOf(aTenant(), { groups: coverage }), circumstances).outcome).toBe('pass')
    expect(judge(pass, factsOf(aTenant(), { users: coverage }), circumstances).outcome).toBe('unknown')
    expect(judge(pass, factsOf(aTenant(), { groups: partial('half') }), circumstances).outcome).toBe(
      'unknown',
    )
  })

  it('needs one of the datasets that answer the same, and says of the other what it could have decided', () => {
    const either = (outcome: Outcome) => ({ ...aControl(outcome), eitherOf: ['users', 'groups'] as const })
    const pass: Outcome = { outcome: 'pass', examined: 3 }
    const open: Outcome = { outcome: 'unknown', examined: 1, because: ['one was odd'] }
    const judged = (outcome: Outcome, coverage: Parameters<typeof factsOf>[1]) =>
      judge(either(outcome), factsOf(aTenant(), coverage), circumstances)

    expect(judged(pass, gap)).toEqual(pass)
    expect(judged(failing(evidence('ada')), gap)).toMatchObject({
      outcome: 'fail',
      rest: { because: [expect.stringContaining('Group.Read.All'), 'one was odd'] },
    })
    expect(judged(open, gap)).toMatchObject({
      because: [expect.stringContaining('Group.Read.All'), 'one was odd'],
    })
    expect(judged(pass, { ...gap, users: partial('half') }).outcome).toBe('unknown')
  })

  it('ignores what the control does not need', () => {
    const facts = factsOf(aTenant(), { domains: notAttempted('nobody asked') })

    expect(judge(aControl({ outcome: 'pass', examined: 3 }), facts, circumstances).outcome).toBe('pass')
  })

  it('shows a control the datasets it declared and no other', () => {
    let seen: readonly string[] = []
    const control = { ...aControl({ outcome: 'pass', examined: 1 }) }
    judge(
      { ...control, evaluate: (view) => ((seen = Object.keys(view)), { outcome: 'pass', examined: 1 }) },
      factsOf(aTenant()),
      circumstances,
    )

    expect(seen).toEqual(['users', 'groups'])
  })

  it('survives a control that throws, names it and reports the error', () => {
    const broken: unknown[] = []
    const control = aControl(() => {
      throw new Error('no such field')
    })
    const judged = judge(control, factsOf(aTenant()), circumstances, (id, error) => broken.push([id, error]))

    expect(judged).toMatchObject({
      outcome: 'unknown',
      because: [expect.stringMatching(/test\/control.*no such field/)],
    })
    expect(broken).toEqual([['test/control', new Error('no such field')]])
  })

  it('refuses a pass over nothing', () => {
    const control = aControl({ outcome: 'pass', examined: 0 })

    expect(() => judge(control, factsOf(aTenant()), circumstances)).toThrow(
      /passed without examining anything/,
    )
  })
})
