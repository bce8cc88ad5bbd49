/** How long a command takes from nothing to its end, against Node doing nothing. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { inTurns, quickest } from './interleave.ts'
import type { Measurement } from './row.ts'

const keyward = fileURLToPath(new URL('../bin/keyward.cjs', import.meta.url))
const reportMemory = fileURLToPath(new URL('tasks/report-memory.cjs', import.meta.url))

/** A start takes a few hundredths of a second; so many make the least of them steady. */
const STARTS = 25

/** Measures `keyward <argv>`. @throws Error when it does not print anything */
export async function startOf(argv: readonly string[]): Promise<Measurement> {
  const { ours, floor } = await inTurns(
    STARTS,
    async () => ({ ms: timed([keyward, ...argv], isText) }),
    async () => ({ ms: timed(['-e', '0'], isEmpty) }),
  )
  return { value: quickest(ours), floor: quickest(floor), unit: 'ms', memoryMb: memoryOf([keyward, ...argv]) }
}

function timed(argv: readonly string[], expected: (output: string) => boolean): number {
  const started = performance.now()
  const { status, stdout } = spawnSync(process.execPath, argv, { encoding: 'utf8' })
  const ms = performance.now() - started
  if (status !== 0 || !expected(stdout)) throw new Error(`node ${argv.join(' ')} did not do its job`)
  return ms
}

const isText = (output: string) => output.trim() !== ''
const isEmpty = (output: string) => output === ''

/** In a run apart from the timed ones: whoever reports the memory has to be loaded for it. */
function memoryOf(argv: readonly string[]): number {
  const { output } = spawnSync(process.execPath, ['--require', reportMemory, ...argv], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  return Number(output[3])
}
