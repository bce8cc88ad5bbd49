import { notAttempted } from '#model/coverage.ts'
import type { DrillHistory } from '#model/drill.ts'
import {
  aDrill,
  aDrillResult,
  aTenant,
  CONTOSO,
  defineExamples,
  theDecisions,
  theDrills,
} from '../../../test/builders/index.ts'
import { drillWithinAYear as control } from './drill-within-a-year.ts'

const decided = (drills: DrillHistory) => ({ given: aTenant(), decisions: theDecisions({ drills }) })
const ago = (at: string) => aDrillResult({ at, cameAt: at })

export const examples = defineExamples(control, [
  { name: 'a day was compared in March, and agreed', ...decided(theDrills([aDrill()])), then: 'pass' },
  {
    name: 'what came fell short: that is what a drill is for',
    ...decided(theDrills([aDrill([aDrillResult({ verdict: 'fallsShort' })])])),
    then: 'pass',
    because: /what came on 2026-03-02 fell short/,
  },
  {
    name: 'the last day of the year',
    ...decided(theDrills([aDrill([ago('2025-06-01T00:00:01.000Z')])])),
    then: 'pass',
  },
  {
    name: 'a year and a moment ago',
    ...decided(theDrills([aDrill([ago('2025-06-01T00:00:00.000Z')])])),
    then: 'fail',
    subjects: [CONTOSO],
    severity: 'low',
    because: /was last practised on 2025-06-01/,
  },
  {
    name: 'there was none, and logs are kept',
    ...decided(theDrills([])),
    then: 'fail',
    subjects: [CONTOSO],
    because: /was never practised/,
  },
  {
    name: 'a day was asked for, and nothing was compared',
    ...decided(theDrills([aDrill([])])),
    then: 'fail',
    because: /2026-01-13 were asked for on 2026-03-01, and nothing was compared/,
  },
  {
    name: 'what was compared proved nothing',
    ...decided(
      theDrills([aDrill([aDrillResult({ verdict: 'unknown', because: ['our store holds nothing'] })])]),
    ),
    then: 'unknown',
    because: /2026-01-13 proved nothing: our store holds nothing/,
  },
  {
    name: 'a record that cannot be read is not none',
    ...decided(theDrills([], { broken: ['2026-01-13: it is no JSON'] })),
    then: 'unknown',
    because: /it is no JSON/,
  },
  {
    name: 'one that can be read is enough',
    ...decided(theDrills([aDrill()], { broken: ['2026-01-14: it is no JSON'] })),
    then: 'pass',
  },
  {
    name: 'nobody looked',
    given: aTenant(),
    decisions: theDecisions(),
    then: 'unknown',
  },
  {
    name: 'no logs are kept here',
    ...decided(theDrills([], { hasLogs: false })),
    then: 'notApplicable',
  },
  {
    name: 'the store is empty today, and there was a drill long ago',
    ...decided(theDrills([aDrill([ago('2024-01-01T00:00:00.000Z')])], { hasLogs: false })),
    then: 'fail',
  },
  {
    name: 'the name of the tenant was not read',
    ...decided(theDrills([])),
    coverage: { organization: notAttempted('nobody asked') },
    then: 'fail',
  },
])
