/**
 * What a ScubaGear configuration declares: for each policy, who is knowingly left out of it. Users among them are
 * what Keyward calls break-glass accounts; groups, applications and types of guests count for the policy alone.
 */
import type { Declaration } from '#model/decisions.ts'
import type { DeclaredExclusion, ExclusionKind, FrameworkStatements } from '#model/exclusions.ts'
import { type Section, sectionOf, textsOf } from './section.ts'

const FROM: Readonly<Record<string, DeclaredExclusion['from']>> = {
  CapExclusions: 'conditionalAccess',
  RoleExclusions: 'role',
}

const KINDS: Readonly<Record<string, ExclusionKind>> = {
  Users: 'user',
  Groups: 'group',
  Applications: 'application',
  GuestUserTypes: 'guestType',
}

/** The exclusions by policy, and the cloud that the configuration names. */
export function statementsIn(config: unknown): FrameworkStatements {
  const policies = Object.entries(sectionOf(sectionOf(config)['Aad']))
  const exclusions = policies.flatMap(([policy, settings]) => exclusionsOf(policy, sectionOf(settings)))
  const environment = sectionOf(config)['M365Environment']
  return { exclusions, ...(typeof environment === 'string' ? { environment } : {}) }
}

function exclusionsOf(requirement: string, settings: Section): readonly DeclaredExclusion[] {
  return Object.entries(FROM).flatMap(([name, from]) =>
    Object.entries(KINDS).flatMap(([key, kind]) =>
      textsOf(sectionOf(settings[name])[key])
        .filter((subject) => subject !== '')
        .map((subject) => ({ requirement, from, kind, subject })),
    ),
  )
}

/** Declarations out of `scuba_config`, one per user. */
export function exclusionDeclarations(config: unknown, at: string): readonly Declaration[] {
  const users = statementsIn(config).exclusions.filter(({ kind }) => kind === 'user')
  const reasons = Map.groupBy(users, ({ subject }) => subject)
  return [...reasons].map(([subject, named]) => ({
    kind: 'break-glass',
    subject,
    author: 'ScubaGear configuration',
    reason: `excluded from ${[...new Set(named.map(({ requirement }) => requirement))].join(', ')}`,
    at,
  }))
}
