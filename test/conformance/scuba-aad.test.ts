/** Agreement with ScubaGear's own tests of its Entra rules (CC0), case by case, through the product's own path. */
import { describe, expect, it } from 'vitest'
import { assessTenant } from '#pipeline/assess-tenant.ts'
import { openSession } from '#pipeline/session.ts'
import { aFolder, anInput, clock } from '../input/harness.ts'
import { hasShared, needing } from '../shared-data.ts'
import { disagreements, followedWithReservation } from './scuba-aad.disagreements.ts'
import { CASES, needsRepair, outcomeOf, repaired, type ScubaCase, scubaCases } from './scuba-cases.ts'

const expected = ({ met }: ScubaCase) => (met ? 'pass' : 'fail')
const listedFor = ({ policy, test }: ScubaCase) =>
  disagreements.find((one) => one.policy === policy && one.test === test)

describe.skipIf(!hasShared(CASES))(`${needing(CASES, 'ScubaGear’s own cases')}`, () => {
  const cases = hasShared(CASES) ? scubaCases() : []
  const judged = cases.map((one) => ({ one, outcome: outcomeOf(repaired(one)) }))

  it('agree, policy by policy, but for what is listed with its reason', () => {
    const byPolicy = Map.groupBy(judged, ({ one }) => one.policy)
    const lines = [...byPolicy].toSorted().map(([policy, all]) => {
      const agreed = all.filter(({ one, outcome }) => outcome.outcome === expected(one))
      const noted = agreed.filter(({ outcome }) => outcome.outcome === 'pass' && outcome.note !== undefined)
      const reserved = followedWithReservation.includes(policy) && noted.length > 0
      const reservation = reserved ? `, ${noted.length} of them with a reservation` : ''
      return `${policy}  ${agreed.length} of ${all.length}${reservation}`
    })
    const agreed = judged.filter(({ one, outcome }) => outcome.outcome === expected(one))
    const share = ((100 * agreed.length) / judged.length).toFixed(1)
    const differing = disagreements.map(
      ({ policy, test, says, because, source }) =>
        `${policy} ${test}: ${says}, because ${because} (${source})`,
    )
    console.log(
      [...lines, `agreed: ${agreed.length} of ${judged.length} (${share} %)`, ...differing].join('\n'),
    )

    const wrong = judged.filter(
      ({ one, outcome }) => outcome.outcome !== (listedFor(one)?.says ?? expected(one)),
    )
    expect(wrong.map(({ one, outcome }) => `${one.policy} ${one.test}: ${outcome.outcome}`)).toEqual([])
  })

  it('differ in every case that is listed', () => {
    const differing = judged.filter(({ one, outcome }) => outcome.outcome !== expected(one))

    expect(differing.map(({ one }) => `${one.policy} ${one.test}`).toSorted()).toEqual(
      disagreements.map(({ policy, test }) => `${policy} ${test}`).toSorted(),
    )
  })

  it('are not met as they are given where MFA is limited to high risk and legacy clients', () => {
    const limited = cases.filter(
      (one) => needsRepair(one) && Array.isArray(one.input['conditional_access_policies']),
    )

    expect(limited.length).toBeGreaterThan(30)
    for (const one of limited) expect(outcomeOf(one).outcome, `${one.policy} ${one.test}`).toBe('fail')
  })

  it('answer the same through `assess --input FILE --framework scuba-aad`', async () => {
    const firsts = [...Map.groupBy(judged, ({ one }) => one.policy).values()].flatMap((all) => {
      const readable = all.find(({ one }) => !('input' in one.input))
      return readable ? [readable] : []
    })
    const session = await openSession(aFolder())
    try {
      for (const { one, outcome } of firsts) {
        const input = anInput({ 'ProviderSettingsExport.json': repaired(one).input })
        const { frameworks } = await assessTenant({ session, input, clock, framework: 'scuba-aad' })
        expect(frameworks['scuba-aad']?.[one.policy], `${one.policy} ${one.test}`).toBe(outcome.outcome)
      }
    } finally {
      await session.close()
    }
  }, 120_000)
})
