/**
 * Who can sign in with one factor, for all accounts at once: the verdicts of `signInCoverage`, from columns and not
 * from records. Accounts that no policy tells apart are one class, and classes under the same behaviours share one
 * answer, so that a million accounts cost what a few thousand do.
 */
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import type { AccountClasses } from './account-classes.ts'
import { answersOf, type ClassAnswers } from './class-answers.ts'
import { splitBy } from './class-names.ts'
import type { Classified, ColumnTenant } from './column-tenant.ts'
import { policiesThatCount, rolesAsRead } from './coverage.ts'
import { gradeRank } from './grade.ts'
import { type AccountCoverage, judgeOf } from './judge.ts'
import { audienceMarks } from './marks.ts'
import { otherSources } from './other-sources.ts'
import { rootsOf } from './roots.ts'
import { editedUnder, underOf } from './under.ts'

export interface ColumnCoverage {
  /** The class of each account. Accounts of one class are taken in and left out by the same names. */
  readonly classes: AccountClasses
  /** The answer for a class that has accounts. */
  of(oneClass: number): AccountCoverage
  /** Of each account the place of its verdict in `grades`. */
  verdicts(): Uint8Array
  /** How many answers were worked out. */
  readonly answers: number
  /** The same tenant with this policy in the place of the one with its id, or beside the others. */
  withPolicy(policy: ConditionalAccessPolicy): ColumnCoverage
}

/** Judges all accounts. @param tenant its roles as read, whole or not */
export function columnCoverage(tenant: ColumnTenant): ColumnCoverage {
  const read = { ...tenant.directory, roles: rolesAsRead(tenant.directory.roles, tenant.options) }
  const seen = { ...tenant, directory: read }
  const roots = rootsOf(seen)
  const policies = policiesThatCount(seen.records)
  const audience = audienceMarks(policies, seen.directory.groups)
  const split = splitBy(audience, { classes: roots.classes(), names: [] }, seen.columns)
  const state = { tenant: seen, roots, policies, ...split }
  const under = underOf(state, audience)
  return coverageIn({ ...state, under, answers: answersOf(state, judgeFor(state), under) })
}

interface Answered extends Classified {
  /** Of each class the policies that it is under, for certain and at most, in so many words each. */
  readonly under: Uint32Array
  readonly answers: ClassAnswers
}

function judgeFor({ tenant: { records, options }, policies }: Classified) {
  const { blocksDeviceCode } = otherSources({ ...records, perUserMfaStates: [] })
  return judgeOf(records, policies, options, blocksDeviceCode)
}

function coverageIn(state: Answered): ColumnCoverage {
  const { classes, answers } = state
  return {
    classes,
    of: (oneClass) => answers.answers[answers.places[oneClass] as number] as AccountCoverage,
    verdicts: () => verdictsIn(classes, answers),
    answers: answers.answers.length,
    withPolicy: (policy) => edited(state, policy),
  }
}

function verdictsIn({ of, size }: AccountClasses, { places, answers }: ClassAnswers): Uint8Array {
  const codes = Uint8Array.from(answers, ({ verdict }) => gradeRank(verdict))
  const byClass = new Uint8Array(size)
  for (let one = 0; one < size; one += 1) byClass[one] = codes[places[one] as number] as number
  const verdicts = new Uint8Array(of.length)
  for (let position = 0; position < of.length; position += 1)
    verdicts[position] = byClass[of[position] as number] as number
  return verdicts
}

/** Only what the policy is or was for is judged again: to whom it does not apply, it makes no difference. */
function edited(state: Answered, policy: ConditionalAccessPolicy): ColumnCoverage {
  const position = state.policies.findIndex(({ id }) => id === policy.id)
  const isNew = position < 0
  // A word more for each class is as much work as all of it.
  if (isNew && state.policies.length % 32 === 0) return anew(state, policy)
  const policies = isNew ? [...state.policies, policy] : state.policies.with(position, policy)
  const audience = audienceMarks([policy], state.tenant.directory.groups)
  const next = { ...state, policies, ...splitBy(audience, state, state.tenant.columns) }
  const { under, touched } = editedUnder(next, state, {
    audience,
    position: isNew ? policies.length - 1 : position,
  })
  const answers = answersOf(next, judgeFor(next), under, { ...state.answers, touched })
  return coverageIn({ ...next, under, answers })
}

function anew({ tenant, policies }: Answered, policy: ConditionalAccessPolicy): ColumnCoverage {
  const conditionalAccessPolicies = [...policies.filter(({ id }) => id !== policy.id), policy]
  return columnCoverage({ ...tenant, records: { ...tenant.records, conditionalAccessPolicies } })
}
