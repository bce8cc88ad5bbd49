/** A whole collection against the bare requests it is made of. */
import { inFreshProcess } from './child.ts'
import { inTurns, largest, quickest } from './interleave.ts'
import type { Measurement } from './row.ts'
import { withCloud } from './sample.ts'
import { inScratchFolder } from './scratch.ts'
import type { Recorded } from './tasks/requests.ts'

interface Collected {
  readonly records: number
  readonly requests: readonly Recorded[]
}

/** Measures the collection of so many accounts. @throws Error when it did not read every account */
export function collectionOf(accounts: number, repetitions: number): Promise<Measurement> {
  return withCloud(accounts, async (cloud) => {
    const collect = (record: boolean) =>
      inScratchFolder((data) => inFreshProcess<Collected>('collect', { data, cloud, record }))
    // The first run tells what is asked, and warms the simulator up for both sides.
    const { requests, records } = await collect(true)
    if (records < accounts) throw new Error(`only ${records} records of ${accounts} accounts were collected`)
    const { ours, floor } = await inTurns(
      repetitions,
      () => collect(false),
      () => inFreshProcess('collect-floor', { cloud, requests }),
    )
    if (ours.some((run) => run.records !== records)) throw new Error('two collections gave different records')
    return { value: quickest(ours), floor: quickest(floor), unit: 'ms', memoryMb: largest(ours) }
  })
}
