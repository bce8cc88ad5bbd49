/** Accounts with equal grades together: what a reader can see at a glance of a hundred thousand of them. */
import type { User } from '#model/records/users.ts'
import type { SignInGroup, SignInMatrix } from '#model/sign-in-matrix.ts'
import { nameOf } from '../accounts.ts'
import { type Administration, isPrivileged } from '../roles/administration.ts'
import type { AccountCoverage, SignInCoverage } from './coverage.ts'
import { clients, gradeRank, isGap, resources } from './grade.ts'

/** A report beyond this many tables is read by nobody. */
const MOST_GROUPS = 12
const MOST_EXAMPLES = 3

interface Gathered {
  readonly coverage: AccountCoverage
  accounts: number
  administrators: number
  readonly admins: string[]
  readonly others: string[]
}

/** Groups the accounts that can sign in; goes through them once. */
export function signInMatrix(
  accounts: Iterable<User>,
  coverage: SignInCoverage,
  { tierOf }: Pick<Administration, 'tierOf'>,
): Omit<SignInMatrix, 'unread'> {
  const byGrades = new Map<string, Gathered>()
  const known = new Map<AccountCoverage, Gathered>()
  for (const account of accounts) {
    if (account.accountEnabled === false) continue
    const own = coverage.of(account)
    const group = known.get(own) ?? groupFor(own, byGrades)
    known.set(own, group)
    add(account, group, isPrivileged(tierOf(account.id)))
  }
  const groups = [...byGrades.values()].sort(worstFirst)
  const further = groups.slice(MOST_GROUPS)
  return {
    accounts: sizeOf(groups),
    verdicts: verdictsOf(groups),
    groups: groups.slice(0, MOST_GROUPS).map(groupOf),
    further: { groups: further.length, accounts: sizeOf(further) },
  }
}

/** Different policies can come to the same grades, and then make no difference to a reader. */
function groupFor(coverage: AccountCoverage, byGrades: Map<string, Gathered>): Gathered {
  const key = resources
    .flatMap((resource) => clients.map((client) => coverage.grades[resource][client]))
    .join()
  const group = byGrades.get(key) ?? { coverage, accounts: 0, administrators: 0, admins: [], others: [] }
  byGrades.set(key, group)
  return group
}

function add(account: User, group: Gathered, isAdministrator: boolean): void {
  group.accounts += 1
  if (isAdministrator) group.administrators += 1
  const names = isAdministrator ? group.admins : group.others
  if (names.length < MOST_EXAMPLES) names.push(nameOf(account))
}

function worstFirst(one: Gathered, other: Gathered): number {
  return (
    gradeRank(one.coverage.verdict) - gradeRank(other.coverage.verdict) ||
    other.administrators - one.administrators ||
    gapsOf(other) - gapsOf(one) ||
    other.accounts - one.accounts
  )
}

function gapsOf({ coverage }: Gathered): number {
  return resources
    .flatMap((resource) => clients.map((client) => coverage.grades[resource][client]))
    .filter(isGap).length
}

const sizeOf = (groups: readonly Gathered[]): number =>
  groups.reduce((sum, { accounts }) => sum + accounts, 0)

function verdictsOf(groups: readonly Gathered[]): Readonly<Record<string, number>> {
  const byVerdict = Object.groupBy(groups, ({ coverage }) => coverage.verdict)
  return Object.fromEntries(
    Object.entries(byVerdict).map(([verdict, those]) => [verdict, sizeOf(those ?? [])]),
  )
}

function groupOf({ coverage, accounts, administrators, admins, others }: Gathered): SignInGroup {
  const examples = [...admins, ...others].slice(0, MOST_EXAMPLES)
  return { verdict: coverage.verdict, accounts, administrators, examples, grades: coverage.grades }
}
