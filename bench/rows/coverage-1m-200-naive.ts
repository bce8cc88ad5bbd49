import { inFreshProcess } from '../child.ts'
import { coverageData, judgeAll } from '../coverage.ts'
import { inTurns, largest, quickest } from '../interleave.ts'
import { atLeast, defineRow, type Measurement } from '../row.ts'

const REPETITIONS = 2
/** So many accounts are judged by the naive evaluator; at its pace all of them would take an hour. */
const SAMPLE = 1_000

interface Naive {
  readonly withoutSignInsMs: number
  readonly sample: readonly string[]
}

/** The same as coverage-1m-200 by the script that one would write first; here the higher ratio is the better one. */
export const coverage1m200Naive = defineRow({
  name: 'coverage-1m-200-naive',
  goal: atLeast(50),
  accounts: 1_000_000,
  measure,
})

async function measure(accounts: number): Promise<Measurement> {
  const data = await coverageData(accounts)
  const every = Math.max(1, Math.floor(accounts / SAMPLE))
  const { ours, floor: naive } = await inTurns(
    REPETITIONS,
    () => judgeAll(data, accounts, { every }),
    () => inFreshProcess<Naive>('coverage-naive', { data, every }),
  )
  const [expected] = naive.map(({ sample }) => sample.join())
  if (ours.some(({ sample }) => sample.join() !== expected)) throw new Error('the verdicts differ')
  const own = quickest(ours)
  const withoutSignIns = Math.min(...naive.map(({ withoutSignInsMs }) => withoutSignInsMs))
  const beside = [
    `its loading and finding each account's policies alone: ${(withoutSignIns / own).toFixed(0)} times ours`,
    `verdicts equal on ${ours[0]?.sample.length} accounts; its time for the others is multiplied`,
  ]
  return { value: quickest(naive), floor: own, unit: 'ms', memoryMb: largest(ours), beside }
}
