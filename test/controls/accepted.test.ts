/** What somebody accepted: as it was, until its day, and no further. */
import { describe, expect, it } from 'vitest'
import { claimsOfFinding } from '#access/seen-in-evidence.ts'
import { itemsOf } from '#model/claims.ts'
import type { Attestation } from '#model/decisions.ts'
import type { Evidence, Outcome } from '#model/outcome.ts'
import type { Severity } from '#model/severity.ts'
import { withAcceptances } from '#pipeline/accepted.ts'
import { fingerprint, NOW, theDecisions } from '../builders/index.ts'

const CONTROL = { id: 'mfa/some-control', severity: 'high' as const }

function evidence(id: string, changes: Partial<Evidence> = {}): Evidence {
  return {
    subject: { type: 'account', id, name: id },
    summary: `${id} has a gap.`,
    facts: [{ dataset: 'users', id, fields: {} }],
    blastRadius: 'account',
    ...changes,
  }
}

const failed = (...found: readonly [Evidence, ...Evidence[]]): Outcome => ({
  outcome: 'fail',
  examined: 10,
  evidence: found,
  proven: found.length,
  rest: { undecided: 0, because: [] },
})

function accepted(id: string, severity: Severity = 'high', changes: Partial<Attestation> = {}): Attestation {
  const items = itemsOf(claimsOfFinding({ severity, ...evidence(id) }), fingerprint)
  const said = { author: 'olga', reason: 'replaced in March', at: '2026-01-15T09:00:00Z' }
  const until = '2026-12-31T00:00:00Z'
  return {
    kind: 'accept',
    control: CONTROL.id,
    subject: id,
    fingerprint: '',
    items,
    until,
    ...said,
    ...changes,
  }
}

const settled = (outcome: Outcome, ...attestations: Attestation[]) =>
  withAcceptances(CONTROL, outcome, theDecisions({ attestations }), NOW)

describe('an accepted finding', () => {
  it('is no failure any more, and said to be accepted', () => {
    const { outcome, accepted: aside } = settled(failed(evidence('ada')), accepted('ada'))

    expect(outcome).toEqual({ outcome: 'pass', examined: 10, note: '1 accepted as it is' })
    expect(aside).toHaveLength(1)
  })

  it('leaves the others', () => {
    const { outcome } = settled(failed(evidence('ada'), evidence('ben')), accepted('ada'))

    expect(outcome).toMatchObject({ outcome: 'fail', proven: 1, evidence: [{ subject: { id: 'ben' } }] })
  })

  it('proves nothing about what was not decided', () => {
    const outcome = {
      ...failed(evidence('ada')),
      rest: { undecided: 2, because: ['users: read in part'] },
    } as Outcome

    expect(settled(outcome, accepted('ada')).outcome).toMatchObject({
      outcome: 'unknown',
      because: ['users: read in part', '1 accepted as it is'],
    })
  })

  it.each<[string, Evidence, Attestation]>([
    ['its day has come', evidence('ada'), accepted('ada', 'high', { until: NOW.toISOString() })],
    ['it became more severe', evidence('ada', { severity: 'critical' }), accepted('ada')],
    [
      'it rests on a record that nobody saw',
      evidence('ada', {
        facts: [
          { dataset: 'users', id: 'ada', fields: {} },
          { dataset: 'roleAssignments', id: 'new', fields: {} },
        ],
      }),
      accepted('ada'),
    ],
    ['it is of another control', evidence('ada'), accepted('ada', 'high', { control: 'mfa/other' })],
    [
      'somebody vouched for something else about it',
      evidence('ada'),
      accepted('ada', 'high', { kind: 'attest' }),
    ],
  ])('returns when %s', (_, found, acceptance) => {
    expect(settled(failed(found), acceptance).outcome.outcome).toBe('fail')
  })

  it('stays accepted when it becomes milder', () => {
    const { outcome } = settled(failed(evidence('ada', { severity: 'low' })), accepted('ada', 'critical'))

    expect(outcome.outcome).toBe('pass')
  })
})
