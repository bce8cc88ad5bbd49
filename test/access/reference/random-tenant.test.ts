import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { devicesOf } from './devices.ts'
import { placesOf } from './places.ts'
import { anyTenant, tenantFrom } from './random-tenant.ts'
import { referenceCoverage } from './reference.ts'
import { type Coverage, GRADES, type Grade, type Tenant } from './tenant.ts'

const SEEDED = Array.from({ length: 400 }, (_, seed) => tenantFrom(seed))
const SAMPLED = fc.sample(anyTenant, { numRuns: 200, seed: 1 })
/** Each grade in at least this share of the cells. */
const LEAST = 0.02

function gradesIn({ grades }: Coverage): readonly Grade[] {
  return Object.values(grades).flatMap((clients) => Object.values(clients))
}

/** How large a part each grade has of all cells. */
function sharesIn(tenants: readonly Tenant[]): ReadonlyMap<Grade, number> {
  const cells = tenants.flatMap((tenant) => [...referenceCoverage(tenant).values()].flatMap(gradesIn))
  return new Map(GRADES.map((grade) => [grade, cells.filter((it) => it === grade).length / cells.length]))
}

describe('random tenants', () => {
  it.each([
    ['a seed', SEEDED],
    ['fast-check', SAMPLED],
  ])('of %s show every grade often', (name, tenants) => {
    const started = performance.now()
    const shares = sharesIn(tenants)
    const perSecond = Math.round((1000 * tenants.length) / (performance.now() - started))

    const words = [...shares].map(([grade, share]) => `${grade} ${(100 * share).toFixed(1)} %`)
    console.log(`tenants of ${name}: ${words.join(', ')}; ${perSecond} tenants per second`)
    expect([...shares].filter(([, share]) => share < LEAST)).toEqual([])
  })

  it('are the same for the same seed, and others for another', () => {
    expect(tenantFrom(7)).toEqual(tenantFrom(7))
    expect(tenantFrom(7)).not.toEqual(tenantFrom(8))
  })

  it('stay small enough for every sign-in to be made', () => {
    for (const tenant of [...SEEDED, ...SAMPLED]) {
      expect(placesOf(tenant).length).toBeLessThanOrEqual(40)
      expect(devicesOf(tenant).length).toBeLessThanOrEqual(8)
    }
  })

  it('shrink to people without policies', () => {
    const { counterexample } = fc.check(
      fc.property(anyTenant, ({ users }) => users.length < 2),
      { seed: 1, numRuns: 100 },
    )

    expect(counterexample?.[0]).toMatchObject({ conditionalAccessPolicies: [], roleAssignments: [] })
    expect(counterexample?.[0].users).toHaveLength(2)
  })
})
