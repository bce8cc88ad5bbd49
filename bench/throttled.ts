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
export async function throttledCollection(accounts: number): Promise<Measurement> {
  const run = await collected(accounts)
  if (run.refused > 0) throw new Error(`${run.refused} of ${run.requests} requests were refused with 429`)
  const beside = [
    besideLine('one by one', await collected(accounts, 1), run.floorMs),
    besideLine('8 blind workers', await collected(accounts, 8), run.floorMs),
  ]
  return { value: run.ms, floor: run.floorMs, unit: 'ms', memoryMb: run.memoryMb, beside }
}

function collected(accounts: number, blindWorkers?: number) {
  return inScratchFolder((data) => inFreshProcess<Throttled>('throttled', { data, accounts, blindWorkers }))
}

function besideLine(
  who: string,
  { ms, refused }: Throttled & { readonly ms: number },
  floorMs: number,
): string {
  return `${who}: ${ms.toFixed(1)} ms, ${(ms / floorMs).toFixed(2)} of the same floor, ${refused} refused with 429`
}
