/**
 * What a policy would do before it is made: every account under the policies as they are, and as they would be. It is
 * the evaluator twice, so it knows what the evaluator knows; whether people can meet what is asked comes from what
 * they registered.
 */
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import type { User } from '#model/records/users.ts'
import type { Directory } from '../conditional-access/audience.ts'
import { isDirectorySynchronization } from '../roles/memberships.ts'
import type { Ternary } from '../ternary.ts'
import {
  type AccountCoverage,
  type CoverageOptions,
  type CoverageRecords,
  signInCoverage,
} from './coverage.ts'
import { type Client, clients, type Grade, gradeRank, resources } from './grade.ts'

export const effects = [
  'touchesBreakGlass',
  'mayTouchBreakGlass',
  'lockedOut',
  'breaksSynchronization',
  'cannotMeet',
  'mayNotMeet',
  'legacyBlocked',
  'loses',
  'gains',
  'undecided',
] as const
export type Effect = (typeof effects)[number]

export interface AccountEffect {
  readonly before: Grade
  readonly after: Grade
  readonly effects: readonly Effect[]
}

/** What people can show, and who is never to be touched. */
export interface Holders {
  /** Whether the account has registered what meets this grade (A: phishing-resistant; B: any second factor). */
  canMeet(account: User, grade: 'A' | 'B'): Ternary
  isBreakGlass(account: User): boolean
}

/** Puts the policy in the place of the one with its id, or beside the others, and enables it. */
export function withPolicy(
  policies: readonly ConditionalAccessPolicy[],
  proposed: ConditionalAccessPolicy,
): readonly ConditionalAccessPolicy[] {
  return [...policies.filter(({ id }) => id !== proposed.id), { ...proposed, state: 'enabled' }]
}

/** Compiles both worlds; the answer is asked account by account. */
export function simulation(
  records: CoverageRecords,
  proposed: ConditionalAccessPolicy,
  directory: Directory,
  options: CoverageOptions,
  holders: Holders,
): (account: User) => AccountEffect {
  const before = signInCoverage(records, directory, options)
  const conditionalAccessPolicies = withPolicy(records.conditionalAccessPolicies, proposed)
  const after = signInCoverage({ ...records, conditionalAccessPolicies }, directory, options)
  return (account) => {
    const worlds = { before: before.of(account), after: after.of(account) }
    const found = effects.filter((effect) => CHECKS[effect]({ account, ...worlds }, holders, directory))
    return { before: worlds.before.verdict, after: worlds.after.verdict, effects: found }
  }
}

interface Seen {
  readonly account: User
  readonly before: AccountCoverage
  readonly after: AccountCoverage
}

type Check = (seen: Seen, holders: Holders, directory: Directory) => boolean

const CHECKS: Readonly<Record<Effect, Check>> = {
  touchesBreakGlass: (seen, { isBreakGlass }) => isBreakGlass(seen.account) && isChanged(seen),
  mayTouchBreakGlass: (seen, { isBreakGlass }) =>
    isBreakGlass(seen.account) && !isChanged(seen) && isOpen(seen),
  lockedOut: ({ before, after }) =>
    after.verdict === 'blocked' && isKnown(before) && before.verdict !== 'blocked',
  // Synchronisation runs unattended and can show no second factor (identity.md §a.4 pitfall 7).
  breaksSynchronization: (seen, _, { roles }) =>
    isDirectorySynchronization(seen.account, roles) && isStricter(seen),
  cannotMeet: (seen, holders) => meeting(seen, holders) === 'no',
  mayNotMeet: (seen, holders) => meeting(seen, holders) === 'maybe',
  legacyBlocked: ({ before, after }) => OLD.some((client) => isBlockedNow(before, after, client)),
  loses: (seen) => isDecided(seen) && gradeRank(seen.after.verdict) < gradeRank(seen.before.verdict),
  gains: isStricter,
  undecided: (seen) => !isDecided(seen),
}

const OLD: readonly Client[] = ['activeSync', 'otherLegacy']

function isBlockedNow(before: AccountCoverage, after: AccountCoverage, client: Client): boolean {
  const was = before.grades.all[client]
  return after.grades.all[client] === 'blocked' && was !== 'blocked' && was !== 'unknown'
}

/** Some grade is known in both worlds and differs; from unknown to known nothing need have changed. */
function isChanged({ before, after }: Seen): boolean {
  return ways.some(([resource, client]) => {
    const [was, becomes] = [before.grades[resource][client], after.grades[resource][client]]
    return was !== becomes && was !== 'unknown' && becomes !== 'unknown'
  })
}

const ways = resources.flatMap((resource) => clients.map((client) => [resource, client] as const))

const isKnown = ({ verdict }: AccountCoverage): boolean => verdict !== 'unknown'

/** Only what is known in both worlds can be compared. */
const isDecided = ({ before, after }: Seen): boolean => isKnown(before) && isKnown(after)

/** Some grade is not known, so that a change of it would not be seen. */
function isOpen({ before, after }: Seen): boolean {
  return ways.some(([resource, client]) =>
    [before, after].some(({ grades }) => grades[resource][client] === 'unknown'),
  )
}

function isStricter(seen: Seen): boolean {
  return isDecided(seen) && gradeRank(seen.after.verdict) > gradeRank(seen.before.verdict)
}

/** Whether the account can meet what is newly asked of it; `yes` when nothing is. */
function meeting(seen: Seen, { canMeet }: Holders): Ternary {
  const { verdict } = seen.after
  if (!isStricter(seen) || (verdict !== 'A' && verdict !== 'B')) return 'yes'
  return canMeet(seen.account, verdict)
}
