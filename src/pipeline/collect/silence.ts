/**
 * Datasets whose service did not answer at all. Azure may be out of reach while all the rest is read: then the run ends
 * well and says so of Azure. When the whole network went, the run ends on Graph and is resumed; what was said of the
 * silent datasets must not have outlived it, so it goes to the disk only once everything else was read.
 */
import type { Collector } from '#collectors/collector.ts'
import type { Coverage } from '#model/coverage.ts'
import type { DatasetName } from '#model/datasets.ts'
import type { DatasetSpool } from '#store/spool.ts'
import { leadersOf } from './followers.ts'

export interface Silence {
  /** Says how far a dataset was read: for good, unless its service was silent, or that of one which it follows. */
  settle(collector: Collector, spool: DatasetSpool, coverage: Coverage, isSilent: boolean): Promise<void>
  /** Everything was read that could be: what was said so far stands. @throws KeywardError `data-unwritable` */
  end(): Promise<void>
}

/** Keeps count of the silent datasets of one run. */
export function silenceOf(): Silence {
  const silent = new Map<DatasetName, DatasetSpool>()
  return {
    settle: async ({ produces, source, orElse }, spool, coverage, isSilent) => {
      const leaders = [source, ...(orElse ? [orElse] : [])].flatMap(leadersOf)
      if (!isSilent && !leaders.some((name) => silent.has(name))) return spool.finish(coverage)
      silent.set(produces, spool)
      spool.suppose(coverage)
    },
    end: async () => {
      for (const spool of silent.values()) {
        const { coverage } = spool.progress
        if (coverage) await spool.finish(coverage)
      }
    },
  }
}
