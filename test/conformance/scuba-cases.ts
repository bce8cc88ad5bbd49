/** Cases of ScubaGear's own tests of its Entra rules, and what Keyward says to each. */
import { readFileSync } from 'node:fs'
import { allRequirements } from '#frameworks/requirements.generated.ts'
import { isScubaGearExport, readScubaGearExport } from '#imports/scubagear.ts'
import { notAttempted } from '#model/coverage.ts'
import { parseRecord } from '#model/dataset.ts'
import { datasetOf } from '#model/datasets.ts'
import { nothingStated } from '#model/exclusions.ts'
import type { Outcome } from '#model/outcome.ts'
import { judgeRequirement } from '#pipeline/frameworks.ts'
import type { Facts } from '#pipeline/judge.ts'
import { NOW, theDecisions } from '../builders/index.ts'
import { sharedFile } from '../shared-data.ts'

export const CASES = 'conformance/scuba-aad.ndjson'

export interface ScubaCase {
  readonly test: string
  readonly policy: string
  /** What ScubaGear's test expects of ScubaGear. */
  readonly met: boolean
  /** A fragment of an export. */
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

/** The fragment through import, schema and requirement, as `assess` takes them; only the disk is left out. */
export function outcomeOf({ input, policy }: ScubaCase): Outcome {
  const requirement = allRequirements.find(({ id }) => id === policy)
  if (!requirement) throw new Error(`no requirement ${policy}`)
  const {
    datasets,
    declarations,
    stated = nothingStated,
  } = readScubaGearExport(isScubaGearExport(input) ? input : {})
  const facts: Facts = {
    records: (name) =>
      datasets
        .filter(({ dataset }) => dataset === name)
        .flatMap(({ items }) => items.map((item) => parseRecord(datasetOf(name), item)))
        .map((parsed) => {
          if (!parsed.ok) throw new Error(`${policy}: ${name}: ${parsed.reason}`)
          return parsed.record
        }) as never,
    coverage: (name) =>
      datasets.find(({ dataset }) => dataset === name)?.coverage ??
      notAttempted('the input has no file for it'),
  }
  const decisions = theDecisions({ declarations })
  return judgeRequirement(requirement, facts, { now: NOW, decisions }, stated)
}
