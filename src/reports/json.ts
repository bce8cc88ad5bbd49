import type {
  Acceptance,
  AssessedControl,
  AssessedFinding,
  AssessedRequirement,
  Assessment,
  DatasetCoverage,
} from '#model/assessment.ts'
import type { SignInMatrix } from '#model/sign-in-matrix.ts'
import { defineReport } from './report.ts'

/** The published form (design of `assess --format json`): every field in a fixed place, so that two runs diff well. */
export const json = defineReport({
  format: 'json',
  extension: '.json',
  mediaType: 'application/json',
  render: (assessment) => `${JSON.stringify(inOrder(assessment), null, 2)}\n`,
})

function inOrder(assessment: Assessment) {
  const { schemaVersion, tenant, assessedAt, snapshot, collectedAt, controls, notices } = assessment
  return {
    schemaVersion,
    tenant: { id: tenant.id, name: tenant.name },
    assessedAt,
    snapshot,
    collectedAt,
    controls: controls.map(controlInOrder),
    frameworks: sorted(assessment.frameworks, (requirements) => sorted(requirements, (outcome) => outcome)),
    requirements: assessment.requirements?.map(requirementInOrder),
    signIns: assessment.signIns && signInsInOrder(assessment.signIns),
    coverage: sorted(assessment.coverage, coverageInOrder),
    notices,
  }
}

function controlInOrder(control: AssessedControl) {
  const { id, title, practice, severity, needs, outcome, examined, because, undecided } = control
  const { rationale, references, findings, accepted } = control
  return {
    id,
    title,
    practice,
    severity,
    needs,
    outcome,
    examined,
    because,
    undecided,
    rationale,
    references,
    findings: findings.map(findingInOrder),
    accepted: accepted?.map((one) => ({
      ...findingInOrder(one),
      acceptance: acceptanceInOrder(one.acceptance),
    })),
  }
}

function acceptanceInOrder({ author, reason, at, until }: Acceptance) {
  return { author, reason, at, until }
}

function requirementInOrder({ framework, id, title, obligation, outcome, because }: AssessedRequirement) {
  return { framework, id, title, obligation, outcome, because }
}

function findingInOrder(finding: AssessedFinding) {
  const { id, subject, severity, blastRadius, state, firstSeen, summary, evidence, wouldPassIf } = finding
  const { attestable, remediation } = finding
  return {
    id,
    subject: { type: subject.type, id: subject.id, name: subject.name },
    severity,
    blastRadius,
    state,
    firstSeen,
    summary,
    evidence: evidence.map(({ dataset, id, fields }) => ({ dataset, id, fields })),
    wouldPassIf,
    attestable,
    remediation,
  }
}

function signInsInOrder({ accounts, verdicts, groups, further, unread }: SignInMatrix) {
  return {
    accounts,
    verdicts: sorted(verdicts, (number) => number),
    groups: groups.map(({ verdict, accounts: members, administrators, examples, grades }) => ({
      verdict,
      accounts: members,
      administrators,
      examples,
      grades,
    })),
    further: { groups: further.groups, accounts: further.accounts },
    unread,
  }
}

function coverageInOrder({ state, because, missing, records, quarantined }: DatasetCoverage) {
  return { state, because, missing, records, quarantined }
}

function sorted<Value, Shown>(map: Readonly<Record<string, Value>>, show: (value: Value) => Shown) {
  return Object.fromEntries(
    Object.keys(map)
      .sort()
      .map((key) => [key, show(map[key] as Value)]),
  )
}
