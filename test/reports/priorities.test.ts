import { describe, expect, test } from 'vitest'
import { firstReviewsOf } from '#reports/first-reviews.ts'
import { prioritiesOf } from '#reports/priorities.ts'
import { reasonsShown, unknownsOf } from '#reports/unknowns.ts'
import { aControl, aFinding, anAssessment } from './builders.ts'

const names = (number: number) => Array.from({ length: number }, (_, at) => `Person ${at + 1}`)
const failing = (id: string, findings: ReturnType<typeof aFinding>[]) =>
  aControl({ id, title: `The sentence of ${id}`, outcome: 'fail', findings })

describe('what to look at first', () => {
  test('37 accounts of one control are one item with three names', () => {
    const control = aControl({ outcome: 'fail', findings: names(37).map((name) => aFinding(name)) })

    const { items } = prioritiesOf([control])

    expect(items).toMatchObject([
      {
        headline: '37 accounts have no MFA registered',
        names: ['Person 1', 'Person 2', 'Person 3'],
        moreNames: 34,
      },
    ])
  })

  test('a sentence without the name is said once for all', () => {
    const findings = ['Anna', 'Bob'].map((name) =>
      aFinding(name, { summary: 'No second factor is registered.' }),
    )

    expect(prioritiesOf([failing('c', findings)]).items[0]?.headline).toBe(
      '2 accounts: No second factor is registered',
    )
  })

  test('different sentences of one control are bundled under the control’s own', () => {
    const control = failing('c', [
      aFinding('Anna'),
      aFinding('Bob', { summary: 'Bob signs in by text message' }),
    ])

    expect(prioritiesOf([control]).items[0]?.headline).toBe('2 accounts do not meet: The sentence of c')
  })

  test.each(['is a guest', 'has a role and is a guest', 'has its own mailbox', 'keeps a password'])(
    'a sentence that cannot be turned safely is not: %s',
    (predicate) => {
      const findings = ['Anna', 'Bob'].map((name) => aFinding(name, { summary: `${name} ${predicate}` }))

      expect(prioritiesOf([failing('c', findings)]).items[0]?.headline).toMatch(/^2 accounts do not meet/)
    },
  )

  test.each([
    [1, 1],
    [3, 3],
    [4, 1],
  ])('%i privileged findings of a control make %i items', (number, items) => {
    const findings = names(number).map((name) => aFinding(name, { blastRadius: 'privileged' }))

    expect(prioritiesOf([failing('c', findings)]).items).toHaveLength(items)
  })

  test('a tenant-wide subject with problems in two controls is one item', () => {
    const anna = (control: string) => aFinding('Anna', { blastRadius: 'tenant' }, control)

    const { items } = prioritiesOf([failing('a', [anna('a')]), failing('b', [anna('b')])])

    expect(items.map(({ controls }) => controls.map(({ id }) => id))).toEqual([['a', 'b']])
  })

  test('settings of the tenant itself stay apart', () => {
    const setting = (control: string) =>
      aFinding(
        'Contoso',
        { blastRadius: 'tenant', subject: { type: 'tenant', id: 't', name: 'Contoso' } },
        control,
      )

    expect(prioritiesOf([failing('a', [setting('a')]), failing('b', [setting('b')])]).items).toHaveLength(2)
  })

  test('one control does not take up the whole list', () => {
    const findings = names(40).map((name) => aFinding(name, { blastRadius: 'tenant' }))

    expect(prioritiesOf([failing('a', findings), failing('b', [aFinding('Zoe')])]).items).toHaveLength(2)
  })

  test('the order is blast radius, severity, number of findings', () => {
    const item = (name: string, changes: Parameters<typeof aFinding>[1], number = 1) =>
      failing(
        name,
        names(number).map((each) => aFinding(`${name} ${each}`, changes)),
      )

    const { items } = prioritiesOf([
      item('many', { severity: 'high' }, 5),
      item('few', { severity: 'high' }, 2),
      item('worst', { severity: 'critical' }),
      item('admins', { severity: 'low', blastRadius: 'privileged' }),
      item('tenant', { severity: 'info', blastRadius: 'tenant' }),
    ])

    expect(items.map(({ controls }) => controls[0]?.id)).toEqual(['tenant', 'admins', 'worst', 'many', 'few'])
  })

  test('what does not fit is counted', () => {
    const controls = names(13).map((id) =>
      failing(
        id,
        names(2).map((name) => aFinding(name, {}, id)),
      ),
    )

    const { items, more } = prioritiesOf(controls)

    expect([items.length, more]).toEqual([10, { items: 3, findings: 6 }])
  })

  test('every finding is in an item, in what is left, or in a first review', () => {
    const review = aControl({ id: 'r', outcome: 'needsReview', findings: [aFinding('Guest')] })
    const controls = [
      review,
      ...names(15).map((id) =>
        failing(
          id,
          names(4).map((name) => aFinding(name, { blastRadius: 'privileged' }, id)),
        ),
      ),
    ]

    const { items, more } = prioritiesOf(controls)
    const shown = items.reduce((sum, { findings }) => sum + findings.length, 0)

    expect(
      shown + more.findings + firstReviewsOf(controls).reduce((sum, { findings }) => sum + findings, 0),
    ).toBe(61)
  })
})

describe('first reviews', () => {
  test('what is unattested is one review per kind and no alarm', () => {
    const partner = (name: string) =>
      aFinding(name, {
        blastRadius: 'tenant',
        attestable: true,
        subject: { type: 'partner', id: name, name },
      })
    const controls = [
      failing('partners/none-without-attestation', [partner('Northwind'), partner('Fabrikam')]),
      aControl({ id: 'guests/known', outcome: 'needsReview', findings: [aFinding('Guest')] }),
    ]

    expect(prioritiesOf(controls).items).toEqual([])
    expect(
      firstReviewsOf(controls).map(({ kind, subjects }) => [kind, subjects.map(({ name }) => name)]),
    ).toEqual([
      ['account', ['Guest']],
      ['partner', ['Fabrikam', 'Northwind']],
    ])
  })
})

describe('not known, and why', () => {
  const unknown = (id: string, because: string[], needs: ReturnType<typeof aControl>['needs']) =>
    aControl({ id, outcome: 'unknown', examined: 0, because, needs })

  test('two datasets behind one permission are one cause', () => {
    const refused = { state: 'denied', because: '403', missing: ['Policy.Read.All'], records: 0 } as const
    const causes = unknownsOf(
      anAssessment({
        controls: [unknown('a', [], ['namedLocations']), unknown('b', [], ['conditionalAccessPolicies'])],
        coverage: { namedLocations: refused, conditionalAccessPolicies: refused },
      }),
    )

    expect(causes).toMatchObject([
      {
        cause: 'Permission missing: Policy.Read.All',
        datasets: ['conditionalAccessPolicies', 'namedLocations'],
      },
    ])
    expect(causes[0]?.controls).toHaveLength(2)
  })

  test('the reasons of the verdict tell which of several gaps hold it back', () => {
    const gap = { state: 'notAttempted', because: 'stopped', records: 0 } as const
    const control = unknown('a', ['users: not read (stopped)'], ['users', 'groups'])

    const causes = unknownsOf(anAssessment({ controls: [control], coverage: { users: gap, groups: gap } }))

    expect(causes.map(({ datasets }) => datasets)).toEqual([['users']])
  })

  test('a dataset the assessment does not mention was not read', () => {
    const causes = unknownsOf(anAssessment({ controls: [unknown('a', [], ['users'])] }))

    expect(causes.map(({ cause }) => cause)).toEqual(['Not read: users'])
  })

  test('a reason that lies in the records is its own cause', () => {
    const control = unknown('a', ['3 accounts have no type'], ['users'])
    const coverage = { users: { state: 'complete', records: 3 } } as const

    const causes = unknownsOf(anAssessment({ controls: [control], coverage }))

    expect(causes).toMatchObject([
      { cause: 'The records leave something open', because: ['3 accounts have no type'] },
    ])
  })

  test('many reasons in the records of one control are one cause', () => {
    const reasons = Array.from({ length: 9 }, (_, at) => `account ${at} has no type`)
    const control = unknown('a', reasons, ['users'])
    const coverage = { users: { state: 'complete', records: 3 } } as const

    const [cause, ...others] = unknownsOf(anAssessment({ controls: [control], coverage }))

    expect(others).toEqual([])
    expect(cause && reasonsShown(cause)).toEqual([...reasons.slice(0, 5), 'and 4 more reasons'])
  })

  test('a failed control with undecided subjects is named as such', () => {
    const control = aControl({
      outcome: 'fail',
      undecided: 3,
      because: ['users: read in part (503)'],
      findings: [aFinding('Anna')],
    })
    const coverage = { users: { state: 'partial', because: '503', records: 3 } } as const

    const [cause] = unknownsOf(anAssessment({ controls: [control], coverage }))

    expect([cause?.controls.length, cause?.partly.length]).toEqual([0, 1])
  })
})
