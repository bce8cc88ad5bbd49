import { coverageData, judgeAll } from '../coverage.ts'
import { largest, quickest } from '../interleave.ts'
import { atMost, defineRow, type Measurement } from '../row.ts'

const REPETITIONS = 3
/** Of so many policies, one after the other, the edit is timed. */
const EDITS = 60

/** The verdicts again after one policy was edited, against judging all of it, in the same process. */
export const coverageEdit1m200 = defineRow({
  name: 'coverage-edit-1m-200',
  goal: atMost(0.05),
  accounts: 1_000_000,
  measure,
})

async function measure(accounts: number): Promise<Measurement> {
  const data = await coverageData(accounts)
  const runs = []
  for (let turn = 0; turn < REPETITIONS; turn += 1)
    runs.push(await judgeAll(data, accounts, { edits: EDITS }))
  const sorted = runs.map(({ editMs }) => editMs.toSorted((one, other) => one - other))
  const quantile = (share: number) =>
    Math.min(...sorted.map((times) => times[Math.floor((times.length - 1) * share)] ?? 0))
  const beside = [
    `of ${EDITS} edits the median; nine in ten take at most ${quantile(0.9).toFixed(1)} ms (policies for everybody)`,
  ]
  return { value: quantile(0.5), floor: quickest(runs), unit: 'ms', memoryMb: largest(runs), beside }
}
