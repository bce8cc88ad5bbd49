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
import { type Client, type Grade, gradeRank } from './grade.ts'

export const effects = [
  'touchesBreakGlass',
  'lockedOut',
  'breaksSynchronization',
  'cannotMeet',
  'mayNotMeet',
  'legacyBlocked',
  'loses',
  'gains',
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
  lockedOut: ({ before, after }) => after.verdict === 'blocked' && before.verdict !== 'blocked',
  // Synchronisation runs unattended and can show no second factor (identity.md §a.4 pitfall 7).
  breaksSynchronization: (seen, _, { roles }) =>
    isDirectorySynchronization(seen.account, roles) && isStricter(seen),
  cannotMeet: (seen, holders) => meeting(seen, holders) === 'no',
  mayNotMeet: (seen, holders) => meeting(seen, holders) === 'maybe',
  legacyBlocked: ({ before, after }) => OLD.some((client) => isBlockedNow(before, after, client)),
  loses: ({ before, after }) => gradeRank(after.verdict) < gradeRank(before.verdict),
  gains: ({ before, after }) => gradeRank(after.verdict) > gradeRank(before.verdict),
}

const OLD: readonly Client[] = ['activeSync', 'otherLegacy']

function isBlockedNow(before: AccountCoverage, after: AccountCoverage, client: Client): boolean {
  return after.grades.all[client] === 'blocked' && before.grades.all[client] !== 'blocked'
}

function isChanged({ before, after }: Seen): boolean {
  return JSON.stringify(before.grades) !== JSON.stringify(after.grades)
}

function isStricter({ before, after }: Seen): boolean {
  return gradeRank(after.verdict) > gradeRank(before.verdict)
}

/** Whether the account can meet what is newly asked of it; `yes` when nothing is. */
function meeting(seen: Seen, { canMeet }: Holders): Ternary {
  const { verdict } = seen.after
  if (!isStricter(seen) || (verdict !== 'A' && verdict !== 'B')) return 'yes'
  return canMeet(seen.account, verdict)
}
