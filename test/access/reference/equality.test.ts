/** The evaluator gives what the slow one gives, which was written from the same page by itself. */
import { expect, it } from 'vitest'
import { administration } from '#access/roles/administration.ts'
import { type AccountCoverage, signInCoverage } from '#access/sign-ins/coverage.ts'
import { clients, resources } from '#access/sign-ins/grade.ts'
import { tenantFrom } from './random-tenant.ts'
import { referenceCoverage } from './reference.ts'
import type { Tenant } from './tenant.ts'

/** In so many tenants; more in a campaign: KEYWARD_TENANTS=100000. */
const TENANTS = Number(process.env['KEYWARD_TENANTS'] ?? 10_000)
const SEED = Number(process.env['KEYWARD_SEED'] ?? Date.now() % 1_000_000_000)

function quickly(tenant: Tenant) {
  const isWhole = (name: string) => !tenant.incomplete.has(name)
  const directory = administration(tenant, 'contoso')
  const coverage = signInCoverage(tenant, directory, {
    policiesAreWhole: isWhole('conditionalAccessPolicies'),
    rolesAreWhole: isWhole('roleAssignments'),
    locationsAreWhole: isWhole('namedLocations'),
  })
  return new Map(tenant.users.map((account) => [account.id, coverage.of(account)]))
}

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
    expect(written(quickly(tenant)), `tenant ${SEED + index}`).toEqual(written(referenceCoverage(tenant)))
  }
}, 600_000)
