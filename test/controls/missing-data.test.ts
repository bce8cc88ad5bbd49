/** Nothing that was not read may make a tenant look better, or an innocent subject look guilty. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Coverage, denied, notAttempted, partial, unavailable, unlicensed } from '#model/coverage.ts'
import type { DatasetName } from '#model/datasets.ts'
import type { Example, TenantRecords } from '../builders/index.ts'
import { allExamples, run, violating, wordsOf } from './example-runs.ts'

const catalogue = await allExamples()
const controls = catalogue.map((it) => [it.control.id, it] as const)

const GONE: readonly Coverage[] = [
  denied('HTTP 403', ['Some.Read.All']),
  unlicensed('HTTP 403', 'Entra ID P1'),
  unavailable('not in this cloud'),
  notAttempted('nobody asked'),
]

/** The example with these datasets read only so far. */
function without(
  example: Example,
  datasets: readonly DatasetName[],
  coverage: Coverage,
  keep: (dataset: DatasetName) => readonly unknown[],
): Partial<Example> {
  const given = Object.fromEntries(datasets.map((dataset) => [dataset, keep(dataset)]))
  const read = Object.fromEntries(datasets.map((dataset) => [dataset, coverage]))
  return {
    given: { ...example.given, ...given } as TenantRecords,
    coverage: { ...example.coverage, ...read },
  }
}

const nothing = () => []

describe.each(controls)('%s, with data taken away', (_, entry) => {
  const { control } = entry
  const decided = entry.examples.filter(({ then }) => then === 'pass' || then === 'fail')
  const isTrulyEmpty = (dataset: DatasetName, { state }: Coverage) =>
    state === 'unlicensed' && control.emptyWithoutLicence?.includes(dataset) === true
  const { eitherOf = [], supplements = [] } = control
  const deciding = control.needs.filter((dataset) => !supplements.includes(dataset))
  /** What has to be gone before the answer is: of datasets that answer the same, all. */
  const goneWith = (dataset: DatasetName) => (eitherOf.includes(dataset) ? eitherOf : [dataset])

  it.each(deciding)('never passes while %s is gone, and says so', (dataset) => {
    for (const example of decided) {
      for (const coverage of GONE.filter((it) => !isTrulyEmpty(dataset, it))) {
        const outcome = run(entry, example, without(example, goneWith(dataset), coverage, nothing))

        expect(['fail', 'unknown'], example.name).toContain(outcome.outcome)
        expect(wordsOf(outcome), example.name).toContain(dataset)
        if (coverage.state === 'denied') expect(wordsOf(outcome)).toContain('Some.Read.All')
      }
    }
  })

  it.each(deciding)('never passes while half of %s is there', (dataset) => {
    for (const example of decided) {
      const half = (name: DatasetName) => (example.given[name] ?? []).filter((_, index) => index % 2 === 0)
      const changes = without(example, goneWith(dataset), partial('stopped at page 2'), half)
      const outcome = run(entry, example, changes)

      expect(['fail', 'unknown'], example.name).toContain(outcome.outcome)
      expect(wordsOf(outcome), example.name).toContain(dataset)
    }
  })

  it.each(supplements)('is never made to pass by the loss of %s', (dataset) => {
    for (const example of entry.examples.filter(({ then }) => then !== 'pass')) {
      const outcome = run(entry, example, without(example, [dataset], notAttempted('nobody asked'), nothing))

      expect(outcome.outcome, example.name).not.toBe('pass')
    }
  })

  it('accuses nobody whom the missing records would clear', () => {
    const cases = entry.examples.flatMap((example) =>
      control.needs
        // One source counts without the others' confirmation: that is what `eitherOf` declares.
        .filter((dataset) => example.given[dataset]?.length && !eitherOf.includes(dataset))
        .map((dataset) => ({ example, dataset })),
    )
    const property = fc.property(
      fc.constantFrom(...cases),
      fc.infiniteStream(fc.boolean()),
      ({ example, dataset }, keep) => {
        const kept = (example.given[dataset] ?? []).filter(() => keep.next().value === true)
        const changes = without(example, [dataset], partial('lost pages'), () => kept)
        const outcome = run(entry, example, changes)

        const guilty = violating(run(entry, example))
        expect(guilty, `${dataset} in "${example.name}"`).toEqual(
          expect.arrayContaining([...violating(outcome)]),
        )
      },
    )
    fc.assert(property, { numRuns: 1000 })
  })
})

const withAlternatives = controls.filter(([, { control }]) => control.eitherOf !== undefined)

it.each(withAlternatives)('%s needs only one of the datasets that answer the same', (_, entry) => {
  const { eitherOf = [] } = entry.control
  const whole = entry.examples.filter(({ coverage }) => coverage === undefined)
  for (const example of whole.filter(({ then }) => then === 'pass' || then === 'fail')) {
    const answers = eitherOf.map((gone) =>
      run(entry, example, without(example, [gone], denied('HTTP 403', ['Some.Read.All']), nothing)),
    )

    expect(
      answers.map(({ outcome }) => outcome),
      example.name,
    ).toContain(example.then)
  }
})
