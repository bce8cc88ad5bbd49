/** Changes of the input that mean nothing change nothing. */
import { describe, expect, it } from 'vitest'
import type { DatasetName } from '#model/datasets.ts'
import {
  aMethod,
  anAccount,
  aPerUserMfaState,
  aRegistration,
  type Example,
  type TenantRecords,
} from '../builders/index.ts'
import { allExamples, run, violating } from './example-runs.ts'

const catalogue = await allExamples()

type Rewrite = (records: readonly object[]) => readonly object[]

function rewritten({ given }: Example, rewrite: Rewrite): TenantRecords {
  const entries = Object.entries(given).map(([name, records]) => [
    name,
    rewrite(records as readonly object[]),
  ])
  return Object.fromEntries(entries) as TenantRecords
}

function withStranger({ given }: Example): TenantRecords {
  const stranger: { readonly [Name in DatasetName]?: readonly object[] } = {
    users: [anAccount('stranger')],
    userRegistrationDetails: [aRegistration('stranger')],
    perUserMfaStates: [aPerUserMfaState('stranger', 'enforced')],
    authenticationMethods: [aMethod('stranger')],
  }
  const added = Object.entries(stranger).map(([name, records]) => [
    name,
    [...(given[name as DatasetName] ?? []), ...records],
  ])
  return { ...given, ...Object.fromEntries(added) } as TenantRecords
}

describe.each(catalogue.map((it) => [it.control.id, it] as const))('%s', (_, entry) => {
  it.each([
    ['in the reverse order', (example: Example) => rewritten(example, (records) => records.toReversed())],
    [
      'with a field more',
      (example: Example) =>
        rewritten(example, (records) => records.map((it) => ({ ...it, later: { x: 1 } }))),
    ],
  ])('says the same of records %s', (_, change) => {
    for (const example of entry.examples) {
      const before = run(entry, example)
      const after = run(entry, example, { given: change(example) })

      expect(after.outcome, example.name).toBe(before.outcome)
      expect(violating(after), example.name).toEqual(violating(before))
    }
  })

  it('says the same of everybody when a stranger joins', () => {
    for (const example of entry.examples) {
      const after = violating(run(entry, example, { given: withStranger(example) }))

      expect(
        after.filter((id) => id !== 'stranger'),
        example.name,
      ).toEqual(violating(run(entry, example)))
    }
  })
})
