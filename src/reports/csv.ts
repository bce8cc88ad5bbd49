import type { AssessedControl, AssessedFinding, AssessedRequirement, Assessment } from '#model/assessment.ts'
import { csvLine } from './csv-line.ts'
import { defineReport } from './report.ts'

type Row = readonly [control: AssessedControl, finding: AssessedFinding, assessment: Assessment]

const columns: Readonly<Record<string, (...row: Row) => string>> = {
  finding: (_, { id }) => id,
  control: ({ id }) => id,
  title: ({ title }) => title,
  practice: ({ practice }) => practice,
  outcome: ({ outcome }) => outcome,
  severity: (_, { severity }) => severity,
  blastRadius: (_, { blastRadius }) => blastRadius,
  state: (_, { state }) => state,
  firstSeen: (_, { firstSeen }) => firstSeen,
  subjectType: (_, { subject }) => subject.type,
  subjectId: (_, { subject }) => subject.id,
  subjectName: (_, { subject }) => subject.name,
  summary: (_, { summary }) => summary,
  wouldPassIf: (_, { wouldPassIf }) => wouldPassIf ?? '',
  remediation: (_, { remediation }) => remediation.join('\n'),
  evidence: (_, { evidence }) => JSON.stringify(evidence),
  tenant: (_control, _finding, { tenant }) => tenant.id,
  snapshot: (_control, _finding, { snapshot }) => snapshot,
  assessedAt: (_control, _finding, { assessedAt }) => assessedAt,
}

/** One row per finding, for spreadsheets and ticket imports; behind them one per requirement of a framework. */
export const csv = defineReport({
  format: 'csv',
  extension: '.csv',
  mediaType: 'text/csv; charset=utf-8; header=present',
  render: (assessment) =>
    [Object.keys(columns), ...rows(assessment), ...requirementRows(assessment)].map(csvLine).join(''),
})

function rows(assessment: Assessment): string[][] {
  return assessment.controls.flatMap((control) =>
    [...control.findings, ...(control.accepted ?? [])].map((finding) =>
      Object.values(columns).map((cellOf) => cellOf(control, finding, assessment)),
    ),
  )
}

/** What a requirement has to say, in the columns of a finding; the others stay empty. */
function requirementRows({ requirements = [], tenant, snapshot, assessedAt }: Assessment): string[][] {
  return requirements.map((requirement) => {
    const cells = { ...cellsOf(requirement), tenant: tenant.id, snapshot, assessedAt }
    return Object.keys(columns).map((column) => new Map(Object.entries(cells)).get(column) ?? '')
  })
}

function cellsOf({ framework, id, title, outcome, because }: AssessedRequirement) {
  return { control: `${framework}/${id}`, title, outcome, summary: because.join('\n') }
}
