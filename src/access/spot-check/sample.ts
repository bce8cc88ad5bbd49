/** Whom a spot-check asks about: where a mistake would hurt most, and as many different answers as there is room for. */
import type { User } from '#model/records/users.ts'
import { type Administration, isPrivileged } from '../roles/administration.ts'
import type { SignInCoverage } from '../sign-ins/coverage.ts'
import { userMatches } from '../sign-ins/exclusions.ts'

export const sampleReasons = ['administrator', 'excluded', 'different'] as const
export type SampleReason = (typeof sampleReasons)[number]

export interface Sampled {
  readonly account: User
  readonly because: SampleReason
}

/** Administrators, people whom a policy excludes, and one of each different coverage, in turns. */
export function sampleOf(
  accounts: readonly User[],
  coverage: SignInCoverage,
  estate: Administration,
  size: number,
): readonly Sampled[] {
  const queues: Readonly<Record<SampleReason, User[]>> = { administrator: [], excluded: [], different: [] }
  const matchesOf = userMatches(coverage.policies, estate)
  const seen = new Set<string>()
  for (const account of accounts) {
    if (account.accountEnabled === false) continue
    const key = coverage.keyOf(account)
    if (isPrivileged(estate.tierOf(account.id))) push(queues.administrator, account, size)
    else if (!seen.has(key)) push(queues.different, account, size)
    else if (queues.excluded.length < size && isExcluded(matchesOf(account))) queues.excluded.push(account)
    seen.add(key)
  }
  return inTurns(queues, size)
}

function push(queue: User[], account: User, size: number): void {
  if (queue.length < size) queue.push(account)
}

function isExcluded(matches: ReturnType<ReturnType<typeof userMatches>>): boolean {
  return matches.some(({ exclusions }) => exclusions.length > 0)
}

function inTurns(queues: Readonly<Record<SampleReason, readonly User[]>>, size: number): readonly Sampled[] {
  const longest = Math.max(...sampleReasons.map((reason) => queues[reason].length))
  const sampled = Array.from({ length: longest }, (_, at) =>
    sampleReasons.flatMap((because) => {
      const account = queues[because][at]
      return account ? [{ account, because }] : []
    }),
  )
  return sampled.flat().slice(0, size)
}
