/** Both evaluators give what the slow one gives, which was written from the same page by itself. */
import { expect, it } from 'vitest'
import { administration } from '#access/roles/administration.ts'
import { type ColumnCoverage, columnCoverage } from '#access/sign-ins/column-coverage.ts'
import { type AccountCoverage, type CoverageOptions, signInCoverage } from '#access/sign-ins/coverage.ts'
import { clients, grades, resources } from '#access/sign-ins/grade.ts'
import { columnTenantOf } from '#pipeline/account-columns.ts'
import { indexOf } from './indexed.ts'
import { tenantFrom } from './random-tenant.ts'
import { referenceCoverage } from './reference.ts'
import type { Tenant } from './tenant.ts'

/** In so many tenants; more in a campaign: KEYWARD_TENANTS=100000. */
const TENANTS = Number(process.env['KEYWARD_TENANTS'] ?? 10_000)
const SEED = Number(process.env['KEYWARD_SEED'] ?? Date.now() % 1_000_000_000)

function optionsFor(tenant: Tenant): CoverageOptions {
  const isWhole = (name: string) => !tenant.incomplete.has(name)
  return {
    policiesAreWhole: isWhole('conditionalAccessPolicies'),
    rolesAreWhole: isWhole('roleAssignments'),
    locationsAreWhole: isWhole('namedLocations'),
  }
}

function quickly(tenant: Tenant) {
  const coverage = signInCoverage(tenant, administration(tenant, 'contoso'), optionsFor(tenant))
  return new Map(tenant.users.map((account) => [account.id, coverage.of(account)]))
}

function inColumns(tenant: Tenant) {
  return columnCoverage(columnTenantOf(tenant, indexOf(tenant), optionsFor(tenant), 'contoso'))
}

const byAccount = (tenant: Tenant, coverage: ColumnCoverage) =>
  new Map(tenant.users.map(({ id }, position) => [id, coverage.of(coverage.classes.of[position] ?? -1)]))

const cells = resources.flatMap((resource) => clients.map((client) => [resource, client] as const))

/** Every grade of every account, as lines that can be compared. */
function written(
  coverage: ReadonlyMap<string, Pick<AccountCoverage, 'grades' | 'verdict'>>,
): readonly string[] {
  return [...coverage].flatMap(([id, { grades, verdict }]) => [
    `${id}: ${verdict}`,
    ...cells.map(([resource, client]) => `${id}, ${resource} from ${client}: ${grades[resource][client]}`),
  ])
}

it(`equals the slow evaluator in ${TENANTS} random tenants (seed ${SEED})`, () => {
  for (let index = 0; index < TENANTS; index += 1) {
    const tenant = tenantFrom(SEED + index)
    const expected = written(referenceCoverage(tenant))
    expect(written(quickly(tenant)), `tenant ${SEED + index}`).toEqual(expected)
    const coverage = inColumns(tenant)
    expect(written(byAccount(tenant, coverage)), `tenant ${SEED + index} in columns`).toEqual(expected)
    expect([...coverage.verdicts()].map((rank) => grades[rank])).toEqual(
      tenant.users.map(({ id }) => byAccount(tenant, coverage).get(id)?.verdict),
    )
  }
}, 600_000)

it(`judges a tenant with one policy edited as if it had always been so (seed ${SEED})`, () => {
  for (let index = 0; index < TENANTS / 4; index += 1) {
    const tenant = tenantFrom(SEED + index)
    const other = tenantFrom(SEED + TENANTS + index)
    const [first] = tenant.conditionalAccessPolicies
    const edits = other.conditionalAccessPolicies.map((policy, place) =>
      place === 0 && first ? { ...policy, id: first.id } : { ...policy, id: `new ${policy.id}` },
    )
    const unedited = inColumns(tenant)
    let coverage = unedited
    let policies = tenant.conditionalAccessPolicies
    for (const edit of edits) {
      coverage = coverage.withPolicy(edit)
      policies = [...policies.filter(({ id }) => id !== edit.id), edit]
      const after = { ...tenant, conditionalAccessPolicies: policies }
      expect(written(byAccount(tenant, coverage)), `tenant ${SEED + index}, ${edit.id}`).toEqual(
        written(quickly(after)),
      )
    }
    for (const edit of edits.slice(1)) {
      const alone = [...tenant.conditionalAccessPolicies, edit]
      expect(
        written(byAccount(tenant, unedited.withPolicy(edit))),
        `tenant ${SEED + index}, ${edit.id} alone`,
      ).toEqual(written(quickly({ ...tenant, conditionalAccessPolicies: alone })))
    }
  }
}, 600_000)

it(`judges more policies than a word has bits as the records are judged (seed ${SEED})`, () => {
  for (let index = 0; index < TENANTS / 100; index += 1) {
    const tenant = tenantFrom(SEED + index)
    const policies = Array.from({ length: 25 }, (_, more) =>
      tenantFrom(SEED + 31 * (index + 1) + more).conditionalAccessPolicies.map((policy) => ({
        ...policy,
        id: `${policy.id} of ${more}`,
      })),
    ).flat()
    const crowded = { ...tenant, conditionalAccessPolicies: policies }
    expect(written(byAccount(crowded, inColumns(crowded))), `tenant ${SEED + index}`).toEqual(
      written(quickly(crowded)),
    )
  }
}, 600_000)
