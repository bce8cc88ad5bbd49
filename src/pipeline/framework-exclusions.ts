/** Whom a framework may leave out: what a configuration declares for one requirement, and what Keyward was told. */
import type { Declaration } from '#model/decisions.ts'
import type { DeclaredExclusion } from '#model/exclusions.ts'
import type { User } from '#model/records/users.ts'

/**
 * A declared break-glass account may be left out of every policy, by its id or by its name. One that a configuration
 * declares for single requirements holds for these alone.
 */
export function exclusionsFor(
  requirement: string,
  declared: readonly DeclaredExclusion[],
  declarations: readonly Declaration[],
  users: readonly User[],
): readonly DeclaredExclusion[] {
  const inConfiguration = new Set(declared.map(({ subject }) => subject))
  const breakGlass = declarations
    .filter(({ kind, subject }) => kind === 'break-glass' && !inConfiguration.has(subject))
    .flatMap(({ subject }) => idsOf(subject, users))
  const added = breakGlass.flatMap((subject) =>
    (['conditionalAccess', 'role'] as const).map((from) => ({
      requirement,
      from,
      kind: 'user' as const,
      subject,
    })),
  )
  return [...declared, ...added]
}

function idsOf(subject: string, users: readonly User[]): readonly string[] {
  const named = users.filter(
    ({ userPrincipalName }) => userPrincipalName?.toLowerCase() === subject.toLowerCase(),
  )
  return [subject, ...named.map(({ id }) => id)]
}
