/**
 * Holds the evaluator against the service's own What-If, for a sample of sign-ins. It never changes a verdict: a
 * disagreement is a fault of one of the two, or a policy that was changed since the snapshot.
 */
import { nameOf } from '#access/accounts.ts'
import { administration } from '#access/roles/administration.ts'
import { signInCoverage } from '#access/sign-ins/coverage.ts'
import { applyingPolicies } from '#access/spot-check/applying.ts'
import { originOutside } from '#access/spot-check/origin.ts'
import { type Sampled, sampleOf } from '#access/spot-check/sample.ts'
import { type SampleWay, sampleWays } from '#access/spot-check/ways.ts'
import { KeywardError } from '#model/errors.ts'
import { type CheckedSignIn, type SpotCheckReport, spotCheckSchemaVersion } from '#model/spot-check-report.ts'
import { type ConnectOptions, connect } from '../connect.ts'
import { loadFacts } from '../facts.ts'
import type { Looked } from '../look.ts'
import { signInDatasets, signInRecords, wholeness } from '../sign-in-records.ts'
import { ask } from './ask.ts'
import { type Compared, compare } from './compare.ts'

export interface SpotCheckOptions extends ConnectOptions {
  /** How many sign-ins to ask about; each takes a second. */
  readonly size: number
  readonly now: () => Date
  readonly onAsked?: (asked: number, total: number) => void
}

/** @throws KeywardError `option-invalid` for another tenant's credential, and what signing in throws */
export async function spotCheck(
  { snapshot, tenant }: Looked,
  options: SpotCheckOptions,
): Promise<SpotCheckReport> {
  const facts = await loadFacts(snapshot, signInDatasets)
  const records = signInRecords(facts)
  const directory = administration(records, tenant)
  const whole = wholeness(facts)
  const coverage = signInCoverage(records, directory, whole)
  const origin = originOutside(records.namedLocations)
  const isOutside = origin !== undefined
  const applying = applyingPolicies({ ...records, ...whole, isOutside }, directory)
  const sample = sampleOf(records.users, coverage, directory, options.size)
  const connection = connect(options)
  const compared: Compared[] = []
  const notAnswered: (CheckedSignIn & { why: string })[] = []
  try {
    await mustBe(tenant, await connection.graph.tenant())
    const questions = questionsOf(sample, options.size)
    for (const [index, { sampled, way }] of questions.entries()) {
      const signIn = checked(sampled, way)
      const asked = await ask(connection.graph, sampled.account.id, way, origin, options.signal)
      if (asked.ok) compared.push(compare(signIn, applying(sampled.account, way), asked.results))
      else notAnswered.push({ ...signIn, why: asked.why })
      options.onAsked?.(index + 1, questions.length)
    }
  } finally {
    await connection.close()
  }
  return {
    schemaVersion: spotCheckSchemaVersion,
    tenant: { id: tenant },
    snapshot: snapshot.id,
    collectedAt: snapshot.manifest.collectedAt,
    askedAt: options.now().toISOString(),
    answered: compared.length,
    agreed: sum(compared.map(({ agreed }) => agreed)),
    open: sum(compared.map(({ open }) => open)),
    disagreements: compared.flatMap(({ disagreements }) => disagreements),
    notAnswered,
  }
}

/** The credential decides which tenant is asked; its answers on another one's accounts would mean nothing. */
async function mustBe(tenant: string, signedInTo: string | undefined): Promise<void> {
  if (signedInTo === undefined || signedInTo.toLowerCase() === tenant.toLowerCase()) return
  throw new KeywardError('option-invalid', {
    option: '--spot-check',
    why: `the credential is for tenant ${signedInTo}, the snapshot is of ${tenant}`,
    how: 'Set KEYWARD_TENANT_ID to the tenant of the snapshot, or name another snapshot with --tenant.',
  })
}

interface AskedAbout {
  readonly sampled: Sampled
  readonly way: SampleWay
}

/** Each account by one way, neighbours by different ones; then again by the next ways while there is room. */
function questionsOf(sample: readonly Sampled[], size: number): readonly AskedAbout[] {
  const rounds = sampleWays.map((_, round) =>
    sample.map((sampled, place) => ({
      sampled,
      way: sampleWays[(place + round) % sampleWays.length] as SampleWay,
    })),
  )
  return rounds.flat().slice(0, size)
}

function checked({ account, because }: Sampled, { application, client }: SampleWay): CheckedSignIn {
  return { id: account.id, upn: nameOf(account), because, application, client }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)
