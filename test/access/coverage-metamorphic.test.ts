/** What must not change a verdict, and what must change it in one way only: over random tenants, without a reference. */
import { expect, it } from 'vitest'
import { administration } from '#access/roles/administration.ts'
import { type AccountCoverage, signInCoverage } from '#access/sign-ins/coverage.ts'
import { clients, resources } from '#access/sign-ins/grade.ts'
import type { GroupMembers } from '#model/records/group-members.ts'
import { tenantFrom } from './reference/random-tenant.ts'
import type { Tenant } from './reference/tenant.ts'

const SEED = Number(process.env['KEYWARD_SEED'] ?? Date.now() % 1_000_000_000)
const seeds = Array.from({ length: 400 }, (_, index) => SEED + index)

function verdictsOf(tenant: Tenant): ReadonlyMap<string, AccountCoverage> {
  const isWhole = (name: string) => !tenant.incomplete.has(name)
  const coverage = signInCoverage(tenant, administration(tenant, 'contoso'), {
    policiesAreWhole: isWhole('conditionalAccessPolicies'),
    rolesAreWhole: isWhole('roleAssignments'),
    locationsAreWhole: isWhole('namedLocations'),
  })
  return new Map(tenant.users.map((account) => [account.id, coverage.of(account)]))
}

const gradesOf = ({ grades }: AccountCoverage) =>
  resources.flatMap((resource) => clients.map((client) => grades[resource][client]))

const reversed = (tenant: Tenant): Tenant => ({
  ...tenant,
  users: tenant.users.toReversed(),
  groupMembers: tenant.groupMembers.toReversed(),
  roleAssignments: tenant.roleAssignments.toReversed(),
  conditionalAccessPolicies: tenant.conditionalAccessPolicies.toReversed(),
  namedLocations: tenant.namedLocations.toReversed(),
  perUserMfaStates: tenant.perUserMfaStates.toReversed(),
})

/** Every whole row of a group in two slices. */
const inSlices = (rows: readonly GroupMembers[]): readonly GroupMembers[] =>
  rows.flatMap((row) =>
    row.slices > 1
      ? [row]
      : [
          { ...row, slice: 0, slices: 2, members: row.members.slice(0, 1) },
          { ...row, slice: 1, slices: 2, members: row.members.slice(1) },
        ],
  )

const SAME = {
  'the records come in another order': reversed,
  'member lists are cut elsewhere': (tenant: Tenant) => ({
    ...tenant,
    groupMembers: inSlices(tenant.groupMembers),
  }),
  'an unrelated account is added': (tenant: Tenant) => ({
    ...tenant,
    users: [...tenant.users, { id: 'stranger', userType: 'Member', accountEnabled: true }],
  }),
  'records carry a field more': (tenant: Tenant) => ({
    ...tenant,
    users: tenant.users.map((user) => ({ ...user, '@odata.etag': 'x', favouriteColour: 'red' })),
    conditionalAccessPolicies: tenant.conditionalAccessPolicies.map((policy) => ({
      ...policy,
      '@odata.context': 'x',
    })),
  }),
} satisfies Record<string, (tenant: Tenant) => Tenant>

it.each(Object.entries(SAME))(`nothing changes when %s (seed ${SEED})`, (_, change) => {
  for (const seed of seeds) {
    const tenant = tenantFrom(seed)
    const after = verdictsOf(change(tenant))
    for (const [id, before] of verdictsOf(tenant))
      expect(after.get(id), `tenant ${seed}, ${id}`).toEqual(before)
  }
})

it(`a group whose members are gone leaves exactly those open who depend on it (seed ${SEED})`, () => {
  let opened = 0
  for (const seed of seeds) {
    const tenant = tenantFrom(seed)
    const group = tenant.groupMembers[0]?.groupId
    if (group === undefined) continue
    const without = (rows: readonly GroupMembers[]) => rows.filter(({ groupId }) => groupId !== group)
    const gone = verdictsOf({ ...tenant, groupMembers: without(tenant.groupMembers) })
    for (const [id, coverage] of gone) {
      // Whoever the members may be: nobody, or everybody there is.
      const worlds = [[], tenant.users].map((members) =>
        gradesOf(
          verdictsOf(
            withMembers(
              tenant,
              group,
              members.map((user) => user.id),
            ),
          ).get(id) as AccountCoverage,
        ),
      )
      gradesOf(coverage).forEach((grade, cell) => {
        const possible = new Set(worlds.map((grades) => grades[cell]))
        if (grade !== 'unknown') expect([...possible], `tenant ${seed}, ${id}, cell ${cell}`).toEqual([grade])
        if (possible.size > 1) opened += 1
        if (possible.size > 1) expect(grade, `tenant ${seed}, ${id}, cell ${cell}`).toBe('unknown')
      })
    }
  }
  expect(opened).toBeGreaterThan(50)
})

function withMembers(tenant: Tenant, groupId: string, ids: readonly string[]): Tenant {
  const row: GroupMembers = {
    groupId,
    part: 0,
    slice: 0,
    slices: 1,
    last: true,
    transitive: true,
    members: ids.map((id) => ({ id, '@odata.type': '#microsoft.graph.user' })),
  }
  return { ...tenant, groupMembers: [...tenant.groupMembers.filter((one) => one.groupId !== groupId), row] }
}
