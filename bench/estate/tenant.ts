/** A large tenant as records, dataset by dataset: everything that decides who can sign in with one factor. */

import type { DatasetName } from '#model/datasets.ts'
import { directoryRoleFacts } from '#model/facts/directory-roles.generated.ts'
import { accountOf, nestingOf, rowsOf, withNested } from './people.ts'
import { locationOf, policyOf } from './policies.ts'
import { type Chance, chanceOf } from './random.ts'

const SEED = 7
const ROLES = 60
const ROLE_HOLDERS = 0.01
const LOCATIONS = 8
const APPLICATIONS = 12

type Records = Iterable<Readonly<Record<string, unknown>>>

/** The datasets of a tenant of so many accounts under so many policies; large ones are made as they are asked for. */
export function coverageTenant(accounts: number, policies: number): ReadonlyMap<DatasetName, Records> {
  const chance = chanceOf(SEED)
  const ids = chance.many(accounts, () => chance.guid())
  const groups = chance.many(Math.max(50, Math.min(20_000, Math.floor(accounts / 50))), () => chance.guid())
  const roles = directoryRoleFacts.slice(0, ROLES).map(({ templateId }): string => templateId)
  const locations = chance.many(LOCATIONS, () => chance.guid())
  const applications: [string, ...string[]] = [
    chance.guid(),
    ...chance.many(APPLICATIONS - 1, () => chance.guid()),
  ]
  const nameable = { accounts: ids, groups, roles, locations, applications }
  const made = chance.many(policies, () => policyOf(chance.guid(), chance, nameable))
  return new Map<DatasetName, Records>([
    ['users', people(ids)],
    ['perUserMfaStates', perUserMfa(ids)],
    ['conditionalAccessPolicies', made],
    ['groupMembers', members(ids, groups, namedGroups(made), chance)],
    ['namedLocations', locations.map(locationOf)],
    ['roleAssignments', assignments(ids, roles, chance)],
    ['roleDefinitions', roles.map((id) => ({ id, templateId: id, isBuiltIn: true, isEnabled: true }))],
    ['identitySecurityDefaultsEnforcementPolicy', [{ id: 'securityDefaults', isEnabled: false }]],
    ['authenticationStrengthPolicies', []],
    [
      'organization',
      [{ id: '00000000-0000-4000-a000-000000000001', createdDateTime: '2018-01-01T00:00:00Z' }],
    ],
  ])
}

function* people(ids: readonly string[]): Records {
  const chance = chanceOf(SEED + 1)
  for (const [index, id] of ids.entries()) yield accountOf(id, index, chance)
}

function* perUserMfa(ids: readonly string[]): Records {
  for (const [index, userId] of ids.entries())
    yield { userId, perUserMfaState: index % 200 === 0 ? 'enforced' : 'disabled' }
}

function namedGroups(policies: readonly ReturnType<typeof policyOf>[]): ReadonlySet<string> {
  return new Set(
    policies.flatMap(({ conditions }) => [
      ...(conditions?.users?.includeGroups ?? []),
      ...(conditions?.users?.excludeGroups ?? []),
    ]),
  )
}

function* members(
  ids: readonly string[],
  groups: readonly string[],
  named: ReadonlySet<string>,
  chance: Chance,
): Records {
  const nesting = nestingOf(ids.length, groups.length, chance)
  const numbers = groups.flatMap((id, index) => (named.has(id) ? [index] : []))
  for (const group of withNested(numbers, nesting)) {
    const own = (nesting.people[group] ?? []).map((account) => ids[account] ?? '')
    const inner = (nesting.groups[group] ?? []).map((other) => groups[other] ?? '')
    yield* rowsOf(groups[group] ?? '', own, inner)
  }
}

function* assignments(ids: readonly string[], roles: readonly string[], chance: Chance): Records {
  for (const principalId of ids) {
    if (chance.next() >= ROLE_HOLDERS) continue
    for (let held = 0; held < 2; held += 1)
      yield {
        id: chance.guid(),
        principalId,
        roleDefinitionId: roles[chance.below(roles.length)],
        directoryScopeId: '/',
        principal: { '@odata.type': '#microsoft.graph.user', id: principalId },
      }
  }
}
