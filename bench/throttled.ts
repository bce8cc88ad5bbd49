/** A collection against the throttle: waiting against the least waiting that the very same requests allow. */
import { inFreshProcess } from './child.ts'
import type { Measurement } from './row.ts'
import { inScratchFolder } from './scratch.ts'

interface Throttled {
  readonly floorMs: number
  readonly refused: number
  readonly requests: number
}

/** Measures in virtual time. @throws Error when the service had to refuse: that was avoidable */
export function throttledCollection(accounts: number): Promise<Measurement> {
  return inScratchFolder(async (data) => {
    const run = await inFreshProcess<Throttled>('throttled', { data, accounts })
    if (run.refused > 0) throw new Error(`${run.refused} of ${run.requests} requests were refused with 429`)
    return { value: run.ms, floor: run.floorMs, unit: 'ms', memoryMb: run.memoryMb }
  })
}
