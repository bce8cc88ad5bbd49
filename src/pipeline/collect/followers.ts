/**
 * What a dataset is worth may turn out after others were read by it. A service says "no licence" of a list that names
 * subjects; nobody asks about any, which is right where the list exists with a licence only and the tenant has none.
 * Where the list takes no licence, or the tenant holds it, subjects were missed: what was read by it is not whole.
 */
import type { Collector, Source } from '#collectors/collector.ts'
import { type Coverage, gapOf, partial } from '#model/coverage.ts'
import type { DatasetName } from '#model/datasets.ts'
import type { DatasetSpool } from '#store/spool.ts'

type Spools = ReadonlyMap<DatasetName, DatasetSpool>

/** Takes `complete` back from every dataset that follows one which is not; and from those that follow it. */
export async function correctFollowers(collectors: readonly Collector[], spools: Spools): Promise<void> {
  let isSettled = false
  while (!isSettled) {
    isSettled = true
    for (const { produces, source } of collectors) {
      const spool = spools.get(produces)
      const gaps = leadersOf(source).flatMap((name) => gapIn(name, collectors, spools))
      if (spool?.progress.coverage?.state !== 'complete' || gaps.length === 0) continue
      await spool.finish(partial(`what to read, or that it is all, comes from ${gaps.join('; ')}`))
      isSettled = false
    }
  }
}

/** The datasets that a source takes its subjects or its proof from. */
export function leadersOf(source: Source): readonly DatasetName[] {
  return [
    ...(source.kind === 'each' ? source.after : []),
    ...(source.provenBy === undefined ? [] : [source.provenBy]),
  ]
}

function gapIn(name: DatasetName, collectors: readonly Collector[], spools: Spools): string[] {
  const coverage = spools.get(name)?.progress.coverage
  if (coverage === undefined || isTrulyAbsent(name, coverage, collectors)) return []
  const gap = gapOf(name, coverage)
  return gap === undefined ? [] : [gap]
}

/** After the licences were compared, "no licence" stands only where there is none; a list must know one to lack it. */
function isTrulyAbsent(name: DatasetName, { state }: Coverage, collectors: readonly Collector[]): boolean {
  const { licence } = collectors.find(({ produces }) => produces === name) ?? {}
  return state === 'unlicensed' && licence !== undefined
}
