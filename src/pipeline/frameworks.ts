/** Answers a framework: every requirement by the first way to read it for which there is data. */
import { type FrameworkId, frameworkIds, type Reading, type Requirement } from '#frameworks/requirement.ts'
import { allRequirements } from '#frameworks/requirements.generated.ts'
import type { AssessedRequirement } from '#model/assessment.ts'
import type { Circumstances } from '#model/control.ts'
import type { DatasetName } from '#model/datasets.ts'
import type { FrameworkStatements } from '#model/exclusions.ts'
import type { Outcome } from '#model/outcome.ts'
import { exclusionsFor } from './framework-exclusions.ts'
import { type Facts, judge } from './judge.ts'

/** The frameworks that can be asked for. */
export const frameworks: readonly FrameworkId[] = frameworkIds

/** The requirements of a framework. */
export function requirementsOf(framework: FrameworkId): readonly Requirement[] {
  return allRequirements.filter((requirement) => requirement.framework === framework)
}

/** Everything that any of their readings looks at. */
export function datasetsOf(requirements: readonly Requirement[]): readonly DatasetName[] {
  const needs = requirements.flatMap(({ readings }) => readings.flatMap((one) => one.needs))
  return [...new Set([...needs, 'users' as const])]
}

/** Judges one requirement. */
export function judgeRequirement(
  requirement: Requirement,
  facts: Facts,
  circumstances: Circumstances,
  statements: FrameworkStatements,
): Outcome {
  const { needs, eitherOf, emptyWithoutLicence, evaluate } = preferred(requirement, facts)
  const { tenant, declarations } = circumstances.decisions
  const users = facts.records('users')
  const exclusions = exclusionsFor(requirement.id, statements.exclusions, declarations, users)
  const stated = { tenant, exclusions, environment: statements.environment }
  const judged = {
    id: requirement.id,
    needs,
    absences: [],
    ...(eitherOf ? { eitherOf } : {}),
    ...(emptyWithoutLicence ? { emptyWithoutLicence } : {}),
    evaluate: (view: Parameters<typeof evaluate>[0]) => evaluate(view, stated),
  }
  return judge(judged, facts, circumstances)
}

/** The first reading whose datasets were all asked for; else the one that lacks the fewest. */
function preferred({ readings }: Requirement, facts: Facts): Reading {
  const [first, ...others] = readings.toSorted((a, b) => unasked(a, facts) - unasked(b, facts))
  return first ?? others[0] ?? readings[0]
}

function unasked({ needs, eitherOf = [] }: Reading, facts: Facts): number {
  const isUnasked = (name: DatasetName) => facts.coverage(name).state === 'notAttempted'
  const alone = needs.filter((name) => !eitherOf.includes(name)).filter(isUnasked).length
  return alone + (eitherOf.length > 0 && eitherOf.every(isUnasked) ? 1 : 0)
}

/** The answers of a framework. */
export function answerFramework(
  framework: FrameworkId,
  facts: Facts,
  circumstances: Circumstances,
  statements: FrameworkStatements,
): readonly AssessedRequirement[] {
  return requirementsOf(framework).map((requirement) => {
    const { id, title, obligation } = requirement
    const outcome = judgeRequirement(requirement, facts, circumstances, statements)
    return { framework, id, title, obligation, outcome: outcome.outcome, because: reasonsOf(outcome) }
  })
}

function reasonsOf(outcome: Outcome): readonly string[] {
  const summaries = 'evidence' in outcome ? outcome.evidence.map(({ summary }) => summary) : []
  switch (outcome.outcome) {
    case 'pass':
      return outcome.note === undefined ? [] : [outcome.note]
    case 'fail':
      return [...summaries, ...outcome.rest.because]
    case 'unknown':
      return outcome.because
    case 'notApplicable':
      return [outcome.because]
    case 'needsReview':
      return summaries
    default:
      return outcome satisfies never
  }
}
