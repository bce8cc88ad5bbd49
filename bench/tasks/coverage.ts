/** From a sealed snapshot to the verdict on every account; then with one policy after another edited. */
import { columnCoverage } from '#access/sign-ins/column-coverage.ts'
import { grades } from '#access/sign-ins/grade.ts'
import { columnTenant } from '#pipeline/account-columns.ts'
import { openSession } from '#pipeline/session.ts'
import { answer, timed } from './answer.ts'

interface Input {
  readonly data: string
  /** Of how many policies, one after the other, the edit is timed. */
  readonly edits?: number
  /** The verdicts of every so manieth account are answered. */
  readonly every?: number
}

await answer<Input>(async ({ data, edits = 0, every }) => {
  const session = await openSession(data)
  const { snapshots, tenant: id } = await session.tenant(undefined)
  const { ms, result } = await timed(async () => {
    const snapshot = await snapshots.latest()
    if (!snapshot) throw new Error('there is no snapshot to judge')
    const tenant = await columnTenant(snapshot, id)
    const coverage = columnCoverage(tenant)
    return { tenant, coverage, verdicts: coverage.verdicts() }
  })
  await session.close()
  const { tenant, coverage, verdicts } = result
  const editMs: number[] = []
  for (const policy of tenant.records.conditionalAccessPolicies.slice(0, edits)) {
    const edited = { ...policy, grantControls: { operator: 'OR', builtInControls: ['block'] } }
    editMs.push((await timed(async () => coverage.withPolicy(edited).verdicts())).ms)
  }
  const counts = grades.map(() => 0)
  for (const verdict of verdicts) counts[verdict] = (counts[verdict] ?? 0) + 1
  const sample = every === undefined ? [] : Array.from(verdicts.filter((_, place) => place % every === 0))
  return {
    ms,
    editMs,
    judged: verdicts.length,
    counts,
    classes: coverage.classes.size,
    sample: sample.map((verdict) => grades[verdict]),
  }
})
