/** What every requirement of a framework has to keep, whoever writes it. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { allRequirements } from '#frameworks/requirements.generated.ts'
import { type Coverage, denied, notAttempted, partial } from '#model/coverage.ts'
import { parseRecord } from '#model/dataset.ts'
import { type DatasetName, datasetNames, datasetOf } from '#model/datasets.ts'
import { nothingStated } from '#model/exclusions.ts'
import { judgeRequirement } from '#pipeline/frameworks.ts'
import {
  factsOfExample,
  NOW,
  type RequirementExample,
  type RequirementExamples,
  theDecisions,
} from '../builders/index.ts'

const folder = join(import.meta.dirname, '../../src/frameworks/scuba-aad')
const names = readdirSync(folder).filter((name) => /^\d.*\.ts$/.test(name))
const ALLOWED_HOSTS = ['learn.microsoft.com', 'www.cisa.gov']

/** Nothing that is read answers these two, and a person has to confirm the third. */
const NEVER_ANSWERED = ['MS.AAD.2.2v1', 'MS.AAD.8.3v1']
const CONFIRMED_BY_A_PERSON = ['MS.AAD.4.1v1']

const catalogue: readonly RequirementExamples[] = await Promise.all(
  names
    .filter((name) => name.endsWith('.examples.ts'))
    .map(async (name) => (await import(join(folder, name))).examples as RequirementExamples),
)

function run({ requirement }: RequirementExamples, example: RequirementExample) {
  const decisions = theDecisions({ declarations: example.declarations ?? [] })
  const facts = factsOfExample(example)
  return judgeRequirement(requirement, facts, { now: NOW, decisions }, example.statements ?? nothingStated)
}

function wordsOf(outcome: ReturnType<typeof run>): string {
  const said = 'because' in outcome ? [outcome.because].flat() : []
  const note = 'note' in outcome ? [outcome.note ?? ''] : []
  const summaries = 'evidence' in outcome ? outcome.evidence.map(({ summary }) => summary) : []
  const rest = 'rest' in outcome ? outcome.rest.because : []
  return [...said, ...note, ...summaries, ...rest].join('\n')
}

it('every file of the folder is in the registry, in the order of the numbers, and has examples', () => {
  const files = names.filter((name) => !name.endsWith('.examples.ts'))

  expect(allRequirements.map(({ id }) => /\d+\.\d+/.exec(id)?.[0])).toEqual(
    files.map((name) => /^\d+\.\d+/.exec(name)?.[0]),
  )
  expect(names.filter((name) => name.endsWith('.examples.ts'))).toHaveLength(files.length)
  expect(new Set(allRequirements.map(({ id }) => id)).size).toBe(files.length)
})

describe.each(catalogue.map((it) => [it.requirement.id, it] as const))('%s', (id, entry) => {
  const { requirement, examples } = entry

  it.each(examples.map((example) => [example.name, example] as const))('%s', (_, example) => {
    const outcome = run(entry, example)

    expect(outcome.outcome, wordsOf(outcome)).toBe(example.then)
    if (example.because) expect(wordsOf(outcome)).toMatch(example.because)
    if (outcome.outcome !== 'pass') expect(wordsOf(outcome)).not.toBe('')
  })

  it('shows a pass, a fail and an unknown, under names of their own', () => {
    const shown = new Set(examples.map(({ then }) => then))
    const answered = [...(CONFIRMED_BY_A_PERSON.includes(id) ? ['needsReview'] : ['pass']), 'fail']

    expect([...shown]).toEqual(expect.arrayContaining(['unknown']))
    if (!NEVER_ANSWERED.includes(id)) expect([...shown]).toEqual(expect.arrayContaining(answered))
    expect(new Set(examples.map(({ name }) => name)).size).toBe(examples.length)
  })

  it('is built from records as they are sent', () => {
    for (const { given } of examples) {
      for (const [name, records] of Object.entries(given)) {
        for (const record of records) {
          expect(parseRecord(datasetOf(name as DatasetName), record)).toEqual({ ok: true, record })
        }
      }
    }
  })

  it('never passes while something that its answer rested on is incomplete', () => {
    const broken: readonly Coverage[] = [denied('HTTP 403', ['Some.Read.All']), partial('stopped at page 2')]
    for (const example of examples.filter(({ then }) => then === 'pass')) {
      for (const dataset of datasetNames.filter((name) => example.given[name])) {
        for (const coverage of broken) {
          const outcome = run(entry, { ...example, coverage: { [dataset]: coverage } })

          expect(outcome.outcome, `${example.name}, without ${dataset}`).not.toBe('pass')
          expect(wordsOf(outcome)).toContain(dataset)
        }
      }
    }
  })

  it('says nothing but unknown where nothing was asked for', () => {
    const outcome = run(entry, {
      name: 'nothing',
      given: {},
      then: 'unknown',
      coverage: { organization: notAttempted('nobody asked') },
    })

    expect(outcome.outcome).toBe('unknown')
  })

  it('says what it checks and where to read more', () => {
    expect(requirement.title).not.toMatch(/\.$/)
    expect(requirement.title.length).toBeLessThanOrEqual(90)
    expect(requirement.checks).toMatch(/\.$/)
    for (const reference of requirement.references) expect(ALLOWED_HOSTS).toContain(new URL(reference).host)
  })
})
