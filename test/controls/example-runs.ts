import { readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Outcome } from '#model/outcome.ts'
import { judge } from '#pipeline/judge.ts'
import { type Example, type Examples, factsOf, NOW, theDecisions } from '../builders/index.ts'

export const controlsFolder = join(import.meta.dirname, '../../src/controls')

/** The files of the folder whose names end so, as ids: paths without ending. */
export function idsOf(ending: string): string[] {
  return readdirSync(controlsFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) =>
      relative(controlsFolder, join(entry.parentPath, entry.name))
        .replaceAll('\\', '/')
        .slice(0, -ending.length),
    )
    .sort()
}

/** All examples files of the folder. */
export async function allExamples(): Promise<readonly Examples[]> {
  const modules = idsOf('.examples.ts').map((id) => import(join(controlsFolder, `${id}.examples.ts`)))
  return (await Promise.all(modules)).map((module) => module.examples as Examples)
}

/** Judges an example, with changes; a control that throws fails the test. */
export function run({ control }: Examples, example: Example, changes: Partial<Example> = {}): Outcome {
  const { given, coverage, decisions } = { ...example, ...changes }
  const circumstances = { now: NOW, decisions: decisions ?? theDecisions() }
  return judge(control, factsOf(given, coverage), circumstances, (_, error) => {
    throw error
  })
}

/** Ids of the subjects that violate, sorted. */
export function violating(outcome: Outcome): readonly string[] {
  return 'evidence' in outcome ? outcome.evidence.map(({ subject }) => subject.id).sort() : []
}

/** Everything an outcome says in words. */
export function wordsOf(outcome: Outcome): string {
  switch (outcome.outcome) {
    case 'pass':
      return outcome.note ?? ''
    case 'fail':
      return [...outcome.evidence.map(({ summary }) => summary), ...outcome.rest.because].join('\n')
    case 'unknown':
      return outcome.because.join('\n')
    case 'notApplicable':
      return outcome.because
    case 'needsReview':
      return outcome.evidence.map(({ summary }) => summary).join('\n')
    default:
      return outcome satisfies never
  }
}
