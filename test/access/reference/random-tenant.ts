/** Small tenants of every kind, from a seed or as a fast-check arbitrary. */
import fc from 'fast-check'
import { type Choice, type Dice, diceOf, recorded, seeded, type Weighted } from './dice.ts'
import { randomStrengths } from './random-controls.ts'
import { GROUPS, OWN_TENANT, USERS } from './random-ids.ts'
import { randomAccount, randomGroup, randomPerUserMfa } from './random-people.ts'
import { randomLocations } from './random-places.ts'
import { randomPolicy } from './random-policy.ts'
import { randomAssignment, randomDefinitions } from './random-roles.ts'
import type { Tenant } from './tenant.ts'

/** The share of tenants in which something may not have been read. */
const DOUBTFUL = 0.35
/** How many policies a tenant has, by weight. */
const POLICIES: Choice<Weighted<number>> = [
  [4, 0],
  [12, 1],
  [16, 2],
  [20, 3],
  [20, 4],
  [16, 5],
  [12, 6],
]

/** The tenant of a seed: the same for the same seed. */
export function tenantFrom(seed: number): Tenant {
  const roll = seeded(seed)
  const dice = diceOf(roll, roll() >= 1 - DOUBTFUL)
  return tenantOf({
    people: Array.from({ length: 1 + dice.upTo(USERS.length - 1) }, () => dice),
    policies: Array.from({ length: dice.weighted(POLICIES) }, () => dice),
    others: dice,
  })
}

/** As many rolls as a person, a policy and the rest of a tenant can need; each shrinks towards 0. */
const rolls = (count: number) =>
  fc.array(
    fc.noBias(fc.nat(ROLLS - 1)).map((roll) => roll / ROLLS),
    { minLength: count, maxLength: count },
  )
const ROLLS = 2 ** 20

/** Random tenants. A failing one shrinks towards fewer people, fewer policies and plainer records. */
export const anyTenant: fc.Arbitrary<Tenant> = fc
  .record({
    people: fc.noBias(fc.array(rolls(10), { minLength: 1, maxLength: USERS.length, size: 'max' })),
    policies: fc.noBias(fc.array(rolls(80), { maxLength: 6, size: 'max' })),
    others: rolls(250),
    doubtful: fc.noBias(fc.nat(99)).map((roll) => roll >= 100 * (1 - DOUBTFUL)),
  })
  .map(({ people, policies, others, doubtful }) => {
    const diceFor = (recording: readonly number[]) => diceOf(recorded(recording), doubtful)
    return tenantOf({ people: people.map(diceFor), policies: policies.map(diceFor), others: diceFor(others) })
  })

/** The dice of each account, of each policy, and of everything else. */
interface Chances {
  readonly people: readonly Dice[]
  readonly policies: readonly Dice[]
  readonly others: Dice
}

function tenantOf({ people, policies, others: dice }: Chances): Tenant {
  const accounts = people.map((own, index) => ({ id: USERS[index] ?? `u${index + 1}`, own }))
  return {
    users: accounts.map(({ id, own }) => randomAccount(id, own)),
    perUserMfaStates: accounts.flatMap(({ id, own }) => randomPerUserMfa(id, own)),
    conditionalAccessPolicies: policies.map((own, index) => randomPolicy(`p${index + 1}`, own)),
    groupMembers: GROUPS.filter(() => !dice.doubt(0.1)).flatMap((id) => randomGroup(id, dice)),
    roleDefinitions: randomDefinitions(dice),
    roleAssignments: Array.from({ length: dice.upTo(5) }, (_, index) => randomAssignment(`a${index}`, dice)),
    namedLocations: randomLocations(dice),
    authenticationStrengthPolicies: randomStrengths(dice),
    identitySecurityDefaultsEnforcementPolicy: randomDefaults(dice),
    organization: randomOrganization(dice),
    incomplete: randomGaps(dice),
  }
}

function randomDefaults(dice: Dice): Tenant['identitySecurityDefaultsEnforcementPolicy'] {
  if (dice.doubt(0.1)) return dice.pick([[], [{ id: 'securityDefaults', isEnabled: null }]])
  return [{ id: 'securityDefaults', isEnabled: dice.chance(0.2) }]
}

/** Around the day from which security defaults block the device code flow. */
function randomOrganization(dice: Dice): Tenant['organization'] {
  if (dice.doubt(0.1)) return dice.pick([[], [{ id: OWN_TENANT }]])
  const createdDateTime = dice.pick([
    '2019-11-04T08:30:00Z',
    '2026-06-30T23:59:59Z',
    '2026-07-01T00:00:00Z',
    '2026-09-15T10:00:00Z',
  ])
  return [{ id: OWN_TENANT, createdDateTime }]
}

const DATASETS = [
  'users',
  'groupMembers',
  'roleAssignments',
  'roleDefinitions',
  'namedLocations',
  'authenticationStrengthPolicies',
  'perUserMfaStates',
  'organization',
]

function randomGaps(dice: Dice): ReadonlySet<string> {
  const gaps = DATASETS.filter(() => dice.doubt(0.1))
  return new Set(dice.doubt(0.04) ? [...gaps, 'conditionalAccessPolicies'] : gaps)
}
