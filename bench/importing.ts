/** An import of generated logs, against DuckDB that copies the same file to typed columns and the record. */
import { inFreshProcess } from './child.ts'
import { EVENTS, eventData } from './detection.ts'
import { inTurns, largest, quickest } from './interleave.ts'
import type { Measurement } from './row.ts'
import { inScratchFolder } from './scratch.ts'

const REPETITIONS = 3

/** Imports a million events. @param isVaried values hardly ever repeat */
export async function importing(isVaried: boolean): Promise<Measurement> {
  const { records } = await eventData(isVaried)
  const { ours, floor } = await inTurns(
    REPETITIONS,
    () =>
      inScratchFolder((store) =>
        inFreshProcess<{ unique: number; bytes: number }>('logs-import', { records, store }),
      ),
    () =>
      inScratchFolder((folder) =>
        inFreshProcess<{ events: number; bytes: number }>('logs-import-floor', { records, folder }),
      ),
  )
  if (ours.some(({ unique }) => unique !== EVENTS)) throw new Error('the import lost or doubled events')
  if (floor.some(({ events }) => events !== EVENTS)) throw new Error('the floor read too little')
  const value = quickest(ours)
  const beside = [
    `${Math.round(EVENTS / value)} thousand events a second, without duplicates; ${megabytes(ours[0]?.bytes)} in the store, ${megabytes(floor[0]?.bytes)} from the floor`,
  ]
  return { value, floor: quickest(floor), unit: 'ms', memoryMb: largest(ours), beside }
}

const megabytes = (bytes = 0): string => `${Math.round(bytes / 1e6)} MB`
