/** Runs a task of bench/tasks in a fresh process: no warm cache, and a peak of memory that is its own. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { json } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

/** As `keyward` starts long work. */
const frugal = createRequire(import.meta.url)('../bin/frugal.cjs') as {
  readonly flags: readonly string[]
  readonly variables: Readonly<Record<string, string>>
}
/** Tasks of `keyward logs`, which is started as Node comes. */
const OF_LOGS = /^(logs|detect)-|^detect$/

/** What every task answers beside its own result. */
export interface Timed {
  /** The timed part, without loading the program. */
  readonly ms: number
  readonly memoryMb: number
}

/** Runs `bench/tasks/<task>.ts`, hands it `input`, and returns its answer. @throws Error when the task fails */
export async function inFreshProcess<Answer>(task: string, input: object): Promise<Answer & Timed> {
  const program = fileURLToPath(new URL(`tasks/${task}.ts`, import.meta.url))
  const isFrugal = !OF_LOGS.test(task)
  const child = spawn(process.execPath, [...(isFrugal ? frugal.flags : []), program], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...(isFrugal ? frugal.variables : {}), ...process.env },
  })
  // A task that ended before it read its input says why by its exit code.
  child.stdin.on('error', () => {})
  child.stdin.end(JSON.stringify(input))
  const answer = json(child.stdout).catch(() => undefined)
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`the task ${task} ended with exit code ${code}`)
  return (await answer) as Answer & Timed
}
