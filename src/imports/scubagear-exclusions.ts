/**
 * The exclusions that a ScubaGear configuration declares. Users that the organisation excludes from Conditional
 * Access or from role findings are what Keyward calls break-glass accounts; groups and applications have no
 * counterpart yet.
 */
import type { Declaration } from '#model/decisions.ts'

/** Declarations out of `scuba_config`, one per user. */
export function exclusionDeclarations(config: unknown, at: string): readonly Declaration[] {
  const policies = Object.entries(object(object(config)['Aad']))
  const reasons = new Map<string, string[]>()
  for (const [policy, settings] of policies) {
    for (const user of excludedUsers(settings)) reasons.set(user, [...(reasons.get(user) ?? []), policy])
  }
  return [...reasons].map(([subject, named]) => ({
    kind: 'break-glass',
    subject,
    author: 'ScubaGear configuration',
    reason: `excluded from ${[...new Set(named)].join(', ')}`,
    at,
  }))
}

function excludedUsers(settings: unknown): readonly string[] {
  const kinds = ['CapExclusions', 'RoleExclusions'].map((kind) => object(object(settings)[kind])['Users'])
  return kinds
    .flatMap((users) => (Array.isArray(users) ? users.map(String) : []))
    .filter((user) => user !== '')
}

function object(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
