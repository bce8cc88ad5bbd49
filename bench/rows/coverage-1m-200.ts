import { inFreshProcess } from '../child.ts'
import { coverageData, judgeAll, POLICIES, REPETITIONS, snapshotIn } from '../coverage.ts'
import { inTurns, largest, quickest } from '../interleave.ts'
import { atMost, defineRow, type Measurement } from '../row.ts'

/** The issue's own bar, on a machine that does nothing else. */
const WANTED_MS = 1000

/** From a sealed snapshot to the verdict on each of a million accounts under two hundred policies. */
export const coverage1m200 = defineRow({
  name: 'coverage-1m-200',
  goal: atMost(3),
  accounts: 1_000_000,
  measure,
})

async function measure(accounts: number): Promise<Measurement> {
  const data = await coverageData(accounts)
  const folder = snapshotIn(data)
  const { ours, floor } = await inTurns(
    REPETITIONS,
    () => judgeAll(data, accounts),
    () => inFreshProcess<{ judged: number }>('coverage-floor', { folder, policies: POLICIES }),
  )
  if (floor.some(({ judged }) => judged !== accounts)) throw new Error('the floor read too little')
  const value = quickest(ours)
  const beside = [
    `${(value / 1000).toFixed(2)} s; wanted ≤ ${(WANTED_MS / 1000).toFixed(2)} s at a million on two idle cores`,
    `${ours[0]?.classes} classes of accounts; of the verdicts E, D, unknown, C, B, A, blocked: ${ours[0]?.counts.join(', ')}`,
  ]
  return { value, floor: quickest(floor), unit: 'ms', memoryMb: largest(ours), beside }
}
