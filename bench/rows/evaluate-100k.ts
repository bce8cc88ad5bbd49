import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { allControls } from '#controls/controls.generated.ts'
import { inFreshProcess } from '../child.ts'
import { inTurns, largest, quickest } from '../interleave.ts'
import { atMost, defineRow, type Measurement } from '../row.ts'
import { sealedTenant } from '../sample.ts'

const REPETITIONS = 5

/** From a sealed snapshot to all verdicts, against reading its columns. */
export const evaluate100k = defineRow({
  name: 'evaluate-100k',
  goal: atMost(3),
  accounts: 100_000,
  measure,
})

async function measure(accounts: number): Promise<Measurement> {
  const data = await sealedTenant(accounts)
  const files = neededFiles(data)
  const { ours, floor } = await inTurns(
    REPETITIONS,
    () => inFreshProcess<{ examined: number }>('evaluate', { data }),
    () => inFreshProcess<{ values: number }>('evaluate-floor', { files }),
  )
  // Guests and members together are what was asked for; a control that skipped most of them is not quick.
  if (ours.some(({ examined }) => examined < accounts / 2))
    throw new Error('the controls examined too little')
  return { value: quickest(ours), floor: quickest(floor), unit: 'ms', memoryMb: largest(ours) }
}

/** The sealed files of the datasets that some control needs. */
function neededFiles(data: string): readonly string[] {
  const needed = new Set<string>(allControls.flatMap(({ needs }) => needs.map((name) => `${name}.parquet`)))
  return readdirSync(join(data, 'tenants'), { recursive: true, withFileTypes: true })
    .filter(({ name }) => needed.has(name))
    .map(({ parentPath, name }) => join(parentPath, name))
}
