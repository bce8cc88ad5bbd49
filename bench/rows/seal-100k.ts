import { inFreshProcess } from '../child.ts'
import { inTurns, largest, quickest } from '../interleave.ts'
import { atMost, defineRow, type Measurement } from '../row.ts'
import { sealedTenant } from '../sample.ts'
import { inScratchFolder } from '../scratch.ts'

const REPETITIONS = 5

/**
 * Sealing all datasets against one plain COPY of each. A seal also sorts, finds doubles, keeps absent and null
 * apart, hashes every record and every file, and waits for the disk.
 */
export const seal100k = defineRow({ name: 'seal-100k', goal: atMost(3), accounts: 100_000, measure })

async function measure(accounts: number): Promise<Measurement> {
  const data = await sealedTenant(accounts)
  return inScratchFolder(async (spool) => {
    const { files } = await inFreshProcess<{ files: readonly string[] }>('spool', { data, spool })
    const { ours, floor } = await inTurns(
      REPETITIONS,
      () => inScratchFolder((target) => inFreshProcess<{ records: number }>('seal', { spool, target })),
      () => inScratchFolder((target) => inFreshProcess('seal-floor', { files, target })),
    )
    if (ours.some(({ records }) => records < accounts)) throw new Error('not every record was sealed')
    return { value: quickest(ours), floor: quickest(floor), unit: 'ms', memoryMb: largest(ours) }
  })
}
