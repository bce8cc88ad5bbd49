import type { AssessedControl, AssessedFinding } from '#model/assessment.ts'
import type { SubjectType } from '#model/outcome.ts'
import { nameOf } from './names.ts'

/** One sitting with one kind of subject: who is it, and should it keep what it has? */
export interface FirstReview {
  readonly kind: SubjectType
  readonly question: string
  readonly controls: readonly AssessedControl[]
  readonly subjects: readonly ReviewSubject[]
  readonly findings: number
}

export interface ReviewSubject {
  readonly name: string
  readonly findings: readonly AssessedFinding[]
}

const questions: Readonly<Record<SubjectType, string>> = {
  tenant: 'Is each of these settings as you want it?',
  account: 'Whose account is each of these, and should it keep its access?',
  group: 'What is each of these groups for, and who answers for its members?',
  servicePrincipal: 'What is each of these applications for, and who answers for it?',
  principal: 'Who is each of these, and should it keep its access?',
  policy: 'Is each of these policies as you want it?',
  domain: 'Is each of these domains yours, and do its people sign in where you want them to?',
  partner: 'Do you know each of these partners, and should it keep its access?',
  roster: 'Does everybody on each of these lists still work for you there?',
  roleAssignment: 'Is each of these role assignments still needed?',
  guestType: 'Is each of these kinds of guest still invited here?',
  subscription: 'Did somebody here order each of these subscriptions and what was made in it?',
}

/** True for a control that asks a person instead of reporting harm. */
export function isReview(control: AssessedControl): boolean {
  return control.outcome === 'needsReview' || control.findings.some(({ attestable }) => attestable)
}

/**
 * Everything nobody has vouched for yet, as one review per kind. A tenant's first report would otherwise raise one
 * alarm per partner and person, all meaning "nobody has looked yet".
 */
export function firstReviewsOf(controls: readonly AssessedControl[]): FirstReview[] {
  const reviews = controls.filter((control) => isReview(control) && control.findings.length > 0)
  const kinds = new Set(reviews.flatMap(({ findings }) => findings.map(({ subject }) => subject.type)))
  return [...kinds].sort().map((kind) => reviewOf(kind, reviews))
}

function reviewOf(kind: SubjectType, reviews: readonly AssessedControl[]): FirstReview {
  const about = (control: AssessedControl) => control.findings.filter(({ subject }) => subject.type === kind)
  const findings = reviews.flatMap(about)
  return {
    kind,
    question: questions[kind],
    controls: reviews.filter((control) => about(control).length > 0),
    subjects: subjectsOf(findings),
    findings: findings.length,
  }
}

function subjectsOf(findings: readonly AssessedFinding[]): ReviewSubject[] {
  const groups = Map.groupBy(findings, ({ subject }) => subject.id)
  return [...groups.values()]
    .map((group) => ({ name: nameOf((group[0] as AssessedFinding).subject), findings: group }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}
