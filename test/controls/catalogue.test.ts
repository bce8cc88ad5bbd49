/** What every control has to keep, whoever writes it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { allControls } from '#controls/controls.generated.ts'
import { parseRecord } from '#model/dataset.ts'
import { type DatasetName, datasetOf, isDatasetName } from '#model/datasets.ts'
import { allExamples, controlsFolder, idsOf, run, violating, wordsOf } from './example-runs.ts'

const catalogue = await allExamples()
/** There is always a tenant to examine. */
const ALWAYS_APPLIES = [
  'logs/kept-long-enough',
  'logs/sign-in-and-audit-logs-are-exported',
  'admins/break-glass-accounts-are-ready',
  'mfa/registration-of-methods-is-protected',
  'mfa/security-defaults-or-conditional-access-in-force',
  // Any organisation may become a service provider.
  'mfa/service-providers-covered',
  // There are always channels to look at.
  'partners/partner-access-is-known',
]
/** What is the worst that a control says, where that is no fail. */
const worst: Readonly<Record<string, readonly string[]>> = {
  // Only a person can say who signs in with an account.
  'partners/no-shared-administrator-accounts': ['needsReview'],
  // Only a person can say what was ordered, and what was meant to be made.
  'subscriptions/every-subscription-is-expected': ['needsReview'],
  'subscriptions/new-resources-are-explained': ['needsReview'],
  // What was not looked at is unknown, never wrong.
  'partners/partner-access-is-known': [],
}
const ALLOWED_HOSTS = ['learn.microsoft.com', 'www.cisa.gov']

it('every file of the folder is in the registry and has examples', () => {
  const files = idsOf('.ts').filter((id) => !/\.(examples|generated)$/.test(id))
  expect(allControls.map(({ id }) => id)).toEqual(files)
  expect(idsOf('.examples.ts')).toEqual(files)
})

describe.each(catalogue.map((it) => [it.control.id, it] as const))('%s', (id, entry) => {
  const { control, examples } = entry

  it.each(examples.map((example) => [example.name, example] as const))('%s', (_, example) => {
    const outcome = run(entry, example)

    expect(outcome.outcome, wordsOf(outcome)).toBe(example.then)
    if (example.subjects) expect(violating(outcome)).toEqual([...example.subjects].sort())
    if (example.because) expect(wordsOf(outcome)).toMatch(example.because)
    if (example.severity && outcome.outcome === 'fail') {
      expect(outcome.evidence.map(({ severity }) => severity ?? control.severity)).toEqual(
        outcome.evidence.map(() => example.severity),
      )
    }
  })

  it('shows a pass, a fail and an unknown, under names of their own', () => {
    const shown = new Set(examples.map(({ then }) => then))
    expect([...shown]).toEqual(expect.arrayContaining(['pass', ...(worst[id] ?? ['fail']), 'unknown']))
    expect(new Set(examples.map(({ name }) => name)).size).toBe(examples.length)
  })

  it('shows a case of the reason why it may not apply', () => {
    const source = readFileSync(join(controlsFolder, `${id}.ts`), 'utf8')
    const reason = source.match(/tally\.outcome\(\s*'([^']+)'/)?.[1] ?? ''
    const shown = examples
      .filter(({ then }) => then === 'notApplicable')
      .map((example) => wordsOf(run(entry, example)))

    expect(reason).not.toBe('')
    if (!ALWAYS_APPLIES.includes(id)) expect(shown).toContain(reason)
  })

  it('gives every violating subject one id, the same at every run', () => {
    for (const example of examples) {
      const ids = violating(run(entry, example))
      expect(new Set(ids).size, example.name).toBe(ids.length)
      expect(violating(run(entry, example))).toEqual(ids)
    }
  })

  it('is built from records as Microsoft sends them', () => {
    for (const { given } of examples) {
      for (const [name, records] of Object.entries(given)) {
        for (const record of records) {
          expect(parseRecord(datasetOf(name as DatasetName), record)).toEqual({ ok: true, record })
        }
      }
    }
  })

  it('has a title that is a plain sentence', () => {
    expect(control.title).not.toMatch(/\bshould\b|\.$/i)
    expect(control.title.length).toBeLessThanOrEqual(90)
    expect(control.title).toMatch(/^[A-Z]/)
  })

  it('belongs to a practice, says why, how to mend it and where to read more', () => {
    expect(control.id).toBe(id)
    expect(control.practice).toMatch(/^p([1-9]|10)$/)
    expect(control.rationale.length).toBeGreaterThan(40)
    expect(control.remediation.length).toBeGreaterThan(0)
    expect(control.references.length).toBeGreaterThan(0)
    for (const reference of control.references) expect(ALLOWED_HOSTS).toContain(new URL(reference).host)
  })

  it('declares only datasets that exist, and its exceptions among its needs', () => {
    expect(control.needs.every(isDatasetName)).toBe(true)
    const exceptions = [...control.absences, ...(control.emptyWithoutLicence ?? [])]
    expect(control.needs).toEqual(expect.arrayContaining(exceptions))
    expect(new Set(control.needs).size).toBe(control.needs.length)
  })
})
