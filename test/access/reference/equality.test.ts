/** The evaluator gives what the slow one gives, which was written from the same page by itself. */
import { expect, it } from 'vitest'
import { administration } from '#access/roles/administration.ts'
import { signInCoverage } from '#access/sign-ins/coverage.ts'
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

it(`equals the slow evaluator in ${TENANTS} random tenants (seed ${SEED})`, () => {
  for (let index = 0; index < TENANTS; index += 1) {
    const seed = SEED + index
    const tenant = tenantFrom(seed)
    const quick = quickly(tenant)
    for (const [id, { grades, verdict }] of referenceCoverage(tenant)) {
      for (const resource of resources)
        for (const client of clients) {
          const where = `tenant ${seed}, account ${id}, ${resource} from ${client}`
          expect(quick.get(id)?.grades[resource][client], where).toBe(grades[resource][client])
        }
      expect(quick.get(id)?.verdict, `tenant ${seed}, account ${id}`).toBe(verdict)
    }
  }
}, 600_000)
