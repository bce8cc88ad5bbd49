/** Starts the simulated cloud as a process of its own: the only crossing from the product to the simulator. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { KeywardError } from '#model/errors.ts'

export interface SimulatedCloud {
  readonly origin: string
  readonly tenantId: string
  readonly clientId: string
  readonly clientSecret: string
  stop(): void
}

const START_MS = 60_000

/**
 * Starts it and waits until it answers.
 * @param now the moment at which the sample company stands still: its logs are of the days before
 * @throws KeywardError `demo-unavailable`
 */
export async function startSimulatedCloud(
  accounts: number,
  seed: number,
  now?: Date,
): Promise<SimulatedCloud> {
  const program = fileURLToPath(new URL('../../../simulator/main.ts', import.meta.url))
  if (!existsSync(program)) throw new KeywardError('demo-unavailable')
  const size = ['--accounts', String(accounts), '--seed', String(seed)]
  const moment = now === undefined ? [] : ['--now', now.toISOString()]
  const arguments_ = [...size, ...moment, '--until-stdin-closes']
  // It ends with its standard input, so it cannot outlive this process however that ends.
  const child = spawn(process.execPath, [program, ...arguments_], { stdio: ['pipe', 'pipe', 'inherit'] })
  const line = await firstLine(child)
  const { origin, tenantId, clientId, clientSecret } = JSON.parse(line) as Omit<SimulatedCloud, 'stop'>
  const stop = () => {
    child.stdin.end()
    child.kill()
  }
  return { origin, tenantId, clientId, clientSecret, stop }
}

function firstLine(child: ReturnType<typeof spawn>): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error('the simulated cloud did not start'))
    const timer = setTimeout(fail, START_MS)
    child.once('exit', fail)
    if (child.stdout) {
      createInterface({ input: child.stdout }).once('line', (line) => {
        clearTimeout(timer)
        child.off('exit', fail)
        resolve(line)
      })
    }
  })
}
