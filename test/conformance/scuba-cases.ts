/** Cases of ScubaGear's own tests of its Entra rules, and what Keyward says to each, asked through the front door. */
import { readFileSync } from 'node:fs'
import type { Assessment } from '#model/assessment.ts'
import type { OutcomeState } from '#model/outcome.ts'
import { assessTenant } from '#pipeline/assess-tenant.ts'
import { openSession } from '#pipeline/session.ts'
import { aFolder, anInput, clock } from '../input/harness.ts'
import { sharedFile } from '../shared-data.ts'

export const CASES = 'conformance/scuba-aad.ndjson'

export interface ScubaCase {
  readonly test: string
  readonly policy: string
  /** What ScubaGear's test expects of ScubaGear. */
  readonly met: boolean
  readonly input: Readonly<Record<string, unknown>>
}

/** The cases, in the order of the file. */
export function scubaCases(): readonly ScubaCase[] {
  const lines = readFileSync(sharedFile(CASES), 'utf8').trim().split('\n')
  return lines.map((line) => JSON.parse(line) as ScubaCase)
}

/**
 * The base policy of ScubaGear's tests is limited to high risk and legacy clients, which for these requirements is no
 * policy at all (ScubaGear#1742). The test, and never the product, takes the limits away.
 */
const REPAIRED = ['3.1v1', '3.2v2', '3.6v1', '3.7v1', '3.8v1', '3.9v1'].map((number) => `MS.AAD.${number}`)

export const needsRepair = ({ policy }: ScubaCase): boolean => REPAIRED.includes(policy)

/** The case with its policies limited by nothing. */
export function repaired(one: ScubaCase): ScubaCase {
  const policies = one.input['conditional_access_policies']
  if (!needsRepair(one) || !Array.isArray(policies)) return one
  const unlimited = { UserRiskLevels: [], SignInRiskLevels: [], ClientAppTypes: ['all'] }
  const changed = policies.map((policy: { Conditions?: object }) => ({
    ...policy,
    Conditions: { ...policy.Conditions, ...unlimited },
  }))
  return { ...one, input: { ...one.input, conditional_access_policies: changed } }
}

/** What `keyward assess --input FILE --framework scuba-aad` answers to each case. */
export async function answersTo(cases: readonly ScubaCase[]): Promise<readonly (OutcomeState | undefined)[]> {
  const session = await openSession(aFolder())
  const answers: (OutcomeState | undefined)[] = []
  try {
    for (const { input, policy } of cases) {
      const path = anInput({ 'ProviderSettingsExport.json': input })
      const assessment = await assessTenant({ session, input: path, clock, framework: 'scuba-aad' }).catch(
        (): Assessment | undefined => undefined,
      )
      answers.push(assessment?.frameworks['scuba-aad']?.[policy])
    }
  } finally {
    await session.close()
  }
  return answers
}
